import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/channels/channel.ts';
import type { OutboundText } from '../../../src/presentation/types.ts';
import type { Fault } from '../../support/fake-telegram/faults.ts';
import { patient, setUp } from './setup.ts';

const text = (words: string, more: Partial<OutboundText> = {}): OutboundText => ({
  type: 'text',
  text: words,
  ...more,
});

async function withLan() {
  const bench = await setUp();
  const lan = bench.telegram.user(7, { firstName: 'Lan' });
  lan.send('/start');
  const send = (message: OutboundText, signal = patient) => bench.channel.send('7', message, signal);
  return { ...bench, lan, send };
}

const refusal = (code: number, description: string, parameters?: Record<string, number>): Fault => ({
  kind: 'answer',
  code,
  description,
  ...(parameters && { parameters }),
});

describe('sending', () => {
  it('shows text with its mark-up read, and no link previews', async () => {
    const { telegram, lan, send } = await withLan();
    const outcome = await send(text('Quỹ &amp; <b>CSTĐCS</b>: 6 &lt; 7'));
    expect(outcome).toEqual({ kind: 'sent', messageId: '2' });
    expect(lan.last().text).toBe('Quỹ & CSTĐCS: 6 < 7');
    expect(telegram.calls('sendMessage')[0]?.params).toMatchObject({
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  it('asks the platform not to let a ballot be copied, and nothing else', async () => {
    const { telegram, send } = await withLan();
    await send(text('Phiếu', { protected: true }));
    await send(text('Lịch'));
    const asked = telegram.calls('sendMessage').map(({ params }) => params.protect_content);
    expect(asked).toEqual([true, undefined]);
  });

  it('hangs buttons under a text', async () => {
    const { lan, send } = await withLan();
    const rows = [
      [
        { label: 'Có', token: 'a.0' },
        { label: 'Không', token: 'a.1' },
      ],
      [{ label: 'Lịch', token: '/lich' }],
    ];
    await send(text('Tiếp tục?', { buttons: rows }));
    expect(lan.last().buttons).toEqual(rows);
  });

  it.each([0, 65, 200])('does not send a button whose token has %i bytes', async (bytes) => {
    const { telegram, send } = await withLan();
    const outcome = await send(text('?', { buttons: [[{ label: 'Có', token: 'x'.repeat(bytes) }]] }));
    expect(outcome).toEqual({ kind: 'rejected', detail: 'callback-data-length' });
    expect(telegram.calls('sendMessage')).toEqual([]);
  });

  it('counts a token in bytes, not in letters', async () => {
    const { send } = await withLan();
    const button = (token: string) => text('?', { buttons: [[{ label: 'Có', token }]] });
    expect(await send(button('ệ'.repeat(22)))).toEqual({ kind: 'rejected', detail: 'callback-data-length' });
    expect((await send(button(`${'ệ'.repeat(21)}x`))).kind).toBe('sent');
  });

  it('edits a message in place, buttons and all', async () => {
    const { lan, send } = await withLan();
    await send(text('Bước 1', { buttons: [[{ label: 'Tiếp', token: 'a.0' }]] }));
    const outcome = await send(text('Bước 2', { editMessageId: '2' }));
    expect(outcome).toEqual({ kind: 'sent', messageId: '2' });
    expect(lan.messages()).toMatchObject([{ id: 2, text: 'Bước 2', buttons: [], edits: 1 }]);
  });

  it('takes an edit that changes nothing as sent', async () => {
    const { lan, send } = await withLan();
    await send(text('Bước 1'));
    expect(await send(text('Bước 1', { editMessageId: '2' }))).toEqual({ kind: 'sent', messageId: '2' });
    expect(lan.messages()).toMatchObject([{ text: 'Bước 1', edits: 0 }]);
  });

  it.each([
    ['is not there', '99'],
    ['is not the bot’s', '1'],
    ['is not a Telegram id', 'abc'],
  ])('says it in a new message when the one to edit %s', async (_why, editMessageId) => {
    const { lan, send } = await withLan();
    expect(await send(text('Bước 2', { editMessageId }))).toEqual({ kind: 'sent', messageId: '2' });
    expect(lan.last().text).toBe('Bước 2');
  });

  it('asks for the own phone number with a keyboard that also types the answers', async () => {
    const { lan, send } = await withLan();
    const buttons = [[{ label: 'Để sau', token: 'a.0' }]];
    await send(text('Xin số điện thoại', { askContact: { label: 'Gửi số của tôi' }, buttons }));
    expect(lan.replyKeyboard()).toMatchObject({
      keyboard: [[{ text: 'Gửi số của tôi', request_contact: true }], [{ text: 'Để sau' }]],
      one_time_keyboard: true,
    });
  });

  it('says it plainly when Telegram cannot read the mark-up', async () => {
    const { lan, send, log } = await withLan();
    const outcome = await send(text('Mức <b>đạt &amp; vượt'));
    expect(outcome).toEqual({ kind: 'sent', messageId: '2' });
    expect(lan.last()).toMatchObject({ text: 'Mức đạt & vượt', parseMode: null });
    expect(log.lines.some((line) => line.startsWith('["error"') && line.includes('mark-up refused'))).toBe(true);
  });

  it('gives a text up that stays unreadable as plain text', async () => {
    const { telegram, send } = await withLan();
    telegram.faults.strike('sendMessage', refusal(400, "Bad Request: can't parse entities: bí mật"), { times: 2 });
    expect((await send(text('x'))).kind).toBe('rejected');
    expect(telegram.calls('sendMessage')).toHaveLength(2);
  });

  it('sets the command menu of one chat in one language', async () => {
    const { telegram, channel, lan } = await withLan();
    const commands = [{ command: 'dangky', description: 'Đăng ký thi đua' }];
    const outcome = await channel.send('7', { type: 'menu', languageCode: '', commands }, patient);
    expect(outcome).toEqual({ kind: 'sent', messageId: null });
    expect(lan.menu()).toEqual(commands);
    expect(telegram.calls('setMyCommands')[0]?.params.scope).toEqual({ type: 'chat', chat_id: 7 });
  });

  it('shows that it is writing', async () => {
    const { channel, lan, time } = await withLan();
    await channel.typing?.('7');
    expect(lan.typingAt()).toBe(time.now());
    await channel.typing?.('999');
  });
});

describe('what Telegram answers', () => {
  it.each<[string, Fault, Partial<SendOutcome>]>([
    ['429', refusal(429, 'Too Many Requests', { retry_after: 35 }), { kind: 'rate-limited', retryAfterMs: 35_000 }],
    ['403', refusal(403, 'Forbidden: bot was blocked by the user'), { kind: 'recipient-gone' }],
    ['400 chat not found', refusal(400, 'Bad Request: chat not found'), { kind: 'recipient-gone' }],
    ['400 no rights', refusal(400, 'Bad Request: not enough rights to send text messages'), { kind: 'recipient-gone' }],
    [
      '400 migrated',
      refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1009 }),
      { kind: 'chat-moved', newChatId: '-1009' },
    ],
    ['400 too long', refusal(400, 'Bad Request: message is too long'), { kind: 'rejected' }],
    ['401', refusal(401, 'Unauthorized'), { kind: 'unauthorised' }],
    ['404', refusal(404, 'Not Found'), { kind: 'unauthorised' }],
    ['404 method', refusal(404, 'Not Found: method not found'), { kind: 'rejected' }],
    ['409', refusal(409, 'Conflict: strange'), { kind: 'unavailable' }],
    ['500', { kind: 'broken-answer', status: 500 }, { kind: 'ambiguous', detail: '500 Internal Server Error' }],
    ['502', { kind: 'page', status: 502 }, { kind: 'ambiguous' }],
    ['a page', { kind: 'page', status: 200 }, { kind: 'ambiguous', detail: 'invalid-json' }],
    ['a reset before it was done', { kind: 'drop-before' }, { kind: 'ambiguous' }],
    ['a reset after it was done', { kind: 'drop-after' }, { kind: 'ambiguous' }],
  ])('%s becomes its member of the failure family', async (_name, fault, outcome) => {
    const { telegram, send } = await withLan();
    telegram.faults.strike('sendMessage', fault);
    expect(await send(text('một'))).toMatchObject(outcome);
  });

  it('no connection means certainly not sent', async () => {
    const { telegram, send } = await withLan();
    await telegram.goDown();
    expect(await send(text('một'))).toEqual({ kind: 'unavailable', detail: 'ECONNREFUSED' });
  });

  it('a name that does not resolve means certainly not sent', async () => {
    const { another } = await withLan();
    const channel = another({ apiRoot: 'http://telegram.invalid' });
    expect((await channel.send('7', text('một'), patient)).kind).toBe('unavailable');
  });

  it('20 s without an answer mean maybe sent', async () => {
    const { telegram, send, lan, sleeper } = await withLan();
    telegram.faults.strike('sendMessage', { kind: 'hang-after' });
    const sending = send(text('một'));
    await telegram.until(() => telegram.calls('sendMessage')[0]?.outcome === 'hanging');
    await sleeper.wake(20_000);
    expect(await sending).toEqual({ kind: 'ambiguous', detail: 'timeout' });
    expect(lan.messages()).toHaveLength(1);
  });

  it('an abort before the call means certainly not sent', async () => {
    const { send, telegram } = await withLan();
    expect(await send(text('một'), AbortSignal.abort())).toEqual({ kind: 'unavailable', detail: 'aborted' });
    expect(telegram.calls('sendMessage')).toEqual([]);
  });

  it('an abort during the call ends it', async () => {
    const { send, telegram } = await withLan();
    telegram.faults.strike('sendMessage', { kind: 'hang-before' });
    const stop = new AbortController();
    const sending = send(text('một'), stop.signal);
    await telegram.until(() => telegram.calls('sendMessage')[0]?.outcome === 'hanging');
    stop.abort();
    expect((await sending).kind).toBe('ambiguous');
  });

  it('a person who blocked the bot, one who left Telegram and one who never wrote are gone', async () => {
    const { channel, lan, telegram } = await withLan();
    lan.block();
    const minh = telegram.user(8);
    minh.send('/start');
    minh.deactivate();
    telegram.user(9);
    for (const id of ['7', '8', '9', '1000']) {
      expect((await channel.send(id, text('một'), patient)).kind).toBe('recipient-gone');
    }
  });

  it('a group that moved tells where to', async () => {
    const { channel, lan, telegram } = await withLan();
    const group = telegram.group(-500, 'Lãnh đạo Ban');
    group.addBot(lan);
    const next = group.migrate(-1_009);
    expect(await channel.send('-500', text('Bản tin'), patient)).toEqual({ kind: 'chat-moved', newChatId: '-1009' });
    expect((await channel.send('-1009', text('Bản tin'), patient)).kind).toBe('sent');
    expect(next.last().text).toBe('Bản tin');
  });

  it('a flood counts for its chat, and for all when several chats are hit at once', async () => {
    const { channel, telegram } = await withLan();
    for (const id of [7, 8, 9]) telegram.user(id).send('/start');
    telegram.faults.flood('sendMessage', 3, { times: 3 });
    const scopes: string[] = [];
    for (const id of ['7', '7', '8']) {
      const outcome = await channel.send(id, text('một'), patient);
      if (outcome.kind === 'rate-limited') scopes.push(outcome.scope);
    }
    telegram.faults.flood('sendMessage', 3);
    const last = await channel.send('9', text('một'), patient);
    expect(scopes).toEqual(['chat', 'chat', 'chat']);
    expect(last).toEqual({ kind: 'rate-limited', retryAfterMs: 3_000, scope: 'all' });
  });

  it('a chat id that is none is our bug', async () => {
    const { channel } = await withLan();
    expect(await channel.send('@kenh', text('một'), patient)).toEqual({ kind: 'rejected', detail: 'chat-id' });
  });
});
