import { describe, expect, it } from 'vitest';
import { setUpZalo, startHook } from './setup.ts';

describe('sending through the fake Zalo', () => {
  it.each([
    ['sendMessage', { text: '' }, 400],
    ['sendMessage', { text: 'x'.repeat(2001) }, 400],
    ['sendMessage', { text: 'x', parse_mode: 'MarkdownV2' }, 400],
    ['sendMessage', { text: 'x', chat_id: 'ffffffffffffffffffff' }, 410],
    ['sendPhoto', { photo: 'https://thidua.example.vn/a.png', caption: 'x'.repeat(2001) }, 400],
    ['sendPhoto', { photo: 'http://127.0.0.1/a.png' }, 400],
    ['sendPhoto', { photo: 'file:///a.png' }, 400],
    ['sendVoice', { voice_url: 'https://thidua.example.vn/a.mp3' }, 400],
    ['sendChatAction', { action: 'dancing' }, 400],
    ['sendDocument', {}, 404],
    ['editMessageText', {}, 404],
  ])('refuses %s %j with %i under HTTP 200', async (method, params, code) => {
    const { zalo, request } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    const response = await request(method, { chat_id: lan.id, ...params });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: false, error_code: code });
    expect(lan.messages()).toEqual([]);
    expect(zalo.quota.used()).toBe(0);
  });

  it('shows 2000 units and drops the buttons without a word', async () => {
    const { zalo, time, call } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    const text = `${'x'.repeat(1998)}😀`;
    const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'a' }]] };
    const answer = await call('sendMessage', { chat_id: lan.id, text, reply_markup });
    expect(answer).toEqual({
      ok: true,
      error_code: 0,
      result: { message_id: expect.stringMatching(/^m[0-9a-f]{19}$/), date: time.now() },
    });
    expect(lan.last()).toMatchObject({ kind: 'text', text, picture: null });
    expect(JSON.stringify(lan.last())).not.toContain('Có');
  });

  it('cannot begin a conversation', async () => {
    const { zalo, call } = await setUpZalo();
    const { id } = zalo.person('Lan');
    expect(await call('sendMessage', { chat_id: id, text: 'x' })).toMatchObject({ error_code: 410 });
  });

  it('is not permitted to who blocked the bot', async () => {
    const { zalo, call } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    lan.block();
    expect(await call('sendMessage', { chat_id: lan.id, text: 'x' })).toMatchObject({ error_code: 422 });
    lan.unblock();
    expect(await call('sendMessage', { chat_id: lan.id, text: 'x' })).toMatchObject({ ok: true });
  });

  it('shows a photo as it was when it was sent', async () => {
    const hook = await startHook();
    const { zalo, call } = await setUpZalo();
    zalo.route('https://thidua.example.vn', hook.url);
    const lan = zalo.person('Lan');
    lan.say('một');
    const photo = 'https://thidua.example.vn/f/a.png';
    await call('sendPhoto', { chat_id: lan.id, photo, caption: 'Biểu đồ' });
    const picture = { url: photo, bytes: Buffer.from('png'), mime: 'image/png' };
    expect(lan.last()).toMatchObject({ kind: 'photo', text: 'Biểu đồ', picture });
  });

  it('shows no photo from an address inside, although this machine could', async () => {
    const hook = await startHook();
    const { zalo, call } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    expect(await call('sendPhoto', { chat_id: lan.id, photo: hook.url })).toMatchObject({ error_code: 400 });
    expect(lan.messages()).toEqual([]);
  });

  it('ends with the month’s messages and goes on in the next month of Viet Nam', async () => {
    const { zalo, time, call } = await setUpZalo({ quota: 3 });
    const lan = zalo.person('Lan');
    lan.say('một');
    zalo.quota.use(2);
    const send = () => call('sendMessage', { chat_id: lan.id, text: 'x' });
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ ok: false, error_code: 429 });
    time.advance(Date.UTC(2022, 1, 28, 17) - time.now() - 1);
    expect(await send()).toMatchObject({ error_code: 429 });
    time.advance(1);
    expect(await send()).toMatchObject({ ok: true });
  });

  it.each([
    ['unheard', 1],
    ['unanswered', 2],
  ] as const)('leaves people beyond the plan %s', async (beyondUserLimit, heard) => {
    const { zalo, call } = await setUpZalo({ userLimit: 1, quirks: { beyondUserLimit, unheard: 'kept' } });
    for (const name of ['Lan', 'Minh']) zalo.person(name).say('một');
    expect(zalo.pending()).toHaveLength(heard);
    const chat_id = zalo.person('Minh').id;
    expect(await call('sendMessage', { chat_id, text: 'x' })).toMatchObject({ error_code: 422 });
  });

  it('has refusals under their own status too', async () => {
    const { request } = await setUpZalo({ quirks: { refusals: 'http-own', zeroOnSuccess: false } });
    expect((await request('sendVideo')).status).toBe(404);
    expect(Object.keys((await (await request('getMe')).json()) as object)).toEqual(['ok', 'result']);
  });

  it('knows the token', async () => {
    const { call } = await setUpZalo();
    expect(await call('getMe', {}, '1:sai')).toMatchObject({ ok: false, error_code: 401 });
    expect(await call('getMe')).toMatchObject({ ok: true, result: { account_type: 'BASIC' } });
  });
});

describe('the fake Zalo’s faults', () => {
  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ] as const)('with %s leave so many messages: %i', async (kind, count) => {
    const { zalo, call } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    zalo.faults.strike('sendMessage', { kind });
    await expect(call('sendMessage', { chat_id: lan.id, text: 'x' })).rejects.toThrow();
    expect(lan.messages()).toHaveLength(count);
  });

  it('answer late, with pages, or with anything', async () => {
    const { zalo, time, call, request } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    zalo.faults.strike('sendMessage', { kind: 'slow', ms: 40_000 });
    zalo.faults.strike('sendMessage', { kind: 'broken-answer', status: 502 }, { chatId: lan.id });
    zalo.faults.strike('getMe', { kind: 'result', result: [] });
    const late = call('sendMessage', { chat_id: lan.id, text: 'muộn' });
    await zalo.until(() => zalo.calls('sendMessage').length === 1);
    const broken = await request('sendMessage', { chat_id: lan.id, text: 'hỏng' });
    expect(broken.headers.get('content-type')).toBe('text/html');
    expect(lan.messages().map(({ text }) => text)).toEqual(['hỏng']);
    time.advance(40_000);
    expect((await late).ok).toBe(true);
    expect(await call('getMe')).toMatchObject({ ok: true, result: [] });
  });
});
