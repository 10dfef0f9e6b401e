import { describe, expect, it } from 'vitest';
import { type Answer, HOOK, SECRET, setUpZalo } from './setup.ts';

const textOf = (answer: Answer) => (answer.result as { message: { text: string } } | undefined)?.message.text;

describe('polling the fake Zalo', () => {
  it('reads one event at a time, and what is read is gone', async () => {
    const { zalo, call, holdPoll } = await setUpZalo();
    const { answer } = await holdPoll();
    for (const text of ['một', 'hai']) zalo.person('Lan').say(text);
    expect(textOf(await answer)).toBe('một');
    expect(textOf(await call('getUpdates'))).toBe('hai');
    expect(zalo.pending()).toEqual([]);
  });

  it('gives an object with a date in ms, and one id for the account and its chat', async () => {
    const { zalo, time, holdPoll } = await setUpZalo();
    const { answer } = await holdPoll();
    const lan = zalo.person('Lan', 'Nguyễn Lan');
    const message_id = lan.say('Xin chào');
    expect(lan.id).toMatch(/^[0-9a-f]{20}$/);
    expect((await answer).result).toEqual({
      event_name: 'message.text.received',
      message: {
        date: time.now(),
        chat: { chat_type: 'PRIVATE', id: lan.id },
        message_id,
        from: { id: lan.id, is_bot: false, display_name: 'Nguyễn Lan' },
        text: 'Xin chào',
      },
    });
  });

  it.each([
    ['http-408', 408],
    ['http-200', 200],
  ] as const)('ends idle with 408 in the body and %s', async (idlePoll, status) => {
    const { zalo, time, request } = await setUpZalo({ quirks: { idlePoll } });
    const held = request('getUpdates', { timeout: '30' });
    await zalo.until(() => zalo.polling());
    time.advance(30_000);
    const response = await held;
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, error_code: 408 });
  });

  it('takes its time as a string of digits', async () => {
    const { call } = await setUpZalo();
    expect(await call('getUpdates', { timeout: 30 })).toMatchObject({ ok: false, error_code: 400 });
  });

  it('is deaf with 409 while a webhook is set', async () => {
    const { zalo, call, holdPoll } = await setUpZalo();
    const { answer } = await holdPoll();
    await call('setWebhook', { url: HOOK, secret_token: SECRET });
    expect(await answer).toMatchObject({ ok: false, error_code: 409 });
    expect(await call('getUpdates')).toMatchObject({ ok: false, error_code: 409 });
    await call('deleteWebhook');
    const again = await holdPoll();
    zalo.person('Lan').say('một');
    expect(textOf(await again.answer)).toBe('một');
  });

  it('lets the newer of two polls win', async () => {
    const { zalo, call, holdPoll } = await setUpZalo();
    const { answer } = await holdPoll();
    const newer = call('getUpdates');
    expect(await answer).toMatchObject({ error_code: 409 });
    zalo.person('Lan').say('một');
    expect(textOf(await newer)).toBe('một');
  });

  it('in a burst meets a page that is no JSON', async () => {
    const { request } = await setUpZalo({ quirks: { pollsPerSecond: 2 } });
    for (let poll = 0; poll < 2; poll += 1) await request('getUpdates', { timeout: 'x' });
    const response = await request('getUpdates');
    expect(response.status).toBe(429);
    expect(await response.text()).toContain('nginx');
  });

  it.each([
    ['lost', 1, 0],
    ['kept', 0, 1],
  ] as const)('finds what was said before %s', async (unheard, lost, waiting) => {
    const { zalo } = await setUpZalo({ quirks: { unheard } });
    zalo.person('Lan').say('một');
    expect(zalo.lost()).toHaveLength(lost);
    expect(zalo.pending()).toHaveLength(waiting);
  });

  it('loses what is said after the poller hung up, and what waits when it stays away', async () => {
    const { zalo, time, call, holdPoll } = await setUpZalo();
    const { answer } = await holdPoll();
    for (const text of ['một', 'hai']) zalo.person('Lan').say(text);
    await answer;
    time.advance(6_000);
    const leaving = new AbortController();
    const { answer: broken } = await holdPoll(leaving.signal);
    expect(zalo.lost()).toHaveLength(1);
    leaving.abort();
    await expect(broken).rejects.toThrow();
    await zalo.until(() => !zalo.polling());
    zalo.person('Lan').say('ba');
    expect(zalo.lost()).toHaveLength(2);
    await call('getMe');
  });

  it('brings events again and again until their time is over, where reads are repeated', async () => {
    const { zalo, time, call, holdPoll } = await setUpZalo({ quirks: { reads: 'repeated' } });
    const { answer } = await holdPoll();
    for (const text of ['một', 'hai']) zalo.person('Lan').say(text);
    const heard = [textOf(await answer)];
    for (let poll = 0; poll < 3; poll += 1) heard.push(textOf(await call('getUpdates')));
    expect(heard).toEqual(['một', 'hai', 'một', 'một']);
    time.advance(10_000);
    const next = await holdPoll();
    zalo.person('Lan').say('ba');
    expect(textOf(await next.answer)).toBe('ba');
  });
});
