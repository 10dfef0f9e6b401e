import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ok } from '../../src/lib/result.ts';
import { SERVER_LIMITS } from '../../src/web/server-limits.ts';
import type { WebServerOptions } from '../../src/web/server-options.ts';
import { createWebApp } from '../../src/web/web-app.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { standInOptions, startStandIn } from '../support/stand-in-messenger.ts';
import { call } from './call.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

async function everything(): Promise<WebServerOptions> {
  const { port: messenger } = await startStandIn();
  return {
    ...standInOptions(messenger),
    files: { openFile: async () => ok({ name: 'Báo cáo.pdf', mime: 'application/pdf', bytes: new Uint8Array([1]) }) },
    uploads: { look: () => null, deliver: async () => ({ ok: false, error: 'upload-not-found' }) },
    ballots: { look: () => null, cast: () => ({ ok: false, error: 'ballot-unknown' }) },
  };
}

async function listening(options: WebServerOptions): Promise<{ readonly url: string; readonly port: number }> {
  const created = createWebServer(options);
  if (!created.ok) throw new Error(created.error);
  onTestFinished(() => created.value.stop());
  const started = await created.value.start();
  if (!started.ok) throw new Error(started.error);
  return started.value;
}

/** Paths of all routes there are, with values for their parameters, and some that are none. */
async function paths(options: WebServerOptions): Promise<readonly string[]> {
  const { app, close } = createWebApp(options);
  close();
  const own = app.routes.map(({ path }) => path.replaceAll('*', 'x').replace(/:\w+/g, 'x').slice(1));
  return [...new Set([...own, 'nothing-here', 'static/../../package.json', 'a%00b', '%ff', '.env'])];
}

/** Sends bytes as they are and returns what comes back until the connection closes. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

/** Short and live streams would hold the test: the page's own events never end. */
const ENDLESS = 'local/events';

describe('every answer of every route, whatever the method', () => {
  it('forbids foreign code, framing, sniffing, keeping and telling where one came from', async () => {
    const options = await everything();
    const { url } = await listening(options);
    const answers = [];
    for (const path of await paths(options)) {
      for (const method of METHODS) {
        if (path === ENDLESS && method === 'GET') continue;
        answers.push({ at: `${method} /${path}`, ...(await call(`${url}${path}`, { method })) });
      }
    }
    expect(answers.length).toBeGreaterThan(200);
    for (const { at, status, headers } of answers) {
      expect(headers, at).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
        'cache-control': expect.stringMatching(/^no-(?:store|cache)$/),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(String(headers['content-security-policy']), at).not.toMatch(/unsafe|\*|https?:/);
      for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'set-cookie']) {
        expect(headers, at).not.toHaveProperty(name);
      }
      expect(status, at).toBeLessThan(500);
      // Only files of the page itself may be kept by a browser, and are asked for anew each time.
      if (headers['cache-control'] === 'no-cache') expect(at).toMatch(/^(?:GET|HEAD) \/(?:static\/|$)/);
    }
    expect(answers.filter(({ at, status }) => /^(?:TRACE|PUT|OPTIONS)/.test(at) && status < 400)).toEqual([]);
  });

  it('tells a browser to come by https alone where people do', async () => {
    const options = standInOptions(undefined);
    const open = await call(`${(await listening(options)).url}healthz`);
    expect(open.headers).not.toHaveProperty('strict-transport-security');
    const { url } = await listening({ ...options, publicHttps: true });
    for (const path of ['healthz', 'nothing-here']) {
      expect((await call(`${url}${path}`)).headers['strict-transport-security']).toBe('max-age=31536000');
    }
  });

  it.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n', 400],
    ['headers over the limit', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(SERVER_LIMITS.headerBytes)}\r\n\r\n`, 431],
    ['two lengths', 'POST /webhooks/zalo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['a host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['a tunnel', 'CONNECT inside.example:22 HTTP/1.1\r\nHost: inside.example:22\r\n\r\n', 0],
  ])('also to %s', async (_what, text, status) => {
    const { port } = await listening(standInOptions(undefined));
    const answer = await raw(port, text);
    if (status === 0) expect(answer).toBe('');
    else {
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'");
    }
  });

  it('is short for an address that is too long', async () => {
    const { url } = await listening(standInOptions(undefined));
    const long = 'a'.repeat(SERVER_LIMITS.addressCharacters);
    expect(await call(`${url}${long}`)).toMatchObject({ status: 414, json: { error: 'address-too-long' } });
    expect((await call(`${url}healthz?${long}`)).status).toBe(414);
    expect((await call(`${url}files/${'a'.repeat(100)}`)).status).toBe(404);
  });
});
