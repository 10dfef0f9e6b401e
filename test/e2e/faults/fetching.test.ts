import { describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '../../../src/domain/file-kind.ts';
import { FETCHING } from './fetching-cases.ts';
import { PICTURE, sendPicture } from './picture.ts';
import { atEvidence, heard } from './reporting.ts';
import { expectDiscreet, PEOPLE, PLATFORMS, type Town } from './town.ts';

const LIMIT_MS = 240_000;
function kept({ office }: Town): number {
  return Number(office.storage.database.sqlite.prepare('SELECT count(*) FROM evidence_file').pluck().get());
}

describe.each(PLATFORMS)('fetching evidence from %s', (platform) => {
  const { unlucky } = PEOPLE[platform];
  const cases = FETCHING.filter(({ [platform]: fault }) => fault !== undefined);

  it.each(cases)('$what', { timeout: LIMIT_MS }, async ({ telegram, zalo, told }) => {
    const town = await atEvidence(unlucky);
    if (platform === 'zalo' && zalo !== undefined) town.zalo.faults.strike('photo', zalo);
    if (platform === 'telegram' && telegram !== undefined) town.telegram.faults.strike(telegram.method, telegram.fault);
    await heard(town, unlucky, () => sendPicture(town, unlucky, PICTURE), told);
    expect(kept(town)).toBe(0);
    // The step still waits for it.
    await heard(town, unlucky, () => sendPicture(town, unlucky, PICTURE), 'Đã lưu');
    expect(kept(town)).toBe(1);
    expectDiscreet(town);
  });

  it('a file that is too large is refused, and a smaller one is taken', { timeout: LIMIT_MS }, async () => {
    const town = await atEvidence(unlucky);
    const large = Buffer.concat([PICTURE, Buffer.alloc(FILE_LIMITS.evidence.bytes)]);
    await heard(town, unlucky, () => sendPicture(town, unlucky, large), 'lớn hơn mức cho phép');
    expect(kept(town)).toBe(0);
    await heard(town, unlucky, () => sendPicture(town, unlucky, PICTURE), 'Đã lưu');
    expect(kept(town)).toBe(1);
  });
});
