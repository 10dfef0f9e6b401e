import { describe, expect, it } from 'vitest';
import type { SendLimits } from '../../src/channels/channel.ts';
import { MINUTE, SECOND } from '../../src/lib/clock.ts';
import { openForTest } from '../storage/setup.ts';
import { event, happen } from '../support/events.ts';
import { CAST } from '../support/office.ts';
import { SENT } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';
import { storageOver } from '../support/storage-over.ts';

/** A slow platform: two messages at once, then one a second; a group gets one in three seconds. */
const SLOW: SendLimits = {
  perSecond: 1,
  burst: 2,
  chatGapMs: SECOND,
  groupGapMs: 3 * SECOND,
  isGroup: (chatId) => chatId.startsWith('-'),
};

describe('reminders to many', () => {
  it('never take the last places: an answer leaves while all of them hang', async () => {
    const { add, platform, sender } = await sendingDesk();
    for (let n = 0; n < 30; n += 1) add(`chat ${n}`, 'nhắc', { lane: 'reminder' });
    sender.start();
    await platform.busy(12);
    add('A', 'trả lời');
    sender.wake();
    await platform.busy(13);
    expect(platform.history.at(-1)).toBe('A: trả lời');
  });

  it('let the answer to somebody pass the reminder that waits for them', async () => {
    const { add, platform, sender, office, timers } = await sendingDesk('elsewhere', SLOW);
    platform.answerAll(() => SENT);
    for (const chat of ['A', 'B', 'C']) add(chat, 'nhắc', { lane: 'reminder' });
    sender.start();
    await platform.busy(0);
    expect(platform.history).toEqual(['A: nhắc', 'B: nhắc']);
    add('C', 'trả lời');
    for (let n = 0; n < 4; n += 1) {
      office.clock.advance(SECOND);
      timers.fire();
      await platform.busy(0);
    }
    await sender.idle();
    expect(platform.history.slice(2)).toEqual(['C: trả lời', 'C: nhắc']);
  });

  it('keep a pause within one chat, a longer one in a group', async () => {
    const { add, platform, sender, office, timers } = await sendingDesk('elsewhere', { ...SLOW, perSecond: 1_000 });
    platform.answerAll(() => SENT);
    for (const chat of ['A', '-1']) {
      add(chat, 'một', { lane: 'reminder' });
      add(chat, 'hai', { lane: 'digest' });
    }
    const seen: string[][] = [];
    sender.start();
    for (let second = 0; second <= 3; second += 1) {
      await sender.idle();
      seen.push([...platform.history]);
      office.clock.advance(SECOND);
      timers.fire();
    }
    expect(seen.map((lines) => lines.at(-1))).toEqual(['-1: một', 'A: hai', 'A: hai', '-1: hai']);
  });

  it('may be many: what is read once is not read again, and what another process put back is found', async () => {
    const { add, platform, sender, office, states } = await sendingDesk();
    const { outbox } = office.storage.delivery;
    platform.answerAll(({ text }) => (text === 'hỏng' ? { kind: 'rejected', detail: 'too-long' } : SENT));
    add('A', 'hỏng');
    add('B', 'tốt');
    sender.start();
    await sender.idle();
    expect(states()).toEqual(['failed', 'sent']);
    platform.answerAll(() => SENT);
    const [problem] = outbox.problems(1);
    const other = storageOver(openForTest(office.storage.database.path));
    const again = () => other.delivery.outbox.retry(problem?.id ?? 0, office.clock.now());
    expect(other.unitOfWork.run(again)).toBe(true);
    sender.wake();
    await sender.idle();
    expect(platform.history).toEqual(['A: hỏng', 'B: tốt', 'A: hỏng']);
  });
});

describe('a fate that is not known', () => {
  it.each([
    ['pledge_accepted', 2],
    ['registration_reminder', 1],
    ['menu', 5],
  ])('of %s is tried %i times in all, then left to a person', async (kind, tries) => {
    const { add, platform, sender, states, later } = await sendingDesk();
    platform.answerAll(() => ({ kind: 'ambiguous', detail: 'timeout' }));
    add('A', 'chữ', { kind });
    sender.start();
    await sender.idle();
    for (let n = 0; n < 6; n += 1) await later(MINUTE, sender);
    expect([platform.history.length, states()]).toEqual([tries, ['unknown']]);
  });
});

describe('somebody who could not be reached', () => {
  it('gets the receipts that they missed when they write again, and no old reminder', async () => {
    const { office, add, platform, sender, rows } = await sendingDesk('local');
    office.link(CAST.staff, 'local');
    const { id: memberId } = office.person(CAST.staff);
    platform.answerAll(() => ({ kind: 'recipient-gone', detail: '403 Forbidden: bot was blocked by the user' }));
    add(CAST.staff, 'đã duyệt', { memberId, lane: 'receipt', kind: 'pledge_accepted' });
    add(CAST.staff, 'nhắc', { memberId, lane: 'reminder', kind: 'registration_reminder' });
    sender.start();
    await sender.idle();
    expect(rows().map(({ state }) => state)).toEqual(['failed', 'failed']);
    await sender.stop();
    const reachable = () => office.storage.store.identities.ofMember(memberId)[0]?.reachable;
    expect(reachable()).toBe(false);
    await happen(office, event(CAST.staff, { kind: 'text', text: '/menu' }));
    expect([reachable(), rows()[0]?.state, rows()[1]?.state]).toEqual([true, 'sent', 'failed']);
  });
});
