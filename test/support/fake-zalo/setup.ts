import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createChanges } from '../changes.ts';
import { movableTime } from '../fake-time.ts';
import { type FakeZaloOptions, startFakeZalo } from './start.ts';

/** An address that a webhook may have. */
export const HOOK = 'https://thidua.example.vn/webhooks/zalo';
export const SECRET = 'bi-mat-kiem-thu';

/** What the fake answers. */
export interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly result?: unknown;
}

/** A fake with a time that stands still, and a caller that is not ours. */
export async function setUpZalo(options: FakeZaloOptions = {}) {
  const time = movableTime(Date.UTC(2022, 1, 5, 1));
  const zalo = await startFakeZalo({ time, ...options });
  onTestFinished(() => zalo.close());
  const request = (method: string, params: object = {}, token = zalo.token, signal?: AbortSignal) =>
    fetch(`${zalo.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
      ...(signal && { signal }),
    });
  const call = async (method: string, params?: object, token?: string) =>
    (await (await request(method, params, token)).json()) as Answer;
  /** Begins a poll and waits until it is held. */
  const holdPoll = async (signal?: AbortSignal) => {
    const response = request('getUpdates', { timeout: '30' }, zalo.token, signal);
    await zalo.until(() => zalo.polling());
    return { answer: response.then(async (got) => (await got.json()) as Answer) };
  };
  return { time, zalo, request, call, holdPoll };
}

/** What a webhook got. */
interface Delivered {
  readonly body: string;
  readonly secret: string | undefined;
}

/** A web server that notes what is delivered and answers with one status after another, then 200. */
export async function startHook(statuses: readonly number[] = []) {
  const got: Delivered[] = [];
  const changes = createChanges();
  const left = [...statuses];
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => null);
    // Cut off by the end of its test.
    if (body === null) return;
    got.push({ body, secret: request.headers['x-bot-api-secret-token']?.toString() });
    response.writeHead(body === '' ? 200 : (left.shift() ?? 200), { 'content-type': 'image/png' });
    response.end('png');
    changes.happened();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Deliveries without the probes. */
    events: () => got.filter(({ body }) => body !== ''),
    probes: () => got.filter(({ body }) => body === ''),
    holds: (count: number) => changes.until(() => got.filter(({ body }) => body !== '').length >= count),
  };
}
