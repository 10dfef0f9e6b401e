import { afterEach, describe, expect, it } from 'vitest';
import { movableTime } from '../fake-time.ts';
import type { Fault } from './faults.ts';
import { visibleText } from './html.ts';
import { type FakeTelegram, startFakeTelegram } from './start.ts';

const open: FakeTelegram[] = [];
afterEach(async () => {
  for (const telegram of open.splice(0)) await telegram.close();
});

interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly result?: unknown;
}

async function setUp() {
  const time = movableTime(Date.UTC(2022, 1, 5, 1));
  const telegram = await startFakeTelegram({ time });
  open.push(telegram);
  const call = async (method: string, params: object = {}, token = telegram.token): Promise<Answer> => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(params) };
    const response = await fetch(`${telegram.url}/bot${token}/${method}`, request);
    return (await response.json()) as Answer;
  };
  const updates = async (params: object = {}) => {
    const { result } = await call('getUpdates', params);
    return result as readonly { readonly update_id: number; readonly message?: { readonly text: string } }[];
  };
  return { time, telegram, call, updates };
}

describe('the fake Telegram’s updates', () => {
  it('are forgotten only when a higher offset is asked for', async () => {
    const { telegram, updates } = await setUp();
    telegram.user(7).send('một');
    telegram.user(7).send('hai');
    const [first] = await updates();
    expect(await updates()).toHaveLength(2);
    const rest = await updates({ offset: (first?.update_id ?? 0) + 1 });
    expect(rest.map(({ message }) => message?.text)).toEqual(['hai']);
    expect(await updates()).toHaveLength(1);
  });

  it('wait a day, taps 150 s', async () => {
    const { time, telegram, call, updates } = await setUp();
    const lan = telegram.user(7);
    lan.send('một');
    const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'a' }]] };
    await call('sendMessage', { chat_id: 7, text: '?', reply_markup });
    lan.tap('Có');
    expect(await updates()).toHaveLength(2);
    time.advance(150_000);
    expect(await updates()).toHaveLength(1);
    time.advance(86_400_000);
    expect(await updates()).toEqual([]);
  });

  it('wake a poll that is held', async () => {
    const { telegram, updates } = await setUp();
    const held = updates({ timeout: 50 });
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    telegram.user(7).send('một');
    telegram.user(7).send('hai');
    expect(await held).toHaveLength(2);
  });

  it('do not come before the hold has passed', async () => {
    const { time, telegram, updates } = await setUp();
    const held = updates({ timeout: 50 });
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    time.advance(50_000);
    expect(await held).toEqual([]);
  });

  it('go to one poll only: an older one ends with 409', async () => {
    const { telegram, call } = await setUp();
    const older = call('getUpdates', { timeout: 50 });
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    const newer = call('getUpdates', { timeout: 0 });
    expect(await older).toMatchObject({ ok: false, error_code: 409 });
    expect(await newer).toMatchObject({ ok: true });
  });

  it('cannot be polled while a webhook is set', async () => {
    const { call } = await setUp();
    await call('setWebhook', { url: 'http://127.0.0.1:9/' });
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
    await call('deleteWebhook');
    expect(await call('getUpdates')).toMatchObject({ ok: true });
  });

  it('are of the kinds that were asked for', async () => {
    const { telegram, updates } = await setUp();
    await updates({ allowed_updates: ['message'] });
    const lan = telegram.user(7);
    lan.edit(lan.send('một'), 'hai');
    expect(await updates()).toHaveLength(1);
  });
});

describe('the fake Telegram’s checks', () => {
  it.each([
    ['sendMessage', { chat_id: 7, text: '' }, 'message text is empty'],
    ['sendMessage', { chat_id: 7, text: 'x'.repeat(4097) }, 'message is too long'],
    ['sendMessage', { chat_id: 7, text: '<b>x', parse_mode: 'HTML' }, "can't parse entities"],
    ['sendMessage', { chat_id: 8, text: 'x' }, 'chat not found'],
    ['sendMessage', { chat_id: 7, text: 'x', reply_markup: keyboard('x'.repeat(65)) }, 'BUTTON_DATA_INVALID'],
    ['sendMessage', { chat_id: 7, text: 'x', reply_markup: keyboard('') }, 'BUTTON_DATA_INVALID'],
    ['editMessageText', { chat_id: 7, message_id: 99, text: 'x' }, 'message to edit not found'],
    ['editMessageText', { chat_id: 7, message_id: 1, text: 'x' }, "message can't be edited"],
    ['editMessageText', { chat_id: 7, message_id: 2, text: 'x' }, 'message is not modified'],
    ['answerCallbackQuery', { callback_query_id: 'bịa' }, 'query is too old'],
    ['setMyCommands', { commands: [{ command: 'Đăng', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    ['getFile', { file_id: 'bịa' }, 'wrong file_id'],
  ])('refuse %s %j', async (method, params, description) => {
    const { telegram, call } = await setUp();
    telegram.user(7).send('/start');
    await call('sendMessage', { chat_id: 7, text: 'x' });
    const answer = await call(method, params);
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
    expect(answer.description).toContain(description);
  });

  it('count the text after its mark-up is read', async () => {
    const { telegram, call } = await setUp();
    telegram.user(7).send('/start');
    const text = `<b>${'x'.repeat(4096)}</b>`;
    expect(await call('sendMessage', { chat_id: 7, text, parse_mode: 'HTML' })).toMatchObject({ ok: true });
  });

  it('know the token', async () => {
    const { call } = await setUp();
    expect(await call('getMe', {}, '1:falsch')).toMatchObject({ error_code: 401 });
    expect(await call('getMe', {}, 'falsch')).toMatchObject({ error_code: 404 });
  });

  it('refuse to answer a tap after its time', async () => {
    const { time, telegram, call } = await setUp();
    const lan = telegram.user(7);
    lan.send('/start');
    await call('sendMessage', { chat_id: 7, text: '?', reply_markup: keyboard('a') });
    const { queryId } = lan.tap('Có');
    time.advance(61_000);
    expect(await call('answerCallbackQuery', { callback_query_id: queryId })).toMatchObject({ error_code: 400 });
  });
});

function keyboard(data: string): object {
  return { inline_keyboard: [[{ text: 'Có', callback_data: data }]] };
}

describe('the fake Telegram’s faults', () => {
  it.each<[Fault, number]>([
    [{ kind: 'drop-before' }, 0],
    [{ kind: 'drop-after' }, 1],
  ])('with %j leave so many messages: %i', async (fault, count) => {
    const { telegram, call } = await setUp();
    const lan = telegram.user(7);
    lan.send('/start');
    telegram.faults.strike('sendMessage', fault);
    await expect(call('sendMessage', { chat_id: 7, text: 'x' })).rejects.toThrow();
    expect(lan.messages()).toHaveLength(count);
  });

  it('strike as often as told, in the chat they are meant for', async () => {
    const { telegram, call } = await setUp();
    for (const id of [7, 8]) telegram.user(id).send('/start');
    telegram.faults.flood('sendMessage', 5, { times: 2, chatId: 7 });
    const codes: (number | undefined)[] = [];
    for (const id of [7, 8, 7, 7]) codes.push((await call('sendMessage', { chat_id: id, text: 'x' })).error_code);
    expect(codes).toEqual([429, undefined, 429, undefined]);
  });
});

describe('mark-up', () => {
  it.each([
    ['<b>a</b> &amp; &lt;i&gt;', 'a & <i>'],
    ['<a href="https://x.vn/?a=1&amp;b=2">đây</a>', 'đây'],
    ['a & b; 5 &euro;', 'a & b; 5 &euro;'],
    ['&#273;&#x1ED9;', 'độ'],
  ])('%s shows as %s', (html, text) => {
    expect(visibleText(html)).toBe(text);
  });

  it.each(['<b>a', 'a</b>', '<b><i>a</b></i>', '6 < 7', '<p>a</p>', '<script>', '<b'])('%s cannot be read', (html) => {
    expect(() => visibleText(html)).toThrow("can't parse entities");
  });
});
