import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.ts';
import { type Bench, setUp } from './setup.ts';

const SECRET = 'kh0a-b1_mat';
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A web server that passes `POST /webhooks/telegram` on, as the product's does; `statuses` in order. */
async function webServer(channelOf: () => Channel | null) {
  const statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => null);
    // Cut off by the end of its test.
    if (body === null) return;
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    const status = (await channelOf()?.webhook?.({ header, body })) ?? 503;
    statuses.push(status);
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/telegram`, statuses };
}

async function setUpWebhook(): Promise<Bench & { readonly statuses: number[]; readonly url: string }> {
  let channel: Channel | null = null;
  const { url, statuses } = await webServer(() => channel);
  const bench = await setUp({ mode: 'webhook', webhook: { url, secret: SECRET } });
  channel = bench.channel;
  return { ...bench, statuses, url };
}

const call = (headers: Record<string, string>, body: unknown) => ({
  header: (name: string) => headers[name],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const signed = { 'x-telegram-bot-api-secret-token': SECRET };
const update = (id: number, text: string) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1,
    text,
    chat: { id: 7, type: 'private' },
    from: { id: 7, is_bot: false, first_name: 'Lan' },
  },
});

describe('webhook', () => {
  it('receives in order what Telegram pushes, with the secret that was agreed on', async () => {
    const { telegram, channel, inbox, statuses } = await setUpWebhook();
    telegram.user(7).send('một');
    await channel.start(inbox.receive);
    telegram.user(7).send('hai');
    const events = await inbox.holds(2);
    expect(events.map(({ eventKey }) => eventKey)).toEqual(['m:7:1', 'm:7:2']);
    await telegram.until(() => telegram.pending().length === 0);
    expect(statuses).toEqual([200, 200]);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('gets an update again when it could not be stored', async () => {
    const { telegram, time, channel, inbox, statuses } = await setUpWebhook();
    await channel.start(inbox.receive);
    inbox.refuse(1);
    telegram.user(7).send('một');
    await inbox.changes.until(() => inbox.batches.length === 1);
    await telegram.until(() => telegram.webhook().lastError);
    expect(telegram.pending()).toHaveLength(1);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'receiver' });
    time.advance(1_000);
    await inbox.holds(1);
    await telegram.until(() => telegram.pending().length === 0);
    expect(statuses).toEqual([500, 200]);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('answers a tap after it is stored', async () => {
    const { telegram, channel, inbox } = await setUpWebhook();
    await channel.start(inbox.receive);
    const lan = telegram.user(7);
    lan.send('/menu');
    const buttons = [[{ label: 'Nộp', token: 'n.0' }]];
    await channel.send('7', { type: 'text', text: 'Nộp?', buttons }, new AbortController().signal);
    await lan.tap('Nộp').answered();
    expect(inbox.events).toHaveLength(2);
  });

  it('asks Telegram for our four kinds only and throws nothing waiting away', async () => {
    const { telegram, channel, inbox, url } = await setUpWebhook();
    await channel.start(inbox.receive);
    expect(telegram.calls('setWebhook')[0]?.params).toEqual({
      url,
      secret_token: SECRET,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  it.each([
    ['without the secret', call({}, update(1, 'x')), 401],
    ['with another secret', call({ 'x-telegram-bot-api-secret-token': 'sai' }, update(1, 'x')), 401],
    ['of more than 1 MB', call(signed, update(1, 'x'.repeat(1_000_000))), 413],
    ['that is not JSON', call(signed, 'xin chào'), 400],
    ['that is no update', call(signed, { message: {} }), 400],
  ])('turns away a call %s', async (_what, request, status) => {
    const { channel, inbox } = await setUpWebhook();
    await channel.start(inbox.receive);
    expect(await channel.webhook?.(request)).toBe(status);
    expect(inbox.batches).toEqual([]);
  });

  it('sends an update back while the bot does not yet know who it is, or is stopped', async () => {
    const { channel, inbox } = await setUpWebhook();
    expect(await channel.webhook?.(call(signed, update(1, 'x')))).toBe(503);
    await channel.start(inbox.receive);
    expect(await channel.webhook?.(call(signed, update(1, 'x')))).toBe(200);
    await channel.stop();
    expect(await channel.webhook?.(call(signed, update(2, 'x')))).toBe(503);
    expect(inbox.batches).toHaveLength(1);
  });

  it('takes an update that it has no use for', async () => {
    const { channel, inbox } = await setUpWebhook();
    await channel.start(inbox.receive);
    expect(await channel.webhook?.(call(signed, { update_id: 5, brand_new_thing: {} }))).toBe(200);
    expect(inbox.batches).toEqual([]);
  });

  it('is not there in polling mode', async () => {
    const { channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    expect(await channel.webhook?.(call(signed, update(1, 'x')))).toBe(404);
  });
});
