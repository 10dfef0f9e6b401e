import { describe, expect, it } from 'vitest';
import { quotaStanding } from '../../src/app/message-quota.ts';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts';
import { officeInstant } from '../support/office-clock.ts';
import { SENT } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

const EXHAUSTED: SendOutcome = { kind: 'quota-exhausted', detail: '429' };
const desk = (limit: number) => sendingDesk('elsewhere', undefined, { channel: 'elsewhere', limit });
type Desk = Awaited<ReturnType<typeof desk>>;

const standing = ({ office, quota }: Desk) => office.work((work) => quotaStanding(work, quota));

describe('what is counted', () => {
  it('is what left and what may have, by why it left; menus are no messages', async () => {
    const here = await desk(100);
    const { add, platform, sender } = here;
    platform.answerAll(({ text }) => {
      if (text === 'lạc') return { kind: 'ambiguous', detail: 'timeout' };
      return text === 'hỏng' ? { kind: 'rejected', detail: 'too-long' } : SENT;
    });
    add('A', 'trả lời');
    add('B', 'biên nhận', { lane: 'receipt', kind: 'pledge_accepted' });
    add('C', 'nhắc', { lane: 'reminder' });
    add('D', 'lạc', { lane: 'digest', kind: 'weekly_digest' });
    add('E', 'hỏng');
    add('F', 'danh mục', { lane: 'receipt', kind: 'menu' });
    sender.start();
    await sender.idle();
    const { used, byKind } = standing(here);
    expect(used).toBe(4);
    expect(new Map(byKind.map(({ kind, count }) => [kind, count]))).toEqual(
      new Map([
        ['answer', 1],
        ['receipt', 1],
        ['reminder', 1],
        ['digest', 1],
      ]),
    );
  });

  it('holds a try that a dead process left under way', async () => {
    const here = await desk(100);
    const { add, platform, sender, nextProcess } = here;
    add('A', 'nhắc', { lane: 'reminder', kind: 'snoozed' });
    sender.start();
    await platform.busy(1);
    const next = nextProcess();
    here.platform.answerAll(() => SENT);
    next.start();
    await next.idle();
    expect(standing(here).used).toBe(1);
  });
});

describe('the reserve', () => {
  it('is not touched by reminders, however many leave side by side', async () => {
    const here = await desk(10);
    const { add, platform, sender, states, office } = here;
    platform.answerAll(() => SENT);
    for (let n = 0; n < 14; n += 1) add(`chat ${n}`, 'nhắc', { lane: 'reminder' });
    sender.start();
    await sender.idle();
    expect(platform.history).toHaveLength(9);
    expect(states().filter((state) => state === 'pending')).toHaveLength(5);
    add('A', 'trả lời');
    sender.wake();
    await sender.idle();
    expect(platform.history.at(-1)).toBe('A: trả lời');
    expect(office.storage.delivery.outbox.oldestPending()).toBeNull();
  });

  it('opens with the month, on the office’s calendar, for all that waited and is not past its time', async () => {
    const here = await desk(10);
    const { add, platform, sender, states, office, timers } = here;
    platform.answerAll(() => SENT);
    for (let n = 0; n < 9; n += 1) add(`chat ${n}`, 'nhắc', { lane: 'reminder' });
    add('X', 'chờ', { lane: 'reminder' });
    add('Y', 'quá hạn', { lane: 'digest', expiresIn: 2 * DAY });
    sender.start();
    await sender.idle();
    expect(timers.set).toEqual([2 * DAY]);
    office.clock.set('2022-02-28 23:59');
    timers.fire();
    await sender.idle();
    expect(platform.history).toHaveLength(9);
    expect(timers.set).toEqual([MINUTE]);
    office.clock.set('2022-03-01 00:00');
    timers.fire();
    await sender.idle();
    expect(platform.history.slice(9)).toEqual(['X: chờ']);
    expect(states().at(-1)).toBe('expired');
  });

  it('is found again by another process, and opened by a larger quota', async () => {
    const here = await desk(10);
    const { add, platform, sender, states } = here;
    platform.answerAll(() => SENT);
    for (let n = 0; n < 10; n += 1) add(`chat ${n}`, 'nhắc', { lane: 'reminder' });
    sender.start();
    await sender.idle();
    await sender.stop();
    const same = here.nextProcess();
    here.platform.answerAll(() => SENT);
    same.start();
    await same.idle();
    expect(here.platform.history).toEqual([]);
    await same.stop();
    const larger = here.nextProcess({ channel: 'elsewhere', limit: 100 });
    here.platform.answerAll(() => SENT);
    larger.start();
    await larger.idle();
    expect(here.platform.history).toHaveLength(1);
    expect(new Set(states())).toEqual(new Set(['sent']));
  });
});

describe('a platform that refuses', () => {
  it('gets answers again every hour and reminders with the new month; the log is told once', async () => {
    const here = await desk(100);
    const { add, platform, sender, office, later, rows } = here;
    platform.answerAll(() => EXHAUSTED);
    add('A', 'trả lời');
    for (const chat of ['B', 'C']) add(chat, 'nhắc', { lane: 'reminder' });
    sender.start();
    await sender.idle();
    expect(platform.history).toContain('A: trả lời');
    const tried = platform.history.length;
    for (let n = 0; n < 3; n += 1) await later(HOUR, sender);
    expect(platform.history.slice(tried)).toEqual(Array.from({ length: 3 }, () => 'A: trả lời'));
    expect(rows().map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    expect(standing(here).refused).toBe(true);
    expect(office.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    platform.answerAll(() => SENT);
    office.clock.set('2022-03-01 00:00');
    await later(0, sender);
    expect(platform.history.slice(tried + 3).toSorted()).toEqual(['A: trả lời', 'B: nhắc', 'C: nhắc']);
    expect(standing(here)).toMatchObject({ refused: false, used: 3 });
  });

  it('and takes messages again before the month turns gets all that waited', async () => {
    const here = await desk(100);
    const { add, platform, sender, later } = here;
    platform.answerAll(() => EXHAUSTED);
    add('A', 'nhắc', { lane: 'reminder' });
    sender.start();
    await sender.idle();
    add('B', 'nhắc', { lane: 'reminder' });
    add('C', 'trả lời');
    platform.answerAll(() => SENT);
    await later(MINUTE, sender);
    expect(platform.history.slice(1)).toEqual(['C: trả lời', 'A: nhắc', 'B: nhắc']);
    expect(standing(here).refused).toBe(false);
  });

  it('is asked once more at the turn of the month by an answer that was refused shortly before', async () => {
    const here = await desk(100);
    const { add, platform, sender, office, timers } = here;
    office.clock.set('2022-02-28 23:50');
    platform.answerAll(() => EXHAUSTED);
    add('A', 'trả lời');
    sender.start();
    await sender.idle();
    expect(timers.set).toEqual([officeInstant('2022-03-01 00:00') - office.clock.now()]);
  });
});

it('an office without a quota counts nothing', async () => {
  const { add, platform, sender, office } = await sendingDesk();
  platform.answerAll(() => SENT);
  add('A', 'trả lời');
  sender.start();
  await sender.idle();
  expect(office.work(({ store }) => store.sentMessages.since('elsewhere', '2022-02-01'))).toBe(0);
});
