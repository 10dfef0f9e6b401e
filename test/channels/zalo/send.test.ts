import { describe, expect, it } from 'vitest';
import type { OutboundText } from '../../../src/presentation/types.ts';
import type { Fault } from '../../support/fake-zalo/faults.ts';
import { patient, setUp } from './setup.ts';

async function bench() {
  const made = await setUp();
  const lan = made.zalo.person('Lan');
  lan.say('xin chào');
  const send = (message: Partial<OutboundText>) =>
    made.channel.send(lan.id, { type: 'text', text: 'Chào đồng chí', ...message }, patient);
  return { ...made, lan, send };
}

const refused = (code: number, status = 200): Fault => ({ kind: 'answer', code, description: 'no', status });

describe('a text', () => {
  it('goes out plain, as it is', async () => {
    const { zalo, lan, send } = await bench();
    const outcome = await send({ text: 'Chỉ tiêu <b>15%</b> & 6 < 7\nhttps://thidua.example.vn/x' });
    expect(outcome).toEqual({ kind: 'sent', messageId: lan.last().id });
    expect(zalo.calls('sendMessage').map(({ params }) => params)).toEqual([
      { chat_id: lan.id, text: 'Chỉ tiêu <b>15%</b> & 6 < 7\nhttps://thidua.example.vn/x' },
    ]);
  });

  it('of 2,000 units goes, of 2,001 or none is our mistake and is not tried', async () => {
    const { zalo, send } = await bench();
    expect((await send({ text: 'ă'.repeat(2_000) })).kind).toBe('sent');
    expect(await send({ text: 'ă'.repeat(2_001) })).toEqual({ kind: 'rejected', detail: 'too-long' });
    expect(await send({ text: ' \n' })).toEqual({ kind: 'rejected', detail: 'empty' });
    expect(zalo.calls('sendMessage')).toHaveLength(1);
  });

  it('leaves buttons and edits aside, which the platform would take and drop', async () => {
    const { zalo, lan, send } = await bench();
    await send({ buttons: [[{ label: 'Nộp', token: 'p.0' }]], editMessageId: 'm1', askContact: { label: 'x' } });
    expect(zalo.calls('sendMessage')[0]?.params).toEqual({ chat_id: lan.id, text: 'Chào đồng chí' });
  });
});

describe('a picture', () => {
  const photoUrl = 'https://thidua.example.vn/files/abc.png';

  it('goes out by its address, with the text below it', async () => {
    const { zalo, lan, send } = await bench();
    zalo.faults.strike('sendPhoto', { kind: 'result', result: { message_id: 'm7', date: 1 } });
    expect(await send({ photoUrl })).toEqual({ kind: 'sent', messageId: 'm7' });
    expect(zalo.calls('sendPhoto')[0]?.params).toEqual({ chat_id: lan.id, photo: photoUrl, caption: 'Chào đồng chí' });
  });

  it('that Zalo cannot take leaves its text', async () => {
    const { zalo, lan, send } = await bench();
    zalo.faults.strike('sendPhoto', refused(400));
    expect((await send({ photoUrl })).kind).toBe('sent');
    expect(lan.last().text).toBe('Chào đồng chí');
  });

  it('that may have arrived is not sent as a text beside it', async () => {
    const { zalo, lan, send } = await bench();
    zalo.faults.strike('sendPhoto', { kind: 'drop-before' });
    expect((await send({ photoUrl })).kind).toBe('ambiguous');
    expect(lan.messages()).toEqual([]);
  });
});

describe('a send that failed', () => {
  it.each([
    ['an unknown chat', refused(410), { kind: 'recipient-gone', detail: '410 no' }],
    ['a chat that must not be written to', refused(422), { kind: 'recipient-gone', detail: '422 no' }],
    ['the same under its own status', refused(422, 422), { kind: 'recipient-gone', detail: '422 no' }],
    ['a month that is used up', refused(429), { kind: 'quota-exhausted', detail: '429 no' }],
    ['a burst', { kind: 'page', status: 429 }, { kind: 'rate-limited', retryAfterMs: 60_000, scope: 'all' }],
    ['a refused token', refused(401), { kind: 'unauthorised', detail: '401 no' }],
    ['a wrong request', refused(400), { kind: 'rejected', detail: '400 no' }],
    ['a fault of the platform', refused(500), { kind: 'ambiguous', detail: '500 no' }],
    ['a broken answer', { kind: 'broken-answer', status: 502 }, { kind: 'ambiguous', detail: 'http 502 page' }],
    ['a reset', { kind: 'drop-after' }, { kind: 'ambiguous', detail: 'ECONNRESET' }],
    ['a page in between', { kind: 'page', status: 403 }, { kind: 'unavailable', detail: 'http 403 page' }],
  ] as const)('for %s says so', async (_what, fault, outcome) => {
    const { zalo, send } = await bench();
    zalo.faults.strike('sendMessage', fault);
    expect(await send({})).toEqual(outcome);
  });

  it('for a blocked person means the person, for a used-up plan the plan', async () => {
    const { zalo, lan, send } = await bench();
    lan.block();
    expect((await send({})).kind).toBe('recipient-gone');
    lan.unblock();
    zalo.quota.use(3_000);
    expect((await send({})).kind).toBe('quota-exhausted');
  });

  it('for want of time leaves open whether it arrived', async () => {
    const { zalo, sleeper, send } = await bench();
    zalo.faults.strike('sendMessage', { kind: 'hang-after' });
    const sending = send({});
    await zalo.until(() => zalo.calls('sendMessage')[0]?.outcome === 'hanging');
    await sleeper.wake(20_000);
    expect(await sending).toEqual({ kind: 'ambiguous', detail: 'timeout' });
  });

  it('for want of a platform was not sent', async () => {
    const { zalo, send } = await bench();
    await zalo.goDown();
    expect((await send({})).kind).toBe('unavailable');
  });

  it.each([403, 404])('with %i asks whether the token is still good', async (code) => {
    const { zalo, channel, send } = await bench();
    zalo.faults.strike('sendMessage', refused(code), { times: 2 });
    expect((await send({})).kind).toBe('recipient-gone');
    zalo.faults.strike('getMe', refused(401));
    expect((await send({})).kind).toBe('unauthorised');
    expect(channel.health().problem).toBe('unauthorised');
  });
});

describe('beside texts', () => {
  it('a command menu is nothing to send', async () => {
    const { zalo, lan, channel } = await bench();
    const menu = { type: 'menu', languageCode: 'vi', commands: [] } as const;
    expect(await channel.send(lan.id, menu, patient)).toEqual({ kind: 'sent', messageId: null });
    expect(zalo.calls()).toEqual([]);
  });

  it('people see that the bot is writing, and a failure of that does not matter', async () => {
    const { zalo, lan, channel } = await bench();
    await channel.typing?.(lan.id);
    expect(lan.typingAt()).not.toBeNull();
    zalo.faults.strike('sendChatAction', refused(500));
    await channel.typing?.(lan.id);
    await zalo.goDown();
    await channel.typing?.(lan.id);
  });
});
