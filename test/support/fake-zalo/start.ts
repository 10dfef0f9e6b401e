import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createChanges } from '../changes.ts';
import { type FakeTime, realTime } from '../fake-time.ts';
import { type Attempt, createDelivery } from './delivery.ts';
import { createFaults, type Faults } from './faults.ts';
import { addGroup, type Group } from './group.ts';
import { createApiServer } from './http.ts';
import { createInbox } from './inbox.ts';
import { addPerson, type Person } from './person.ts';
import { createPhotoShelf } from './photo-shelf.ts';
import { MEASURED, type Quirks } from './quirks.ts';
import { createQuota, type Quota } from './quota.ts';
import { emit, type RecordedCall, tell, type World, type ZaloEvent } from './world.ts';

/** A Zalo bot platform of its own on this machine, with one bot. */
export interface FakeZalo {
  /** Base address for `ZALO_API_ROOT`. */
  readonly url: string;
  readonly token: string;
  readonly bot: { readonly id: string; readonly displayName: string };
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly quirks: Quirks;
  readonly quota: Quota;
  /** The person whom tests call so, made at first mention. */
  person(name: string, displayName?: string): Person;
  /** The group of this name, made at first mention. */
  group(title: string): Group;
  /** Every call that arrived, or those of one method. */
  calls(method?: string): readonly RecordedCall[];
  /** Everything that people did, whether or not the bot was told. */
  events(): readonly ZaloEvent[];
  /** What the bot has not been told yet. */
  pending(): readonly ZaloEvent[];
  /** Whether an event is on its way to the webhook now. */
  delivering(): boolean;
  /** What the bot will never be told. */
  lost(): readonly ZaloEvent[];
  /** Whether a poll is held. */
  polling(): boolean;
  /** Whether the bot hears what is said now, or a moment later. */
  listening(): boolean;
  /** Address and secret of the webhook; empty while none is set. */
  webhook(): { readonly url: string; readonly secret: string };
  deliveries(): readonly Attempt[];
  /** Tells the bot anything, also of a kind that nobody knows. */
  push(event: ZaloEvent): void;
  /** Tells the bot once more what it was already told. */
  redeliver(messageId: string): void;
  /** From now on, what lies below a public address is found at another one on this machine. */
  route(publicUrl: string, realUrl: string): void;
  /** Resolves once the condition holds; it is looked at after every change. */
  until<T>(condition: () => T | false | null | undefined): Promise<T>;
  /** Nobody listens any more, and open connections break. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** What a fake can be given. */
export interface FakeZaloOptions {
  readonly token?: string;
  readonly displayName?: string;
  readonly time?: FakeTime;
  readonly quirks?: Partial<Quirks>;
  /** Messages of the bot in a month; the Basic plan's 3000. */
  readonly quota?: number;
  /** People whom the bot may talk to; the Basic plan's 50. Assumed: they are counted for ever. */
  readonly userLimit?: number;
  /** Takes webhooks without https, which the real platform does not. */
  readonly plainHttpWebhooks?: boolean;
  /** After a delivery that failed, where there are retries, ms. */
  readonly retryMs?: number;
  /** Public address below which people's pictures are said to lie, instead of the fake's own. */
  readonly mediaOrigin?: string;
}

const TOKEN = '3735928559123456789:fakeTokenForTestsOnly_0123456789abc';

/** Starts a fake Zalo on a free port of 127.0.0.1. */
export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const routes: { readonly from: string; readonly to: string }[] = [];
  const world = createWorld(options, routes, () => options.mediaOrigin ?? `http://127.0.0.1:${port}`);
  const server = createApiServer(world);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port: number = await listen(server, 0);
  const people = new Map<string, Person>();
  const groups = new Map<string, Group>();

  async function goDown(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    token: world.token,
    bot: { id: world.me.id, displayName: world.me.display_name },
    faults: world.faults,
    quirks: world.quirks,
    quota: world.quota,
    person(name, displayName = name) {
      const known = people.get(name) ?? addPerson(world, name, displayName);
      people.set(name, known);
      return known;
    },
    group(title) {
      const known = groups.get(title) ?? addGroup(world, title);
      groups.set(title, known);
      return known;
    },
    calls: (method) => (method === undefined ? world.calls : world.calls.filter((call) => call.method === method)),
    events: () => world.events,
    pending: () => [...world.inbox.waiting(), ...world.delivery.waiting()],
    delivering: () => world.delivery.delivering(),
    lost: () => [...world.inbox.lost(), ...world.delivery.lost()],
    polling: () => world.inbox.polling(),
    listening: () => world.webhook.url !== '' || world.inbox.heard(),
    webhook: () => ({ url: world.webhook.url, secret: world.webhook.secret }),
    deliveries: () => world.delivery.attempts(),
    push: (event) => emit(world, event),
    redeliver(messageId) {
      const event = world.events.find(({ message }) => message.message_id === messageId);
      if (event === undefined) throw new Error(`no message ${messageId}`);
      tell(world, event);
    },
    route(publicUrl, realUrl) {
      routes.unshift({ from: publicUrl, to: realUrl });
    },
    until: (condition) => world.changes.until(condition),
    goDown,
    async comeBack() {
      await listen(server, port);
    },
    async close() {
      await world.delivery.close();
      await goDown();
    },
  };
}

function createWorld(
  options: FakeZaloOptions,
  routes: readonly { readonly from: string; readonly to: string }[],
  mediaOrigin: () => string,
): World {
  const { token = TOKEN, displayName = 'Bot Thi Đua', time = realTime } = options;
  const id = token.split(':')[0] ?? '';
  const quirks: Quirks = { ...MEASURED, ...options.quirks };
  const changes = createChanges();
  const webhook = { url: '', secret: '', updatedAt: 0 };
  const reach = (url: string) => {
    const route = routes.find(({ from }) => url.startsWith(from));
    return route === undefined ? url : `${route.to}${url.slice(route.from.length)}`;
  };
  return {
    token,
    me: { id, is_bot: true, display_name: displayName, account_name: `bot.${id.slice(-4)}` },
    time,
    changes,
    faults: createFaults(),
    quirks,
    quota: createQuota(time, options.quota ?? 3_000),
    inbox: createInbox(time, quirks),
    delivery: createDelivery({ time, changes, quirks, webhook, reach }, options.retryMs ?? 1_000),
    photos: createPhotoShelf(time, quirks),
    mediaUrl: (path) => `${mediaOrigin()}${path}`,
    chats: new Map(),
    users: new Set(),
    userLimit: options.userLimit ?? 50,
    webhook,
    plainHttpWebhooks: options.plainHttpWebhooks ?? false,
    calls: [],
    events: [],
    endPoll: () => {},
    reach,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
