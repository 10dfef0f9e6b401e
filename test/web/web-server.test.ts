import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, WebhookRequest } from '../../src/channels/channel.ts';
import { createLocalChannel } from '../../src/channels/local/local-channel.ts';
import { err, ok } from '../../src/lib/result.ts';
import { WEBHOOK_LIMIT_BYTES } from '../../src/web/public-routes.ts';
import type { WebServer, WebServerOptions } from '../../src/web/server-options.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { standInOptions, startStandIn } from '../support/stand-in-messenger.ts';
import { call } from './call.ts';
import { deferred } from './deferred.ts';

const open: WebServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

describe('state for operators', () => {
  it('says that it lives, that it is ready, and its measures', async () => {
    const url = await started({});
    expect(await call(`${url}healthz`)).toMatchObject({ status: 200, json: { live: true } });
    expect(await call(`${url}readyz`)).toMatchObject({ status: 200, json: { ready: true, database: 'ok' } });
    const metrics = await call(`${url}metrics`);
    expect(metrics.body).toBe('thidua_up 1\n');
    expect(metrics.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('answers 503 with the whole report while it is not ready', async () => {
    const report = {
      ready: false,
      reasons: ['heartbeat'],
      database: 'ok',
      channels: {},
      queue: { waiting: 3, oldestMs: 90_000 },
    } as const;
    const url = await started({ health: { live: () => false, ready: () => report } });
    expect(await call(`${url}readyz`)).toMatchObject({ status: 503, json: report });
    expect((await call(`${url}healthz`)).status).toBe(503);
  });
});

describe('every answer', () => {
  it('to an unknown address is a page for a browser, in its language, and a code for a program', async () => {
    const url = await started({});
    expect(await call(`${url}nothing-here`)).toMatchObject({ status: 404, json: { error: 'not-found' } });
    const page = await call(`${url}nothing-here`, { headers: { accept: 'text/html' } });
    expect(page.body).toContain('<html lang="vi">');
    expect(page.body).not.toMatch(/<script|<style| style=/);
    const english = { accept: 'text/html', 'accept-language': 'fr-FR, en-GB;q=0.8, vi;q=0.5' };
    expect((await call(`${url}nothing-here`, { headers: english })).body).toContain('<html lang="en">');
  });

  it('to a wrong method names the right ones', async () => {
    const answer = await call(`${await started({})}healthz`, { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('to a bug is a code, and the log has neither the message nor the address', async () => {
    const lines: string[] = [];
    const note = (fields: object, message: string) => lines.push(JSON.stringify([fields, message]));
    const files = { openFile: () => Promise.reject(new Error('lời riêng')) };
    const url = await started({ files, log: { info: note, warn: note, error: note } });
    expect(await call(`${url}files/secret-token`)).toMatchObject({ status: 500, json: { error: 'internal' } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('/files/:token');
    expect(lines[0]).not.toMatch(/lời riêng|secret-token/);
  });
});

describe('a bug behind a token', () => {
  it.each(['GET', 'POST'])('is logged without the token (%s)', async (method) => {
    const lines: string[] = [];
    const note = (fields: object, message: string) => lines.push(JSON.stringify([fields, message]));
    const broken = () => {
      throw new Error('lời riêng');
    };
    const uploads = { look: broken, deliver: broken };
    const url = await started({ uploads, log: { info: note, warn: note, error: note } });
    const answer = await call(`${url}upload/secret-token`, { method });
    expect(answer).toMatchObject({ status: 500, headers: { 'referrer-policy': 'no-referrer' } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/lời riêng|secret-token/);
  });
});

describe('a webhook', () => {
  it('hands the raw body and headers to the channel and answers with its status', async () => {
    const seen: { body: string; secret: string | undefined }[] = [];
    const telegram = withWebhook(async (request) => {
      seen.push({ body: Buffer.from(request.body).toString(), secret: request.header('x-secret') });
      return 202;
    });
    const url = await started({ webhooks: { telegram, zalo: undefined } });
    const body = '{"chữ":  1}';
    const answer = await call(`${url}webhooks/telegram`, { method: 'POST', headers: { 'X-Secret': 's' }, body });
    expect(answer.status).toBe(202);
    expect(seen).toEqual([{ body, secret: 's' }]);
  });

  it('does not exist for a channel that is absent or polls', async () => {
    const polling = createLocalChannel({ clock: { now: () => 0 } });
    const url = await started({ webhooks: { telegram: undefined, zalo: polling } });
    for (const platform of ['telegram', 'zalo', 'viber']) {
      expect((await call(`${url}webhooks/${platform}`, { method: 'POST', body: '{}' })).status).toBe(404);
    }
  });

  it('answers a look at the address of Zalo, which its channel need not hear of', async () => {
    let heard = 0;
    const zalo = withWebhook(async () => {
      heard += 1;
      return 200;
    });
    const url = await started({ webhooks: { telegram: undefined, zalo } });
    for (const method of ['GET', 'HEAD']) {
      expect((await call(`${url}webhooks/zalo`, { method })).status, method).toBe(200);
    }
    expect(heard).toBe(0);
    expect((await call(`${url}webhooks/telegram`, { method: 'GET' })).status).toBe(405);
  });

  it.each([{}, { 'transfer-encoding': 'chunked' }])('takes 1 MB and no byte more (%o)', async (headers) => {
    const sizes: number[] = [];
    const zalo = withWebhook(async (request) => {
      sizes.push(request.body.length);
      return 200;
    });
    const url = await started({ webhooks: { telegram: undefined, zalo } });
    const post = (bytes: number) =>
      call(`${url}webhooks/zalo`, { method: 'POST', headers, body: Buffer.alloc(bytes, 'x') });
    expect((await post(WEBHOOK_LIMIT_BYTES)).status).toBe(200);
    expect(await post(WEBHOOK_LIMIT_BYTES + 1)).toMatchObject({ status: 413, json: { error: 'body-too-large' } });
    expect(sizes).toEqual([WEBHOOK_LIMIT_BYTES]);
  });
});

describe('a download', () => {
  it('is saved under its Vietnamese name, never shown or kept', async () => {
    const file = { name: 'Danh sách "đăng ký".xlsx', mime: 'application/x-test', bytes: Buffer.from('bảng') };
    const url = await started({ files: { openFile: async () => ok(file) } });
    const { status, headers, body } = await call(`${url}files/abc`);
    expect([status, body]).toEqual([200, 'bảng']);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="Danh_s_ch_ng_k_.xlsx"; filename*=UTF-8''Danh%20s%C3%A1ch%20%22%C4%91%C4%83ng%20k%C3%BD%22.xlsx`,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it('that has expired or never was says so', async () => {
    const openFile = async (token: string) => err(token === 'old' ? 'file-expired' : 'file-not-found');
    const url = await started({ files: { openFile } });
    expect(await call(`${url}files/old`)).toMatchObject({ status: 410, json: { error: 'file-expired' } });
    expect(await call(`${url}files/none`)).toMatchObject({ status: 404, json: { error: 'file-not-found' } });
  });
});

describe('start and stop', () => {
  it('tells when the port is taken', async () => {
    const url = await started({});
    const second = created({ port: Number(new URL(url).port) });
    expect(await second.start()).toEqual({ ok: false, error: 'port-in-use' });
  });

  it('tells when this machine does not have the address', async () => {
    expect(await created({ host: '192.0.2.1' }).start()).toEqual({ ok: false, error: 'address-not-available' });
  });

  it('refuses the messenger on an address that others reach', async () => {
    const { port: messenger } = await startStandIn();
    for (const host of ['0.0.0.0', '::', '192.168.1.5']) {
      const result = createWebServer({ ...standInOptions(messenger), host });
      expect(result).toEqual({ ok: false, error: 'messenger-needs-loopback' });
    }
  });

  it('lets a running request finish and takes no new one', async () => {
    const gate = deferred<number>();
    const arrived = deferred<void>();
    const telegram = withWebhook(() => {
      arrived.resolve();
      return gate.promise;
    });
    const server = created({ webhooks: { telegram, zalo: undefined }, graceMs: 60_000 });
    const start = await server.start();
    const url = start.ok ? start.value.url : '';
    const running = call(`${url}webhooks/telegram`, { method: 'POST', body: '{}' });
    await arrived.promise;
    const stopped = server.stop();
    await expect(call(`${url}healthz`)).rejects.toThrow('ECONNREFUSED');
    gate.resolve(200);
    expect((await running).status).toBe(200);
    await stopped;
    await server.stop();
  });

  it('does not wait for a client that never finishes its request', async () => {
    const server = created({ graceMs: 1 });
    const start = await server.start();
    const socket = connect(start.ok ? start.value.port : 0, '127.0.0.1');
    // What the server had not read yet makes the end a reset.
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise<void>((resolve) => socket.write('POST /webhooks/zalo HTTP/1.1\r\nHost: x\r\n', () => resolve()));
    await server.stop();
    await closed;
  });
});

let base: WebServerOptions;
beforeEach(() => {
  base = standInOptions(undefined);
});

function created(change: Partial<WebServerOptions>): WebServer {
  const result = createWebServer({ ...base, ...change });
  if (!result.ok) throw new Error(result.error);
  open.push(result.value);
  return result.value;
}

async function started(change: Partial<WebServerOptions>): Promise<string> {
  const result = await created(change).start();
  if (!result.ok) throw new Error(result.error);
  return result.value.url;
}

function withWebhook(webhook: (request: WebhookRequest) => Promise<number>): Channel {
  return { ...createLocalChannel({ clock: { now: () => 0 } }), webhook };
}
