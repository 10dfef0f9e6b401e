import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { capturingLog, patient } from './setup.ts';
import { createSleeper } from './sleeper.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function portOf(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    // A client that gives up may reset it.
    socket.on('error', () => {});
    sockets.add(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy that treats each tunnel as `treat` says; `asked` are the targets. */
async function proxy(treat: (socket: Socket) => void) {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, socket: Socket) => {
    asked.push(`${request.url} ${JSON.stringify(request.headers)}`);
    treat(socket);
  });
  return { url: `http://127.0.0.1:${await portOf(server)}`, asked };
}

const TOKEN = '4242424242:AAfakeTokenForTestsOnly_0123456789abc';
const sleeper = createSleeper();

function send(options: { readonly apiRoot?: string; readonly httpsProxy?: string }) {
  const base = {
    token: TOKEN,
    mode: 'polling',
    clock: systemClock,
    log: capturingLog(),
    sleep: sleeper.sleep,
  } as const;
  return createTelegramChannel({ ...base, ...options }).send('7', { type: 'text', text: 'một' }, patient);
}

describe('connections', () => {
  it('go through the proxy, which never sees the token', async () => {
    const { url, asked } = await proxy((socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
    const outcome = await send({ httpsProxy: url });
    expect(outcome.kind).toBe('unavailable');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^api\.telegram\.org:443 /);
    expect(asked[0]).not.toContain('AAfake');
  });

  it('that the proxy cuts before the handshake is done have sent nothing', async () => {
    const { url } = await proxy((socket) => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.once('data', () => socket.destroy());
    });
    expect((await send({ httpsProxy: url })).kind).toBe('unavailable');
  });

  it('to a proxy that is not there have sent nothing', async () => {
    const outcome = await send({ httpsProxy: 'http://127.0.0.1:1' });
    expect(outcome).toEqual({ kind: 'unavailable', detail: 'ECONNREFUSED' });
  });

  it('that are reset during the TLS handshake, as blocked networks do, have sent nothing', async () => {
    const port = await portOf(createServer((socket) => socket.once('data', () => socket.destroy())));
    expect((await send({ apiRoot: `https://127.0.0.1:${port}` })).kind).toBe('unavailable');
  });

  it('that hang during the TLS handshake have sent nothing after 20 s', async () => {
    const server = createServer();
    const port = await portOf(server);
    const sending = send({ apiRoot: `https://127.0.0.1:${port}` });
    await once(server, 'connection');
    await sleeper.wake(20_000);
    expect(await sending).toEqual({ kind: 'unavailable', detail: 'timeout' });
  });
});
