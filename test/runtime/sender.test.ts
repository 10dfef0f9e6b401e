import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/lib/clock.ts';
import { SENT } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

describe('the sender', () => {
  it('keeps the order of each chat: the next message waits until the one before has arrived', async () => {
    const { add, platform, sender } = await sendingDesk();
    for (const text of ['một', 'hai', 'ba']) add('A', text);
    sender.start();
    await platform.busy(1);
    expect(platform.history).toEqual(['A: một']);
    platform.open[0]?.end(SENT);
    await platform.busy(1);
    expect(platform.history).toEqual(['A: một', 'A: hai']);
    platform.answerAll(() => SENT);
    await sender.idle();
    expect(platform.history).toEqual(['A: một', 'A: hai', 'A: ba']);
  });

  it('lets no chat wait for another one that hangs', async () => {
    const { add, platform, sender } = await sendingDesk();
    for (const chat of ['A', 'B', 'C']) add(chat, 'xin chào');
    add('A', 'tiếp');
    sender.start();
    await platform.busy(3);
    platform.open.find(({ chatId }) => chatId === 'B')?.end(SENT);
    platform.open.find(({ chatId }) => chatId === 'C')?.end(SENT);
    await platform.busy(1);
    add('D', 'đến sau');
    sender.wake();
    await platform.busy(2);
    expect(platform.history).toEqual(['A: xin chào', 'B: xin chào', 'C: xin chào', 'D: đến sau']);
  });

  it('calls sixteen chats at a time and no more', async () => {
    const { add, platform, sender } = await sendingDesk();
    for (let n = 0; n < 30; n += 1) add(`chat ${n}`, 'xin chào');
    sender.start();
    await platform.busy(16);
    expect(platform.history).toHaveLength(16);
    platform.open[0]?.end(SENT);
    await platform.busy(16);
    expect(platform.history).toHaveLength(17);
    platform.answerAll(() => SENT);
    await sender.idle();
    expect(platform.history).toHaveLength(30);
  });

  it('sends answers before receipts, receipts before reminders, digests last', async () => {
    const { add, platform, sender } = await sendingDesk();
    platform.answerAll(() => SENT);
    add('D', 'bản tin', { lane: 'digest' });
    add('C', 'nhắc', { lane: 'reminder' });
    add('B', 'biên nhận', { lane: 'receipt' });
    add('A', 'trả lời');
    sender.start();
    await sender.idle();
    expect(platform.history.map((line) => line.slice(0, 1))).toEqual(['A', 'B', 'C', 'D']);
  });

  it('erases the text of what has arrived', async () => {
    const { add, platform, sender, rows } = await sendingDesk();
    platform.answerAll(() => SENT);
    add('A', 'chữ riêng tư');
    sender.start();
    await sender.idle();
    expect(rows()).toMatchObject([{ state: 'sent', attempts: 1, payload: '' }]);
  });

  it('sends nothing before its time, and wakes up for it', async () => {
    const { add, platform, sender, timers, later } = await sendingDesk();
    platform.answerAll(() => SENT);
    add('A', 'lát nữa', { dueIn: 30 * SECOND });
    sender.start();
    await sender.idle();
    expect([platform.history, timers.set]).toEqual([[], [30 * SECOND]]);
    await later(30 * SECOND, sender);
    expect(platform.history).toEqual(['A: lát nữa']);
  });

  it('lets what is past its use expire unsent, and goes on with the next', async () => {
    const { add, platform, sender, states, office } = await sendingDesk();
    platform.answerAll(() => SENT);
    add('A', 'nhắc hôm qua', { lane: 'reminder', expiresIn: HOUR });
    add('A', 'nhắc hôm nay', { lane: 'reminder', expiresIn: 3 * HOUR });
    office.clock.advance(HOUR);
    sender.start();
    await sender.idle();
    expect(platform.history).toEqual(['A: nhắc hôm nay']);
    expect(states()).toEqual(['expired', 'sent']);
  });
});

describe('a sender that hangs in one chat', () => {
  it('still wakes up for the others when they are due', async () => {
    const { add, platform, sender, timers, office } = await sendingDesk();
    add('A', 'treo');
    add('B', 'lát nữa', { dueIn: 10 * SECOND });
    sender.start();
    await platform.busy(1);
    expect(timers.set).toEqual([10 * SECOND]);
    office.clock.advance(10 * SECOND);
    timers.fire();
    await platform.busy(2);
    expect(platform.history).toEqual(['A: treo', 'B: lát nữa']);
  });
});

describe('stopping', () => {
  it('takes nothing new, and waits for what is under way', async () => {
    const { add, platform, sender, states } = await sendingDesk();
    add('A', 'một');
    add('A', 'hai');
    sender.start();
    await platform.busy(1);
    const stopped = sender.stop();
    add('B', 'ba');
    sender.wake();
    platform.open[0]?.end(SENT);
    await stopped;
    expect(platform.history).toEqual(['A: một']);
    expect(states()).toEqual(['sent', 'pending', 'pending']);
  });

  it('lets nobody wait for ever', async () => {
    const { add, platform, sender } = await sendingDesk();
    add('A', 'một', { dueIn: MINUTE });
    sender.start();
    await sender.stop();
    await sender.idle();
    expect(platform.history).toEqual([]);
  });
});
