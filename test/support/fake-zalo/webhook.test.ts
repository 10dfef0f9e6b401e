import { describe, expect, it } from 'vitest';
import { HOOK, SECRET, setUpZalo, startHook } from './setup.ts';

describe('the fake Zalo’s webhook', () => {
  async function hooked(statuses: readonly number[], options: Parameters<typeof setUpZalo>[0] = {}) {
    const hook = await startHook(statuses);
    const set = await setUpZalo(options);
    set.zalo.route('https://thidua.example.vn', hook.url);
    await set.call('setWebhook', { url: HOOK, secret_token: SECRET });
    return { ...set, hook };
  }

  it.each([
    [{ url: 'http://thidua.example.vn/', secret_token: SECRET }, 'https'],
    [{ url: HOOK, secret_token: 'bay-sau' }, 'secret_token'],
    [{ url: HOOK, secret_token: 'x'.repeat(257) }, 'secret_token'],
    [{ secret_token: SECRET }, 'url'],
  ])('is not set with %j', async (params, description) => {
    const { call } = await setUpZalo();
    const answer = await call('setWebhook', params);
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
    expect(answer.description).toContain(description);
    expect(await call('getWebhookInfo')).toMatchObject({ ok: false, error_code: 404 });
  });

  it('is probed with nothing before it is set', async () => {
    const { call, hook } = await hooked([]);
    expect(hook.probes()).toEqual([{ body: '', secret: undefined }]);
    expect(await call('getWebhookInfo')).toMatchObject({ ok: true, result: { url: HOOK } });
  });

  it.each(['bare', 'wrapped'] as const)('gets %s bodies with the secret', async (webhookBodies) => {
    const { zalo, hook } = await hooked([], { quirks: { webhookBodies } });
    zalo.person('Lan').say('một');
    await hook.holds(1);
    const [event] = zalo.events();
    const expected = webhookBodies === 'bare' ? event : { ok: true, result: event };
    expect(hook.events()).toEqual([{ body: JSON.stringify(expected), secret: SECRET }]);
  });

  it('gets nothing again after a failure, unless the platform tries again', async () => {
    const { zalo, time, call, hook } = await hooked([500, 500]);
    const first = zalo.person('Lan').say('một');
    await zalo.until(() => zalo.lost().length === 1);
    zalo.quirks.webhookRetries = 'until-2xx';
    const second = zalo.person('Lan').say('hai');
    await zalo.until(() => zalo.deliveries().length === 2);
    // The next attempt is due only when its time has come, however much happens meanwhile.
    for (let calls = 0; calls < 5; calls += 1) await call('getMe');
    expect(zalo.deliveries()).toHaveLength(2);
    time.advance(1_000);
    await zalo.until(() => zalo.pending().length === 0);
    const told = zalo.deliveries().map(({ messageId, status }) => [messageId, status]);
    expect(told).toEqual([
      [first, 500],
      [second, 500],
      [second, 200],
    ]);
    expect(hook.events()).toHaveLength(3);
  });

  it('gets copies, where the platform sends them, and what a test repeats', async () => {
    const { zalo, hook } = await hooked([], { quirks: { webhookCopies: true } });
    const id = zalo.person('Lan').say('một');
    await hook.holds(2);
    zalo.redeliver(id);
    await hook.holds(4);
    expect(new Set(hook.events().map(({ body }) => body)).size).toBe(1);
  });

  it('keeps the order of a chat', async () => {
    const { zalo, hook } = await hooked([]);
    const words = ['một', 'hai', 'ba', 'bốn'];
    for (const word of words) zalo.person('Lan').say(word);
    await hook.holds(4);
    expect(hook.events().map(({ body }) => JSON.parse(body).message.text)).toEqual(words);
  });
});
