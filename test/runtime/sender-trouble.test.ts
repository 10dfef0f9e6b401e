import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/channels/channel.ts';
import { DAY, MINUTE, SECOND } from '../../src/lib/clock.ts';
import { CAST } from '../support/office.ts';
import { SENT } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

describe('a flood', () => {
  const flood = (scope: 'chat' | 'all'): SendOutcome => ({ kind: 'rate-limited', retryAfterMs: 30 * SECOND, scope });

  it('in one chat holds that chat back as long as the platform asks, and no other', async () => {
    const { add, platform, sender, timers, later, rows } = await sendingDesk();
    let floods = 1;
    platform.answerAll(({ chatId }) => (chatId === 'A' && floods-- > 0 ? flood('chat') : SENT));
    add('A', 'một');
    add('A', 'hai');
    add('B', 'ba');
    sender.start();
    await sender.idle();
    expect(platform.history).toEqual(['A: một', 'B: ba']);
    // One timer for the head of the chat: what waits behind it does not wake anybody.
    expect(timers.set).toEqual([30 * SECOND]);
    await later(30 * SECOND, sender);
    expect(platform.history).toEqual(['A: một', 'B: ba', 'A: một', 'A: hai']);
    expect(rows().map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  it('of the whole bot holds everything back', async () => {
    const { add, platform, sender, later } = await sendingDesk();
    let floods = 1;
    platform.answerAll(() => (floods-- > 0 ? flood('all') : SENT));
    add('A', 'một');
    sender.start();
    await sender.idle();
    add('B', 'hai');
    sender.wake();
    await sender.idle();
    expect(platform.history).toEqual(['A: một']);
    await later(30 * SECOND, sender);
    expect(platform.history).toEqual(['A: một', 'A: một', 'B: hai']);
  });

  it('is no failure, however often it comes: the row keeps its tries', async () => {
    const { add, platform, sender, later, states } = await sendingDesk();
    let calls = 0;
    platform.answerAll(() => {
      calls += 1;
      if (calls <= 20) return flood('chat');
      return calls === 21 ? { kind: 'ambiguous', detail: 'timeout' } : SENT;
    });
    add('A', 'một');
    sender.start();
    await sender.idle();
    for (let n = 0; n < 20; n += 1) await later(30 * SECOND, sender);
    expect(states()).toEqual(['pending']);
    await later(5 * SECOND, sender);
    expect(states()).toEqual(['sent']);
  });
});

describe('a call whose fate is not known', () => {
  const AMBIGUOUS: SendOutcome = { kind: 'ambiguous', detail: 'timeout' };

  it('is repeated once after a while, then left to a person with a code', async () => {
    const { add, platform, sender, later, office, timers } = await sendingDesk();
    platform.answerAll(() => AMBIGUOUS);
    add('A', 'biên nhận', { kind: 'pledge_accepted' });
    sender.start();
    await sender.idle();
    expect(timers.set).toEqual([5 * SECOND]);
    await later(5 * SECOND, sender);
    await later(DAY, sender);
    expect(platform.history).toHaveLength(2);
    expect(office.storage.delivery.outbox.problems(5)).toMatchObject([
      { state: 'unknown', problem: 'timeout', reference: expect.stringMatching(/^.{4,}$/) },
    ]);
  });

  it('is never repeated for a digest: everybody would read it twice', async () => {
    const { add, platform, sender, later, states } = await sendingDesk();
    platform.answerAll(() => AMBIGUOUS);
    add('A', 'bản tin', { kind: 'weekly_digest', lane: 'digest' });
    sender.start();
    await sender.idle();
    await later(DAY, sender);
    expect([platform.history.length, states()]).toEqual([1, ['unknown']]);
  });

  it('is also that of a call that throws', async () => {
    const { add, platform, sender, states, timers } = await sendingDesk();
    platform.answerAll(() => {
      throw new Error('a bug of the channel, with a token in it');
    });
    add('A', 'một');
    sender.start();
    await sender.idle();
    expect([states(), timers.set]).toEqual([['pending'], [5 * SECOND]]);
  });

  it('is also that of a call that was under way when the process died', async () => {
    const bench = await sendingDesk();
    const { add, sender, platform, states } = bench;
    add('A', 'một');
    add('B', 'bản tin', { kind: 'weekly_digest' });
    add('A', 'hai');
    sender.start();
    await platform.busy(2);
    expect(states()).toEqual(['sending', 'sending', 'pending']);
    // The first process is never heard of again.
    const next = bench.nextProcess();
    bench.platform.answerAll(() => SENT);
    next.start();
    expect(states()).toEqual(['pending', 'unknown', 'pending']);
    await next.idle();
    await bench.later(5 * SECOND, next);
    expect(bench.platform.history).toEqual(['A: một', 'A: hai']);
    expect(states()).toEqual(['sent', 'unknown', 'sent']);
  });
});

describe('a platform', () => {
  it('that cannot be reached is tried again after 1, 2, 4 … seconds, at most five minutes', async () => {
    const { add, platform, sender, later, timers } = await sendingDesk();
    platform.answerAll(() => ({ kind: 'unavailable', detail: 'refused' }));
    add('A', 'một');
    sender.start();
    await sender.idle();
    const pauses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const [pause = 0] = timers.set;
      pauses.push(pause / SECOND);
      await later(pause, sender);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('that refuses the token is left alone for a minute, loudly, and nothing is lost', async () => {
    const { add, platform, sender, later, timers, office } = await sendingDesk();
    let refused = 1;
    platform.answerAll(() => (refused-- > 0 ? { kind: 'unauthorised', detail: '401' } : SENT));
    add('A', 'một');
    sender.start();
    await sender.idle();
    expect(timers.set).toEqual([MINUTE]);
    expect(office.log.lines).toEqual([expect.objectContaining({ level: 'warn' })]);
    await later(MINUTE, sender);
    expect(platform.history).toEqual(['A: một', 'A: một']);
  });

  it('that will never take a message is not asked again, and the chat goes on', async () => {
    const { add, platform, sender, states } = await sendingDesk();
    platform.answerAll(({ text }) => (text === 'hỏng' ? { kind: 'rejected', detail: 'too-long' } : SENT));
    add('A', 'hỏng');
    add('A', 'tiếp');
    sender.start();
    await sender.idle();
    expect(states()).toEqual(['failed', 'sent']);
  });

  it('that moved a chat is followed: this message, those behind it, and the person', async () => {
    const { office, add, platform, sender, states } = await sendingDesk('local');
    office.linkAccount(CAST.staff, { channel: 'local', accountId: 'a', chatId: 'cũ' });
    platform.answerAll(({ chatId }) => (chatId === 'cũ' ? { kind: 'chat-moved', newChatId: 'mới' } : SENT));
    add('cũ', 'một');
    add('cũ', 'hai');
    sender.start();
    await sender.idle();
    expect(platform.history).toEqual(['cũ: một', 'mới: một', 'mới: hai']);
    expect(states()).toEqual(['sent', 'sent']);
    expect(office.storage.store.identities.ofMember(office.person(CAST.staff).id)[0]?.chatId).toBe('mới');
  });

  it('that has lost the recipient marks the person unreachable on that channel', async () => {
    const { office, add, platform, sender, states } = await sendingDesk('local');
    office.link(CAST.staff, 'local');
    office.link(CAST.staff, 'local-text');
    const { id } = office.person(CAST.staff);
    platform.answerAll(() => ({ kind: 'recipient-gone', detail: 'blocked' }));
    add(CAST.staff, 'một', { memberId: id });
    sender.start();
    await sender.idle();
    expect(states()).toEqual(['failed']);
    const identities = office.storage.store.identities.ofMember(id);
    expect(identities.map(({ channel, reachable }) => [channel, reachable]).toSorted()).toEqual([
      ['local', false],
      ['local-text', true],
    ]);
  });
});

describe('an outcome that a mistake of ours cannot take', () => {
  it('is left to a person, and holds up nobody else', async () => {
    const broken = () => {
      throw new Error('a mistake');
    };
    const { add, platform, sender, rows, office, later } = await sendingDesk('elsewhere', undefined, undefined, broken);
    platform.answerAll(({ chatId }) => (chatId === 'A' ? { kind: 'recipient-gone', detail: 'blocked' } : SENT));
    add('A', 'một', { kind: 'pledge_accepted' });
    sender.start();
    await sender.idle();
    add('B', 'hai');
    await later(MINUTE, sender);
    expect(rows()).toMatchObject([{ state: 'unknown', problem: 'not-settled' }, { state: 'sent' }]);
    expect(office.log.lines.map(({ message }) => message)).toEqual(['outcome not stored', 'outcome given up']);
  });
});
