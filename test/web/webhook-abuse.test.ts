import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { createZaloChannel } from '../../src/channels/zalo/channel.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { WEBHOOK_LIMIT_BYTES } from '../../src/web/public-routes.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { startFakeZalo } from '../support/fake-zalo/start.ts';
import { recordingLog } from '../support/recording-log.ts';
import { standInOptions } from '../support/stand-in-messenger.ts';
import { call } from './call.ts';

const SECRET = 'bi-mat-cua-webhook';
const HEADERS = { telegram: 'x-telegram-bot-api-secret-token', zalo: 'x-bot-api-secret-token' } as const;
const PLATFORMS = ['telegram', 'zalo'] as const;
type Platform = (typeof PLATFORMS)[number];

/** The real server with the real webhook of a platform behind it. */
async function door(platform: Platform) {
  const log = recordingLog();
  const received: unknown[] = [];
  const webhook = { url: 'https://thidua.example.vn/webhooks/x', secret: SECRET };
  const shared = { mode: 'webhook', webhook, clock: systemClock, log } as const;
  const fake = platform === 'telegram' ? await startFakeTelegram() : await startFakeZalo();
  const reached = { ...shared, token: fake.token, apiRoot: fake.url };
  const channel = platform === 'telegram' ? createTelegramChannel(reached) : createZaloChannel(reached);
  const server = createWebServer({
    ...standInOptions(undefined),
    log,
    webhooks: { telegram: undefined, zalo: undefined, [platform]: channel },
  });
  if (!server.ok) throw new Error(server.error);
  onTestFinished(async () => {
    await server.value.stop();
    await channel.stop();
    await fake.close();
  });
  await channel.start((events) => {
    received.push(...events);
    return events.map(({ eventKey }) => ({ eventKey, status: 'done' }));
  });
  const started = await server.value.start();
  if (!started.ok) throw new Error(started.error);
  const url = `${started.value.url}webhooks/${platform}`;
  const signed = { [HEADERS[platform]]: SECRET };
  const post = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = signed) =>
    call(url, { method: 'POST', body, headers: { 'content-length': String(Buffer.byteLength(body)), ...headers } });
  return { url, post, received, log, signed };
}

/** What each platform is told of a body that is no event: nothing that a repetition would change. */
const USELESS: Readonly<Record<Platform, number>> = { telegram: 400, zalo: 200 };

describe.each(PLATFORMS)('the webhook of %s', (platform) => {
  it('reads nothing of a body before its secret is right', async () => {
    const { url, post, received } = await door(platform);
    for (const wrong of ['', 'bi-mat', `${SECRET}x`, 'x'.repeat(10_000)]) {
      const answer = await post('[[[', { [HEADERS[platform]]: wrong });
      expect([answer.status, answer.body]).toEqual([401, '']);
    }
    // It promises a body that never comes, and is answered all the same.
    const { connect } = await import('node:net');
    const { hostname, port, pathname } = new URL(url);
    const head = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`),
      );
      socket.on('error', () => {});
      socket.once('data', (chunk) => {
        resolve(chunk.toString());
        socket.destroy();
      });
    });
    expect(head).toMatch(/^HTTP\/1.1 401 /);
    expect(received).toEqual([]);
  });

  it.each([
    ['half a million open brackets', '['.repeat(500_000)],
    ['fifty thousand nested objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a number of a million digits', `{"update_id":${'9'.repeat(900_000)}}`],
    ['a prototype', '{"__proto__":{"update_id":1,"event_name":"x"},"constructor":{"prototype":{"ok":true}}}'],
    ['keys given twice', '{"update_id":"x","update_id":null,"event_name":1,"event_name":null}'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x22, 0x3a, 0x31, 0x7d])],
    ['a packed body', gzipSync('{"update_id":1}')],
    ['nothing', ' '],
    ['a null', 'null'],
    ['half an event', '{"update_id":1,"message":{"chat'],
  ])('takes %s for no event, and goes on', async (_what, body) => {
    const { post, received } = await door(platform);
    const { status } = await post(body);
    expect([200, USELESS[platform]]).toContain(status);
    expect(received).toEqual([]);
    expect(({} as Record<string, unknown>).ok).toBeUndefined();
    expect((await post('{}')).status).toBe(USELESS[platform]);
  });

  it('takes nothing over its limit', async () => {
    const { post } = await door(platform);
    expect((await post('x'.repeat(WEBHOOK_LIMIT_BYTES + 1))).status).toBe(413);
  });

  it('answers events of any shape without a failure', async () => {
    const { post, log } = await door(platform);
    const id = fc.oneof(fc.integer(), fc.jsonValue());
    const part = fc.record({ id, type: fc.jsonValue(), chat_type: fc.jsonValue(), first_name: fc.jsonValue() });
    const message = fc.record({
      message_id: id,
      date: fc.jsonValue(),
      text: fc.jsonValue(),
      chat: fc.oneof(part, fc.jsonValue()),
      from: fc.oneof(part, fc.jsonValue()),
      photo: fc.jsonValue(),
    });
    const event = fc.record({
      update_id: fc.integer(),
      event_name: fc.constantFrom('message.text.received', 'message.image.received', '__proto__'),
      message: fc.oneof(message, fc.jsonValue()),
      callback_query: fc.option(fc.record({ id, data: fc.jsonValue(), message: fc.oneof(message, fc.jsonValue()) })),
    });
    await fc.assert(
      fc.asyncProperty(event, async (body) => {
        expect((await post(JSON.stringify(body))).status).toBe(200);
      }),
      { numRuns: 60 },
    );
    expect(log.lines.filter(({ message: said }) => said === 'web request failed')).toEqual([]);
  });
});
