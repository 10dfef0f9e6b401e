import type { FakeTime } from '../fake-time.ts';
import type { Quirks } from './quirks.ts';
import type { ZaloEvent } from './world.ts';

/** Assumed: a poller that comes again within this time was never away, ms. */
const GAP_MS = 5_000;
/** Assumed, where events come again with each poll: for so long after their first read, ms. */
const REPEAT_MS = 10_000;

/** Events for whoever polls: no offset, no acknowledgement. */
export interface Inbox {
  push(event: ZaloEvent): void;
  /** A poll begins. */
  arrive(): void;
  /** A poll has its answer, or its caller hung up. */
  leave(how: 'answered' | 'hung-up'): void;
  /** Reads one event. */
  take(): ZaloEvent | null;
  ready(): boolean;
  polling(): boolean;
  /** Whether a poll is held, or was until a moment ago. */
  heard(): boolean;
  /** Never read so far, and not lost. */
  waiting(): readonly ZaloEvent[];
  /** Never read, and never to be. */
  lost(): readonly ZaloEvent[];
}

/** An inbox at which nobody has polled yet. */
export function createInbox(time: FakeTime, quirks: Quirks): Inbox {
  const fresh: ZaloEvent[] = [];
  let read: { readonly event: ZaloEvent; readonly at: number }[] = [];
  const lost: ZaloEvent[] = [];
  let poller: { readonly state: 'here' | 'between' | 'away'; readonly since: number } = { state: 'away', since: 0 };

  function heard(): boolean {
    if (poller.state === 'here') return true;
    return poller.state === 'between' && time.now() - poller.since <= GAP_MS;
  }

  function repeated(): ZaloEvent | null {
    if (quirks.reads === 'once') return null;
    read = read.filter(({ at }) => time.now() - at < REPEAT_MS);
    return read[0]?.event ?? null;
  }

  return {
    push(event) {
      if (quirks.unheard === 'kept' || heard()) fresh.push(event);
      else lost.push(event);
    },
    arrive() {
      if (quirks.unheard === 'lost' && !heard()) lost.push(...fresh.splice(0));
      poller = { state: 'here', since: time.now() };
    },
    leave(how) {
      poller = { state: how === 'answered' ? 'between' : 'away', since: time.now() };
    },
    take() {
      const event = fresh.shift();
      if (event === undefined) return repeated();
      read.push({ event, at: time.now() });
      return event;
    },
    ready: () => fresh.length > 0 || repeated() !== null,
    polling: () => poller.state === 'here',
    heard,
    waiting: () => fresh,
    lost: () => lost,
  };
}
