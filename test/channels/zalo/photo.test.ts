import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { systemSleep } from '../../../src/channels/platform/pause.ts';
import { fetchPhoto, type PhotoSource } from '../../../src/channels/zalo/fetch-photo.ts';
import { isPublicAddress } from '../../../src/channels/zalo/public-address.ts';
import { createSleeper } from '../telegram/sleeper.ts';
import { closeWithTest, patient, setUp } from './setup.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const HERE = '127.0.0.1';
const LIMIT = 10_000;
const GONE = { ok: false, error: 'gone' };

/** A server of pictures; `asked` are the paths that were. */
async function shelf(answer: (response: ServerResponse, path: string) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    answer(response, request.url ?? '');
  });
  server.listen(0, HERE);
  await once(server, 'listening');
  closeWithTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port, url: `http://${HERE}:${port}` };
}

const picture = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);

function fetched(url: string, source: Partial<PhotoSource> = {}, limit = LIMIT) {
  return fetchPhoto(`photo:${url}`, limit, patient, { sleep: systemSleep, insideAllowed: [HERE], ...source });
}

/** A name service of one answer. */
function resolvingTo(...addresses: readonly string[]): LookupFunction {
  return (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

describe('a picture that somebody sent', () => {
  it('is fetched from where the platform says it is', async () => {
    const { zalo, channel, inbox, listening } = await setUp({ insideAllowed: [HERE] });
    await channel.start(inbox.receive);
    await listening();
    zalo.person('Lan').sendPhoto({ bytes: PNG, mime: 'image/png', caption: 'minh chứng' });
    const [event] = await inbox.holds(1);
    const ref = event?.body.kind === 'file' ? event.body.file.ref : '';
    const file = await channel.fetchFile?.(ref, LIMIT, patient);
    expect(file?.ok && Buffer.from(file.bytes).equals(PNG)).toBe(true);
  });

  it('is fetched through a few redirects, not through many', async () => {
    const { url, asked } = await shelf((response, path) => {
      const left = Number(path.slice(1));
      if (left === 0) picture(response);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await fetched(`${url}/3`)).ok).toBe(true);
    asked.length = 0;
    expect(await fetched(`${url}/4`)).toEqual(GONE);
    expect(asked).toHaveLength(4);
  });

  it('is no larger than the limit, whatever the server announces', async () => {
    const { url } = await shelf((response, path) => {
      if (path === '/announced') response.writeHead(200, { 'content-length': '20000' });
      response.end(Buffer.concat([PNG, Buffer.alloc(20_000 - PNG.length)]));
    });
    for (const path of ['/announced', '/not']) {
      expect(await fetched(`${url}${path}`)).toEqual({ ok: false, error: 'too-large' });
    }
    expect((await fetched(`${url}/not`, {}, 20_000)).ok).toBe(true);
  });

  it('is a picture by its bytes, not by what the server calls it', async () => {
    const { url } = await shelf((response, path) => {
      if (path === '/page') response.writeHead(200, { 'content-type': 'image/png' }).end('<html>đăng nhập</html>');
      else response.writeHead(200, { 'content-type': 'text/plain' }).end(PNG);
    });
    expect(await fetched(`${url}/page`)).toEqual(GONE);
    expect((await fetched(`${url}/plain`)).ok).toBe(true);
  });

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [204, 'unavailable'],
  ] as const)('answered with %i is %s', async (status, error) => {
    const { url } = await shelf((response) => response.writeHead(status).end());
    expect(await fetched(url)).toEqual({ ok: false, error });
  });

  it('that does not come within a minute is unavailable', async () => {
    let arrived = () => {};
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { url } = await shelf(() => arrived());
    const sleeper = createSleeper();
    const fetching = fetched(url, { sleep: sleeper.sleep });
    await asked;
    await sleeper.wake(60_000);
    expect(await fetching).toEqual({ ok: false, error: 'unavailable' });
  });
});

describe('the way to a picture', () => {
  it('asks the address that was checked, by the name that was given', async () => {
    const { port, asked } = await shelf(picture);
    const lookup = resolvingTo(HERE);
    expect((await fetched(`http://anh.example.vn:${port}/p.png`, { lookup })).ok).toBe(true);
    expect(asked).toEqual([`anh.example.vn:${port} /p.png`]);
  });

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', 'fd00::1', '::ffff:10.0.0.1'])(
    'never leads to %s, neither by number nor by a name that also leads there',
    async (address) => {
      const { port, asked } = await shelf(picture);
      const host = address.includes(':') ? `[${address}]` : address;
      expect(await fetched(`http://${host}:${port}/`, { insideAllowed: [] })).toEqual(GONE);
      const lookup = resolvingTo('203.113.131.1', address);
      expect(await fetched(`http://anh.example.vn:${port}/`, { insideAllowed: [], lookup })).toEqual(GONE);
      expect(asked).toEqual([]);
    },
  );

  it('of an outside address is https on its own port, and nothing else', async () => {
    const lookup = resolvingTo('203.113.131.1');
    const asked: string[] = [];
    const watched: LookupFunction = (name, options, callback) => {
      asked.push(name);
      lookup(name, options, callback);
    };
    for (const url of [
      'http://anh.example.vn/p.png',
      'https://anh.example.vn:22/p.png',
      'http://203.113.131.1/p.png',
    ]) {
      expect(await fetched(url, { insideAllowed: [], lookup: watched })).toEqual(GONE);
    }
    expect(asked).toEqual(['anh.example.vn', 'anh.example.vn']);
  });

  it.each([
    ['a number', 'https://2130706433/'],
    ['octal numbers', 'https://0177.0.0.1/'],
    ['hexadecimal', 'https://0x7f.1/'],
    ['short', 'https://127.1/'],
    ['nothing', 'https://0/'],
    ['mapped', 'https://[::ffff:7f00:1]/'],
    ['compatible', 'https://[::7f00:1]/'],
    ['translated', 'https://[64:ff9b::7f00:1]/'],
    ['6to4', 'https://[2002:7f00:1::]/'],
    ['fullwidth', 'https://１２７.０.０.１/'],
    ['with a dot at its end', 'https://127.0.0.1./'],
  ])('never leads to this machine, written as %s', async (_what, url) => {
    const noName: LookupFunction = (_name, _options, callback) => callback(new Error('asked'), []);
    expect(await fetched(url, { insideAllowed: [], lookup: noName })).toEqual(GONE);
  });

  it('is held to the address that was checked, however the name changes its mind', async () => {
    const { port, asked } = await shelf(picture);
    const answers = [HERE, '10.0.0.1', '169.254.169.254'];
    const rebinding: LookupFunction = (name, options, callback) => {
      resolvingTo(answers.shift() ?? '10.0.0.1')(name, options, callback);
    };
    expect((await fetched(`http://anh.example.vn:${port}/p.png`, { lookup: rebinding })).ok).toBe(true);
    expect([asked.length, answers.length]).toEqual([1, 2]);
  });

  it('never leads inside by a redirect', async () => {
    const inside = await shelf(picture);
    const outside = await shelf((response) => {
      response.writeHead(302, { location: `http://127.0.0.2:${inside.port}/` }).end();
    });
    expect(await fetched(outside.url)).toEqual(GONE);
    expect(inside.asked).toEqual([]);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://anh.example.vn/p.png',
    'data:image/png;base64,iVBORw0KGgo=',
    'http://user:pass@127.0.0.1/p.png',
    '//anh.example.vn/p.png',
    '/p.png',
    '',
  ])('is not %j', async (url) => {
    expect(await fetched(url)).toEqual(GONE);
  });

  it('knows only its own references', async () => {
    expect(await fetchPhoto('AgACAgUAAx', LIMIT, patient, { sleep: systemSleep })).toEqual(GONE);
  });

  it('of a name that nobody knows is unavailable', async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    expect(await fetched('http://anh.example.vn/', { lookup })).toEqual({ ok: false, error: 'unavailable' });
  });
});

describe('public addresses', () => {
  it.each(['203.113.131.1', '8.8.8.8', '1.1.1.1', '2405:4800::1', '2001:4860:4860::8888'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.1.2.3', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.192', '192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['168.63.129.16', '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:a00:1', '64:ff9b::a00:1'],
    ...['2002:7f00:1::', '2001::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1'],
    ...['', 'localhost', '1.2.3', '0x7f000001', '8.8.8.8.nip.io'],
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
