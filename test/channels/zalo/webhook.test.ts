import { describe, expect, it } from 'vitest';
import { SECRET, setUp, textEvent, WEBHOOK, webhookCall } from './setup.ts';

const byWebhook = () => setUp({ mode: 'webhook', webhook: WEBHOOK });

async function started() {
  const bench = await byWebhook();
  await bench.channel.start(bench.inbox.receive);
  const post = async (body: unknown, secret?: string) => bench.channel.webhook?.(webhookCall(body, secret));
  return { ...bench, post };
}

describe('the webhook', () => {
  it('is set at the start with our address and secret, and nobody polls', async () => {
    const { zalo, channel } = await started();
    expect(zalo.webhook()).toEqual(WEBHOOK);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
    expect(zalo.calls().map(({ method }) => method)).toEqual(['getMe', 'setWebhook', 'getWebhookInfo']);
  });

  it('is set again where the address is ours already: the secret may be another', async () => {
    const { zalo, channel, inbox } = await started();
    await channel.stop();
    await channel.start(inbox.receive);
    expect(zalo.calls('setWebhook')).toHaveLength(2);
  });

  it('that the platform did not take is tried again, and shows as a problem', async () => {
    const { zalo, channel, inbox, sleeper } = await byWebhook();
    zalo.faults.strike('getWebhookInfo', { kind: 'answer', code: 404, description: 'Webhook not found' });
    await channel.start(inbox.receive);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'refused' });
    await sleeper.wake(1_000);
    await zalo.until(() => zalo.calls('getWebhookInfo').length === 2);
    expect(zalo.calls('setWebhook')).toHaveLength(2);
  });

  it('stores a bare and a wrapped event before it answers 200', async () => {
    const { post, inbox } = await started();
    expect(await post(textEvent('một', 'm1'))).toBe(200);
    expect(inbox.events).toHaveLength(1);
    expect(await post({ ok: true, result: textEvent('hai', 'm2') })).toBe(200);
    expect(inbox.events.map(({ body }) => body)).toEqual([
      { kind: 'text', text: 'một' },
      { kind: 'text', text: 'hai' },
    ]);
  });

  it('takes a second delivery as the first', async () => {
    const { post, inbox } = await started();
    expect(await post(textEvent('một'))).toBe(200);
    expect(await post(textEvent('một'))).toBe(200);
    expect(inbox.events).toHaveLength(1);
  });

  it('answers a probe without a body, even before the channel is started', async () => {
    const { channel } = await byWebhook();
    expect(await channel.webhook?.(webhookCall(undefined, ''))).toBe(200);
    const { post } = await started();
    expect(await post(undefined, '')).toBe(200);
  });

  it('takes nothing without the secret', async () => {
    const { post, inbox } = await started();
    for (const secret of ['', 'bi-mat-kiem-th', `${SECRET}x`]) expect(await post(textEvent('một'), secret)).toBe(401);
    expect(await post('{"event_name"', '')).toBe(401);
    expect(inbox.batches).toEqual([]);
  });

  it('takes nothing over 1 MB', async () => {
    const { post } = await started();
    expect(await post('x'.repeat(1_000_001))).toBe(413);
  });

  it.each([
    ['no JSON', '{"event_name"'],
    ['no event', {}],
    ['a list', [1, 2]],
    ['null', 'null'],
    ['a name without a message', { event_name: 'message.text.received' }],
    [
      'a message without an id',
      { event_name: 'message.text.received', message: { chat: { id: 'c' }, from: { id: 'c' } } },
    ],
    ['an unknown name', { event_name: 'bot.joined', message: textEvent('x').message }],
    ['a name that is no name', { event_name: 7, message: {} }],
  ])('answers 200 to %s and goes on', async (_what, body) => {
    const { post, inbox } = await started();
    expect(await post(body)).toBe(200);
    expect(inbox.batches).toEqual([]);
    expect(await post(textEvent('một'))).toBe(200);
    expect(inbox.events).toHaveLength(1);
  });

  it('answers 500 for what could not be stored, and stores it by itself where nobody delivers again', async () => {
    const { post, inbox, sleeper, channel } = await started();
    inbox.refuse(1);
    expect(await post(textEvent('một'))).toBe(500);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'receiver' });
    await sleeper.wake(1_000);
    expect(await inbox.holds(1)).toHaveLength(1);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('keeps the order where the next event comes before the refused one is stored', async () => {
    const { post, inbox } = await started();
    inbox.refuse(1);
    expect(await post(textEvent('một', 'm1'))).toBe(500);
    expect(await post(textEvent('hai', 'm2'))).toBe(200);
    expect(inbox.events.map(({ body }) => body)).toEqual([
      { kind: 'text', text: 'một' },
      { kind: 'text', text: 'hai' },
    ]);
    expect(await post(textEvent('một', 'm1'))).toBe(200);
    expect(inbox.events).toHaveLength(2);
  });

  it('takes events while the platform itself cannot be reached', async () => {
    const { zalo, channel, inbox } = await byWebhook();
    await zalo.goDown();
    await channel.start(inbox.receive);
    expect(await channel.webhook?.(webhookCall(textEvent('một')))).toBe(200);
    expect(inbox.events).toHaveLength(1);
  });

  it('answers 503 to events while the channel is stopped', async () => {
    const { channel, inbox, post } = await started();
    await channel.stop();
    expect(await post(textEvent('một'))).toBe(503);
    expect(inbox.batches).toEqual([]);
  });

  it('is not there in polling mode', async () => {
    const { channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    expect(await channel.webhook?.(webhookCall(textEvent('một')))).toBe(404);
  });
});
