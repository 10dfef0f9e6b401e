import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createZaloClient, type ZaloClient } from '../../../src/channels/zalo/client.ts';
import { startFakeZalo } from '../../support/fake-zalo/start.ts';
import { createSleeper } from '../telegram/sleeper.ts';
import { closeWithTest } from './setup.ts';

const TOKEN = '3735928559123456789:fakeTokenForTestsOnly_0123456789abc';

async function onFake() {
  const zalo = await startFakeZalo();
  const client = createZaloClient({ token: zalo.token, apiRoot: zalo.url });
  closeWithTest(async () => {
    client.close();
    await zalo.close();
  });
  const lan = zalo.person('Lan');
  lan.say('xin chào');
  return { zalo, client, lan };
}

/** A client of a server that answers as told. */
async function answeredBy(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer((request, response) => answer(response, request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sleeper = createSleeper();
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const client = createZaloClient({ token: TOKEN, apiRoot, sleep: sleeper.sleep });
  closeWithTest(async () => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  return { client, sleeper };
}

const send = (client: ZaloClient) => client.sendMessage({ chat_id: 'c1', text: 'một lời riêng' });
const failureOf = async (client: ZaloClient) => {
  const answer = await send(client);
  if (answer.ok) throw new Error('the call was granted');
  return answer.error;
};

describe('the methods of the platform', () => {
  it('tell who the bot is', async () => {
    const { zalo, client } = await onFake();
    const me = await client.getMe();
    expect(me).toMatchObject({ ok: true, value: { id: zalo.bot.id, display_name: zalo.bot.displayName } });
  });

  it('send texts, pictures, stickers, voices and that the bot is writing', async () => {
    const { zalo, client, lan } = await onFake();
    zalo.faults.strike('sendPhoto', { kind: 'result', result: { message_id: 'm7', date: 1 } });
    const to = { chat_id: lan.id };
    const sent = [
      await client.sendMessage({ ...to, text: 'một' }),
      await client.sendPhoto({ ...to, photo: 'https://thidua.example.vn/p.png', caption: 'hai' }),
      await client.sendSticker({ ...to, sticker: 'abc' }),
      await client.sendVoice({ ...to, voice_url: 'https://thidua.example.vn/v.aac' }),
    ];
    for (const answer of sent) expect(answer.ok && answer.value.message_id).toMatch(/^m/);
    expect(await client.sendChatAction({ ...to, action: 'typing' })).toEqual({ ok: true, value: null });
    expect(lan.typingAt()).not.toBeNull();
    expect(zalo.calls().map(({ method }) => method)).toEqual([
      'sendMessage',
      'sendPhoto',
      'sendSticker',
      'sendVoice',
      'sendChatAction',
    ]);
  });

  it('read one event, and none as an empty list', async () => {
    const { zalo, client, lan } = await onFake();
    const polling = client.getUpdates({ timeout: 5 });
    await zalo.until(() => zalo.polling());
    lan.say('hai');
    const first = await polling;
    expect(first.ok && first.value.map(({ message }) => message?.text)).toEqual(['hai']);
    zalo.faults.strike('getUpdates', { kind: 'answer', code: 408, description: 'Request timeout' });
    expect(await client.getUpdates()).toEqual({ ok: true, value: [] });
    zalo.faults.strike('getUpdates', { kind: 'answer', code: 408, description: 'Request timeout', status: 408 });
    expect(await client.getUpdates()).toEqual({ ok: true, value: [] });
    expect(zalo.calls('getUpdates').map(({ params }) => params)).toEqual([
      { timeout: '5' },
      { timeout: '30' },
      { timeout: '30' },
    ]);
  });

  it('set, show, test and take away the webhook', async () => {
    const { zalo, client } = await onFake();
    const none = await client.getWebhookInfo();
    expect(!none.ok && none.error).toMatchObject({ kind: 'not-found', errorCode: 404, httpStatus: 200 });
    const url = 'https://127.0.0.1:1/webhooks/zalo';
    expect(await client.setWebhook({ url, secret_token: 'bi-mat-kiem-thu' })).toEqual({ ok: true, value: { url } });
    expect(await client.getWebhookInfo()).toEqual({ ok: true, value: { url } });
    expect((await client.testWebhook()).ok).toBe(true);
    expect(zalo.webhook().secret).toBe('bi-mat-kiem-thu');
    const polled = await client.getUpdates();
    expect(!polled.ok && polled.error.kind).toBe('conflict');
    expect(await client.deleteWebhook()).toEqual({ ok: true, value: null });
    expect(zalo.webhook().url).toBe('');
  });

  it('take an event that comes without its envelope, and several at once', async () => {
    const event = { event_name: 'message.text.received', message: { message_id: 1, chat: { id: 2 }, from: { id: 3 } } };
    const answers: unknown[] = [
      event,
      { ok: true, result: event },
      { ok: true, result: [event, event] },
      { ok: true, result: null },
    ];
    const { client } = await answeredBy((response) => response.end(JSON.stringify(answers.shift())));
    const counts: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const answer = await client.getUpdates();
      counts.push(answer.ok && answer.value.map(({ message }) => message?.message_id));
    }
    expect(counts).toEqual([['1'], ['1'], ['1', '1'], []]);
  });

  it('take a success with error_code 0, and know a send whose answer has no id', async () => {
    const { client } = await answeredBy((response) => response.end('{"ok":true,"error_code":0,"result":{}}'));
    expect(await send(client)).toEqual({ ok: true, value: { message_id: null } });
  });
});

describe('failures', () => {
  it.each([
    [400, 'rejected'],
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'timed-out'],
    [409, 'conflict'],
    [410, 'chat-unknown'],
    [413, 'rejected'],
    [422, 'not-permitted'],
    [429, 'too-many'],
    [500, 'unclear'],
    [503, 'unclear'],
  ] as const)('of code %i are %s, under HTTP 200 and under their own status', async (code, kind) => {
    const { zalo, client, lan } = await onFake();
    for (const status of [200, code]) {
      zalo.faults.strike('sendMessage', { kind: 'answer', code, description: 'nope', status });
      const answer = await client.sendMessage({ chat_id: lan.id, text: 'một' });
      expect(answer).toEqual({
        ok: false,
        error: { kind, errorCode: code, httpStatus: status, detail: `${code} nope` },
      });
    }
  });

  it('are told by the code of the body, not by the status around it', async () => {
    const { client } = await answeredBy((response) => {
      response.writeHead(500).end('{"ok":false,"error_code":"410","description":"gone"}');
    });
    expect(await failureOf(client)).toMatchObject({ kind: 'chat-unknown', errorCode: 410, httpStatus: 500 });
  });

  it('without a code are refusals, or what their status says', async () => {
    const answers = [200, 401];
    const { client } = await answeredBy((response) => response.writeHead(answers.shift() ?? 0).end('{"ok":false}'));
    expect(await failureOf(client)).toMatchObject({ kind: 'rejected', errorCode: null, httpStatus: 200 });
    expect(await failureOf(client)).toMatchObject({ kind: 'unauthorised', errorCode: null, httpStatus: 401 });
  });

  it.each([
    [429, 'throttled'],
    [408, 'timed-out'],
    [302, 'unreached'],
    [403, 'unreached'],
    [404, 'unreached'],
    [500, 'unclear'],
    [502, 'unclear'],
    [200, 'unclear'],
  ] as const)('that are a page under %i are %s', async (status, kind) => {
    const { client } = await answeredBy((response) => {
      response.writeHead(status, { 'content-type': 'text/html', location: '/elsewhere' }).end('<html>nginx</html>');
    });
    expect(await failureOf(client)).toMatchObject({ kind, errorCode: null, httpStatus: status });
  });

  it('before the connection stands were certainly not carried out', async () => {
    const client = createZaloClient({ token: TOKEN, apiRoot: 'http://127.0.0.1:1' });
    expect(await failureOf(client)).toMatchObject({ kind: 'unreached', detail: 'ECONNREFUSED' });
  });

  it('during the TLS handshake were certainly not carried out', async () => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closeWithTest(async () => void server.close());
    const apiRoot = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await failureOf(createZaloClient({ token: TOKEN, apiRoot }))).kind).toBe('unreached');
  });

  it('after it stood leave open whether they were carried out', async () => {
    const { zalo, client, lan } = await onFake();
    for (const kind of ['drop-before', 'drop-after'] as const) {
      zalo.faults.strike('sendMessage', { kind });
      const answer = await client.sendMessage({ chat_id: lan.id, text: 'một' });
      expect(!answer.ok && answer.error.kind).toBe('unclear');
    }
    expect(lan.messages()).toHaveLength(1);
  });

  it('end a call that hangs after 20 s, a poll after its hold and 15 s', async () => {
    let arrived = () => {};
    const { client, sleeper } = await answeredBy(() => arrived());
    for (const [call, ms] of [
      [() => send(client), 20_000],
      [() => client.getUpdates({ timeout: 30 }), 45_000],
    ] as const) {
      const asked = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const answer = call();
      await asked;
      await sleeper.wake(ms);
      expect(await answer).toMatchObject({ ok: false, error: { kind: 'unclear', detail: 'timeout' } });
    }
  });

  it('end a call that its caller calls off', async () => {
    const stop = new AbortController();
    const { client } = await answeredBy(() => stop.abort());
    expect((await client.getMe({ signal: stop.signal })).ok).toBe(false);
  });

  it('stop reading an answer past 1 MB', async () => {
    const { client } = await answeredBy((response) => response.end(`{"ok":true,"pad":"${'x'.repeat(1_000_001)}"}`));
    expect((await failureOf(client)).kind).toBe('unclear');
  });

  it('are not followed to another address, which would learn the token', async () => {
    const asked: string[] = [];
    const { client } = await answeredBy((response, request) => {
      asked.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await send(client);
    expect(asked).toHaveLength(1);
  });

  it('hold neither the token nor what was sent', async () => {
    const quoting = JSON.stringify({
      ok: false,
      error_code: 400,
      description: `cannot POST /bot${TOKEN}/sendMessage: một lời riêng is "bad" for c1`,
    });
    const { client } = await answeredBy((response) => response.end(quoting));
    const failure = await failureOf(client);
    expect(failure.kind).toBe('rejected');
    expect(JSON.stringify(failure)).not.toMatch(/fakeToken|lời riêng/);
  });
});
