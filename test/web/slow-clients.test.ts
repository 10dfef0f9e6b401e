import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ok } from '../../src/lib/result.ts';
import { SERVER_LIMITS } from '../../src/web/server-limits.ts';
import type { WebServerOptions } from '../../src/web/server-options.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { standInOptions } from '../support/stand-in-messenger.ts';
import { call } from './call.ts';

/** As in production, but a thousand times faster. */
const QUICK = { headersMs: 60, requestMs: 60, uploadMs: 60, idleMs: 60, checkMs: 20 };

async function listening(change: Partial<WebServerOptions>): Promise<number> {
  const created = createWebServer({ ...standInOptions(undefined), ...change });
  if (!created.ok) throw new Error(created.error);
  onTestFinished(() => created.value.stop());
  const started = await created.value.start();
  if (!started.ok) throw new Error(started.error);
  return started.value.port;
}

/** A connection that sent `text` and then nothing more; resolves with what came back once it was cut off. */
function stalled(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    onTestFinished(() => void socket.destroy());
  });
}

describe('a client that is slow', () => {
  it('with its headers is cut off', async () => {
    const port = await listening({ limits: QUICK });
    expect(await stalled(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toMatch(/^(?:HTTP\/1.1 408 |$)/);
  });

  it('with its body is cut off, on every door that takes one', async () => {
    const port = await listening({ limits: QUICK });
    for (const path of ['/webhooks/zalo', '/upload/x', '/ballot/x', '/nothing-here']) {
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
      await stalled(port, head);
    }
  });

  it('with reading its answer is cut off, and what was held for it is let go', async () => {
    const bytes = new Uint8Array(20_000_000);
    const files = { openFile: async () => ok({ name: 'a.bin', mime: 'application/octet-stream', bytes }) };
    const port = await listening({ limits: QUICK, files });
    const socket = await new Promise<Socket>((resolve) => {
      const opened = connect(port, '127.0.0.1', () => resolve(opened));
    });
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    socket.pause();
    socket.write('GET /files/x HTTP/1.1\r\nHost: x\r\n\r\n');
    // Connections that came later and are cut off for the same reason tell that this one has been.
    for (let later = 0; later < 3; later += 1) await stalled(port, '');
    // What is left in the pipe is read, and then comes the end before the whole file.
    let read = 0;
    socket.on('data', (chunk) => {
      read += chunk.length;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    await closed;
    expect(read).toBeLessThan(bytes.byteLength);
  });

  it('that holds a connection open without a word loses it', async () => {
    const port = await listening({ limits: QUICK });
    await stalled(port, '');
  });
});

it('only so many are connected at a time; the others are let in when one has gone', async () => {
  const port = await listening({ limits: { connections: 3 } });
  const sockets = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      onTestFinished(() => void socket.destroy());
      await new Promise((resolve) => socket.once('connect', resolve));
      return socket;
    }),
  );
  expect(await stalled(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
  const [first] = sockets;
  const closed = new Promise((resolve) => first?.once('close', resolve));
  first?.end('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  first?.resume();
  await closed;
  expect((await call(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});

it('the limits of production are short for a dribbling client and long enough for a photo over a weak connection', () => {
  const { headersMs, requestMs, uploadMs, idleMs, checkMs } = SERVER_LIMITS;
  expect(headersMs).toBeLessThanOrEqual(requestMs);
  expect(checkMs).toBeLessThanOrEqual(headersMs);
  // 10 MB at 0.5 Mbit/s.
  expect(uploadMs).toBeGreaterThanOrEqual((10_000_000 * 8) / 500);
  // Longer than the heartbeat of the messenger's live streams.
  expect(idleMs).toBeGreaterThan(20_000);
});
