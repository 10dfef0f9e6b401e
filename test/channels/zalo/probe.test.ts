import { describe, expect, it } from 'vitest';
import { probeZalo } from '../../../src/channels/zalo/probe.ts';
import { startFakeZalo } from '../../support/fake-zalo/start.ts';
import { closeWithTest } from './setup.ts';

async function bench(token?: string) {
  const zalo = await startFakeZalo();
  closeWithTest(() => zalo.close());
  return { zalo, probe: () => probeZalo({ token: token ?? zalo.token, apiRoot: zalo.url, httpsProxy: undefined }) };
}

describe('a look at the platform', () => {
  it('finds the bot, and no webhook', async () => {
    const { zalo, probe } = await bench();
    expect(await probe()).toEqual({ ok: true, id: zalo.bot.id, name: zalo.bot.displayName, webhook: null });
    expect(zalo.calls().map(({ method }) => method)).toEqual(['getMe', 'getWebhookInfo']);
  });

  it('finds where a webhook leads', async () => {
    const { zalo, probe } = await bench();
    const url = 'https://thidua.example.vn/webhooks/zalo';
    zalo.faults.strike('getWebhookInfo', { kind: 'result', result: { url } });
    expect(await probe()).toMatchObject({ webhook: url });
  });

  it('finds a bad token', async () => {
    const { probe } = await bench('1:another-token-of-somebody');
    expect(await probe()).toEqual({ ok: false, problem: 'unauthorised' });
  });

  it('finds nobody there', async () => {
    const { zalo, probe } = await bench();
    await zalo.goDown();
    expect(await probe()).toEqual({ ok: false, problem: 'unreached' });
  });
});
