import { describe, expect, it } from 'vitest';
import { PICTURE, sendPicture } from './picture.ts';
import { atEvidence, heard } from './reporting.ts';
import { PEOPLE, PLATFORMS } from './town.ts';

const LIMIT_MS = 240_000;
/** More than signs leave while a file is waited for. */
const ALL = 100;

const FAULTS = [
  ['429', { kind: 'answer', code: 429, description: 'Too Many Requests' }],
  ['400 bad request', { kind: 'answer', code: 400, description: 'Bad Request: strange' }],
  ['403 blocked by the person', { kind: 'answer', code: 403, description: 'Forbidden' }],
  ['an error 500 of the platform', { kind: 'answer', code: 500, description: 'Internal Server Error' }],
  ['a page 502', { kind: 'page', status: 502 }],
  ['JSON that breaks off', { kind: 'body', status: 200, body: '{"ok":true,"resu' }],
  ['a broken connection', { kind: 'drop-before' }],
  ['no answer', { kind: 'hang-before' }],
] as const;

describe.each(PLATFORMS)('the sign of writing on %s', (platform) => {
  const { unlucky } = PEOPLE[platform];

  it.each(FAULTS)('has no effect where it meets %s', { timeout: LIMIT_MS }, async (_what, fault) => {
    const town = await atEvidence(unlucky);
    const { faults, calls } = platform === 'telegram' ? town.telegram : town.zalo;
    faults.strike('sendChatAction', fault, { times: ALL });
    // A file that is waited for is what the bot shows itself at work for.
    if (platform === 'telegram') town.telegram.faults.strike('download', { kind: 'hang-before' });
    else town.zalo.faults.strike('photo', { kind: 'hang-before' });
    await heard(town, unlucky, () => sendPicture(town, unlucky, PICTURE), 'Chưa tải được tệp');
    expect(calls('sendChatAction').length).toBeGreaterThan(1);
    expect(town.office.storage.delivery.outbox.problems(5)).toEqual([]);
    expect(town.ready().ready).toBe(true);
    await heard(town, unlucky, () => sendPicture(town, unlucky, PICTURE), 'Đã lưu');
    const loud = town.office.log.lines.filter(({ level }) => level === 'warn' || level === 'error');
    expect(loud).toEqual([]);
  });
});
