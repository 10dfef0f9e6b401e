import { describe, expect, it } from 'vitest';
import type { Fault } from '../../support/fake-telegram/faults.ts';
import { EDITING } from './editing-cases.ts';
import { atReport, heard } from './reporting.ts';
import { expectDiscreet, PEOPLE } from './town.ts';

const LIMIT_MS = 240_000;
const { unlucky } = PEOPLE.telegram;
const NEXT = 'ghi vắn tắt';

describe('editing a message on telegram', () => {
  it.each(EDITING)('$what', { timeout: LIMIT_MS }, async ({ fault, times = 1, named }) => {
    const town = await atReport(unlucky);
    const shown = () => town.read(unlucky).filter((said) => said.includes(NEXT)).length;
    town.telegram.faults.strike('editMessageText', fault as Fault, { times });
    town.choose(unlucky, 'Đã nộp hồ sơ công nhận');
    const { outbox } = town.office.storage.delivery;
    await town.until(() => town.telegram.calls('editMessageText').length > 0 && shown() > 0);
    await town.until(() => outbox.counts().pending === 0 && outbox.counts().sending === 0);
    // Once, wherever it stands: in the message that was there, or in a new one.
    expect(shown()).toBe(1);
    expect(outbox.problems(5)).toEqual([]);
    if (named !== null) expect(town.logged().filter((line) => named.test(line))).not.toEqual([]);
    // The dialogue goes on from there, and nothing was counted twice.
    await heard(town, unlucky, () => town.choose(unlucky, 'Không ghi chú'), 'Minh chứng cho mục 1');
    await heard(town, unlucky, () => town.choose(unlucky, 'Không có minh chứng'), 'Mục 2/3');
    expectDiscreet(town);
  });
});
