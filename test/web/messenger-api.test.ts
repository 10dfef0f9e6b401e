import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CSRF_HEADER } from '../../src/web/messenger-routes.ts';
import type { WebServer } from '../../src/web/server-options.ts';
import { createWebServer } from '../../src/web/web-server.ts';
import { STAND_IN_NOW, type StandIn, standInOptions, startStandIn } from '../support/stand-in-messenger.ts';
import { type Answer, call } from './call.ts';
import { deferred } from './deferred.ts';

let stand: StandIn;
let server: WebServer;
let url: string;
let csrf: string;

beforeEach(async () => {
  stand = await startStandIn();
  // Patient: what stop() must end by itself would otherwise be cut off unseen.
  const result = createWebServer({ ...standInOptions(stand.port), graceMs: 60_000 });
  if (!result.ok) throw new Error(result.error);
  server = result.value;
  const start = await server.start();
  url = start.ok ? start.value.url : '';
  const session = (await call(`${url}local/session`)).json as { readonly csrf: string };
  csrf = session.csrf;
});
afterEach(async () => {
  await server.stop();
  await stand.stop();
});

const WRITING = ['local/message', 'local/file', 'local/read', 'local/clock/advance'];

describe('the guard', () => {
  it.each(['', 'local/session', 'local/people', 'static/messenger/main.js'])(
    'answers /%s only under a loopback name',
    async (path) => {
      expect((await call(`${url}${path}`)).status).toBe(200);
      const rebound = await call(`${url}${path}`, { headers: { host: 'evil.vn' } });
      expect(rebound).toMatchObject({ status: 403, json: { error: 'host-not-allowed' } });
    },
  );

  it.each(WRITING)('takes nothing at /%s from another site or without the token of this run', async (path) => {
    const wrong: Readonly<Record<string, string>>[] = [
      {},
      { [CSRF_HEADER]: 'wrong' },
      { [CSRF_HEADER]: csrf, origin: 'https://evil.vn' },
      { [CSRF_HEADER]: csrf, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of wrong) {
      expect((await call(`${url}${path}`, { method: 'POST', headers, body: '{}' })).status).toBe(403);
    }
    expect(stand.received).toEqual([]);
  });

  it('makes a new token at every start', async () => {
    const other = createWebServer(standInOptions(stand.port));
    const start = other.ok ? await other.value.start() : undefined;
    const session = await call(`${start?.ok ? start.value.url : ''}local/session`);
    expect(session.json).not.toMatchObject({ csrf });
    if (other.ok) await other.value.stop();
  });

  it('is not there at all without a messenger', async () => {
    const bare = createWebServer(standInOptions(undefined));
    const start = bare.ok ? await bare.value.start() : undefined;
    const address = start?.ok ? start.value.url : '';
    for (const path of ['', 'local/session', 'static/messenger/main.js']) {
      expect((await call(`${address}${path}`)).status).toBe(404);
    }
    if (bare.ok) await bare.value.stop();
  });
});

describe('the page', () => {
  it('may run and load only its own files, and turn no string into mark-up', async () => {
    const { body, headers } = await call(url);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(body).not.toMatch(/<script(?![^>]* src="\/static\/)|<style| style=| on\w+=|https?:\/\//);
  });

  it('is not sent again while it has not changed', async () => {
    const first = await call(`${url}static/messenger/main.js`);
    const again = await call(`${url}static/messenger/main.js`, {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('gets its texts in the language it asks for, and nothing but its own areas', async () => {
    const texts = (await call(`${url}local/texts?locale=en`)).json as Record<string, string>;
    expect(texts['messenger.send']).toBe('Send');
    expect(Object.keys(texts).every((key) => /^(web|messenger|error|command)\./.test(key))).toBe(true);
    expect((await call(`${url}local/texts?locale=xx`)).json).toMatchObject({ 'messenger.send': 'Gửi' });
  });

  it('cannot reach files outside its folder', async () => {
    for (const path of ['static/messenger/..%2f..%2f..%2fpackage.json', 'static/messenger/%2e%2e/page.css']) {
      expect((await call(`${url}${path}`)).body).not.toContain('thidua');
    }
  });
});

describe('people and chats', () => {
  it('lists people with what they have not seen, by channel', async () => {
    await stand.rich.send('304', { type: 'text', text: 'một' }, new AbortController().signal);
    const people = (await call(`${url}local/people`)).json as { readonly id: string }[];
    expect(people).toHaveLength(12);
    expect(people.find((one) => one.id === '304')).toMatchObject({ unread: { local: 1, 'local-text': 0 } });
    expect((await post('local/read', { channel: 'local', personId: '304', seq: 99 })).status).toBe(204);
    const after = (await call(`${url}local/people`)).json as { readonly id: string }[];
    expect(after.find((one) => one.id === '304')).toMatchObject({ unread: { local: 0, 'local-text': 0 } });
  });

  it('delivers a text and shows the chat with its answer', async () => {
    const message = { ...to('303'), text: 'xin chào' };
    expect(await post('local/message', message)).toMatchObject({
      status: 200,
      json: { eventKey: `l:${message.clientId}`, status: 'done' },
    });
    expect((await call(`${url}local/chat/local/303`)).json).toMatchObject({
      messages: [
        { from: 'person', text: 'xin chào' },
        { from: 'bot', html: true },
      ],
      unread: 1,
    });
  });

  it('delivers a pressed button with the message it hangs on', async () => {
    await post('local/message', { ...to('303'), token: 'p1.0', messageId: 'm1' });
    expect(stand.received[0]?.body).toEqual({ kind: 'choice', token: 'p1.0', messageId: 'm1' });
  });

  it('says that nothing was stored, so that the page can send again', async () => {
    stand.failOnce();
    const message = { ...to('303'), text: 'xin chào' };
    expect(await post('local/message', message)).toMatchObject({
      status: 503,
      json: { error: 'messenger-not-stored' },
    });
    expect((await post('local/message', message)).status).toBe(200);
  });

  it.each([
    ['an empty text', { text: '' }, 400],
    ['a text over 4096 characters', { text: 'x'.repeat(4097) }, 400],
    ['a made-up field', { text: 'x', binding: true }, 400],
    ['an id that is no UUID', { text: 'x', clientId: '1' }, 400],
    ['a person who is not in the list', { text: 'x', personId: '999' }, 404],
    ['a channel that is not local', { text: 'x', channel: 'telegram' }, 404],
    ['a body over 64 KB', { text: 'x'.repeat(70_000) }, 413],
  ])('refuses %s', async (_, change, status) => {
    expect((await post('local/message', { ...to('303'), ...change })).status).toBe(status);
    expect(stand.received).toEqual([]);
  });

  it('refuses what is no JSON', async () => {
    const answer = await call(`${url}local/message`, { method: 'POST', headers: { [CSRF_HEADER]: csrf }, body: '{' });
    expect(answer).toMatchObject({ status: 400, json: { error: 'bad-request' } });
  });
});

describe('files', () => {
  it('go in and out with their names and bytes', async () => {
    expect((await postFile('Cán bộ 2022.csv', Buffer.from('mã;họ tên'))).status).toBe(200);
    const chat = (await call(`${url}local/chat/local/303`)).json as { messages: { file: { id: string } }[] };
    const file = await call(`${url}local/file/local/${chat.messages[0]?.file.id}`);
    expect(file.body).toBe('mã;họ tên');
    expect(file.headers['content-disposition']).toContain("filename*=UTF-8''C%C3%A1n%20b%E1%BB%99%202022.csv");
    expect((await call(`${url}local/file/local/none`)).status).toBe(404);
  });

  it('over 5 MB are refused', async () => {
    expect((await postFile('a.bin', Buffer.alloc(5 * 1024 * 1024))).status).toBe(200);
    expect((await postFile('a.bin', Buffer.alloc(5 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await postFile('a.bin', Buffer.alloc(6 * 1024 * 1024))).status).toBe(413);
  });

  it('are refused where only text is carried, and where the form has none', async () => {
    expect((await postFile('a.csv', Buffer.from('x'), 'local-text')).status).toBe(400);
    const form = new FormData();
    for (const [name, value] of Object.entries(to('303'))) form.set(name, value);
    form.set('file', 'chữ');
    expect((await postForm(form)).status).toBe(400);
  });
});

describe('the clock', () => {
  it('tells the time, the zone and the next stops', async () => {
    expect((await call(`${url}local/clock`)).json).toMatchObject({
      now: STAND_IN_NOW,
      zone: 'Asia/Ho_Chi_Minh',
      next: [{ kind: 'next-reminder' }, { kind: 'next-digest' }, { kind: 'next-deadline' }],
    });
  });

  it('moves to a stop or to an instant, and never back', async () => {
    expect(await post('local/clock/advance', { to: 'next-reminder' })).toMatchObject({ json: { fired: 1 } });
    const at = Date.UTC(2022, 2, 1);
    expect(await post('local/clock/advance', { to: '2022-03-01T07:00:00+07:00' })).toMatchObject({ json: { at } });
    expect(await post('local/clock/advance', { to: '2022-02-01T00:00:00Z' })).toMatchObject({
      status: 409,
      json: { error: 'clock-backwards' },
    });
    expect((await post('local/clock/advance', { to: 'tomorrow' })).status).toBe(400);
  });
});

describe('the live stream', () => {
  it('brings messages of both renderings and clock moves, and ends when the server stops', async () => {
    const stream = await follow();
    await stand.rich.send('303', { type: 'text', text: 'có nút' }, new AbortController().signal);
    await stand.textOnly.send('304', { type: 'text', text: 'chỉ chữ' }, new AbortController().signal);
    await post('local/clock/advance', { to: 'next-digest' });
    expect(await stream.until('event: clock')).toMatch(
      /event: message\ndata: \{"channel":"local",.*có nút[\s\S]*"channel":"local-text",.*chỉ chữ[\s\S]*event: clock/,
    );
    await server.stop();
    await stream.ended;
  });

  it('is limited in number, and a closed page frees its place', async () => {
    const streams = await Promise.all(Array.from({ length: 24 }, () => follow()));
    expect(await call(`${url}local/events`)).toMatchObject({ status: 503, json: { error: 'too-many-windows' } });
    const [first] = streams;
    first?.leave();
    await first?.ended;
    await expect.poll(async () => (await follow()).status).toBe(200);
  });
});

function to(personId: string) {
  return { clientId: randomUUID(), channel: 'local', personId };
}

function post(path: string, body: unknown): Promise<Answer> {
  const headers = { [CSRF_HEADER]: csrf, 'content-type': 'application/json' };
  return call(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

function postFile(name: string, bytes: Buffer<ArrayBuffer>, channel = 'local'): Promise<Answer> {
  const form = new FormData();
  for (const [key, value] of Object.entries({ ...to('303'), channel })) form.set(key, value);
  form.set('file', new File([bytes], name, { type: 'text/csv' }));
  return postForm(form);
}

async function postForm(form: FormData): Promise<Answer> {
  const encoded = new Response(form);
  const headers = { [CSRF_HEADER]: csrf, 'content-type': String(encoded.headers.get('content-type')) };
  return call(`${url}local/file`, { method: 'POST', headers, body: new Uint8Array(await encoded.arrayBuffer()) });
}

/** Opens the live stream and waits for its first bytes. */
function follow() {
  const ended = deferred<void>();
  return new Promise<{
    readonly status: number;
    readonly ended: Promise<void>;
    until(text: string): Promise<string>;
    leave(): void;
  }>((resolve, reject) => {
    const outgoing = request(`${url}local/events`, (response) => {
      let heard = '';
      let look = () => {};
      response.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
        look();
      });
      response.on('close', () => ended.resolve());
      const until = (text: string) =>
        new Promise<string>((found) => {
          look = () => heard.includes(text) && found(heard);
          look();
        });
      resolve({ status: response.statusCode ?? 0, ended: ended.promise, until, leave: () => outgoing.destroy() });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
