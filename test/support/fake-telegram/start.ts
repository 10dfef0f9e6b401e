import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createChanges } from '../changes.ts';
import { type FakeTime, realTime } from '../fake-time.ts';
import { createFaults, type Faults } from './faults.ts';
import { addGroup, type Group } from './group.ts';
import { createApiServer } from './http.ts';
import { addPerson, type Person, type PersonDetails } from './person.ts';
import { createUpdateQueue, type FakeUpdate } from './queue.ts';
import { startWebhookDelivery } from './webhook-delivery.ts';
import type { RecordedCall, World } from './world.ts';

/** A Telegram of its own on this machine. */
export interface FakeTelegram {
  /** Base address for `TELEGRAM_API_ROOT`. */
  readonly url: string;
  readonly token: string;
  readonly username: string;
  readonly faults: Faults;
  /** The person with this id, made at first mention. */
  user(id: number, details?: PersonDetails): Person;
  group(id: number, title: string, type?: 'group' | 'supergroup'): Group;
  /** Every call that arrived, or those of one method. */
  calls(method?: string): readonly RecordedCall[];
  /** Updates that are not yet confirmed. */
  pending(): readonly FakeUpdate[];
  /** Where updates are pushed to, and what went wrong last; the time of the next attempt is set by then. */
  webhook(): { readonly url: string; readonly lastError: string | null };
  /** Queues any update, also of a kind that nobody knows. */
  push(kind: string, payload: object): number;
  /** Queues an update that was already delivered again, under a new id. */
  redeliver(updateId: number): number;
  /** All updates that were ever queued. */
  history(): readonly FakeUpdate[];
  /** The next update gets this id, also a lower one. */
  continueUpdateIdsFrom(updateId: number): void;
  /** Resolves once the condition holds; it is looked at after every change. */
  until<T>(condition: () => T | false | null | undefined): Promise<T>;
  /** Nobody listens any more, and open connections break. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** What a fake can be given. */
export interface FakeTelegramOptions {
  readonly token?: string;
  readonly username?: string;
  readonly time?: FakeTime;
  /** A path below which the API lies, such as `/telegram`. */
  readonly basePath?: string;
}

const BOT_ID = 4_242_424_242;

/** Starts a fake Telegram on a free port of 127.0.0.1. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const { token = `${BOT_ID}:AAfakeTokenForTestsOnly_0123456789abc`, basePath = '' } = options;
  const world = createWorld(token, options.username ?? 'thidua_bot', options.time ?? realTime);
  const endDelivery = startWebhookDelivery(world);
  const server = createApiServer(world, basePath);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, 0);
  const people = new Map<number, Person>();

  async function goDown(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    token,
    username: world.me.username,
    faults: world.faults,
    user(id, details) {
      const known = people.get(id) ?? addPerson(world, id, details);
      people.set(id, known);
      return known;
    },
    group: (id, title, type) => addGroup(world, id, title, type),
    calls: (method) => (method === undefined ? world.calls : world.calls.filter((call) => call.method === method)),
    pending: () => world.queue.waiting(),
    webhook: () => ({ url: world.webhook.url, lastError: world.webhook.lastError?.message ?? null }),
    push: (kind, payload) => world.queue.push(kind, payload),
    redeliver(updateId) {
      const update = world.queue.history().find(({ update_id }) => update_id === updateId);
      if (update === undefined) throw new Error(`no update ${updateId}`);
      const [kind, payload] = Object.entries(update).find(([name]) => name !== 'update_id') ?? ['', {}];
      return world.queue.push(kind, payload as object);
    },
    history: () => world.queue.history(),
    continueUpdateIdsFrom: (updateId) => world.queue.continueFrom(updateId),
    until: (condition) => world.changes.until(condition),
    goDown,
    async comeBack() {
      await listen(server, port);
    },
    async close() {
      await endDelivery();
      await goDown();
    },
  };
}

function createWorld(token: string, username: string, time: FakeTime): World {
  const changes = createChanges();
  const world: World = {
    token,
    me: { id: Number(token.split(':')[0]), is_bot: true, first_name: 'Thi đua', username },
    time,
    changes,
    faults: createFaults(),
    queue: createUpdateQueue(time, () => {
      world.deliver();
      changes.happened();
    }),
    chats: new Map(),
    files: new Map(),
    taps: new Map(),
    menus: new Map(),
    webhook: { url: '', secret: '', lastError: null },
    calls: [],
    endPoll: () => {},
    deliver: () => {},
    nextFile: 1,
  };
  return world;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
