import type { FakeTime } from '../fake-time.ts';

const MINUTE = 60_000;
/** Updates wait a day, button taps 150 s. */
const LIFETIME_MS: Readonly<Record<string, number>> = { callback_query: 150_000 };
const DAY_MS = 24 * 60 * MINUTE;
/** Kinds that come only when asked for by name. */
const ONLY_ON_REQUEST: readonly string[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** An update as the bot gets it. */
export interface FakeUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

interface Waiting {
  readonly update: FakeUpdate;
  readonly kind: string;
  readonly expiresAt: number;
}

/** Updates in order, kept until confirmed by a higher offset or expired. */
export interface UpdateQueue {
  push(kind: string, payload: object): number;
  /** Confirms below `offset` (a negative one keeps the last so many), then gives at most `limit`. */
  take(offset: number | null, limit: number): FakeUpdate[];
  head(): FakeUpdate | null;
  remove(updateId: number): void;
  drop(): void;
  waiting(): readonly FakeUpdate[];
  /** All updates that were ever queued. */
  history(): readonly FakeUpdate[];
  allow(kinds: readonly string[]): void;
  allowed(): readonly string[] | null;
  /** Telegram chooses a new, maybe lower number after a quiet week. */
  continueFrom(updateId: number): void;
}

/** An empty queue; `pushed` is called after each new update. */
export function createUpdateQueue(time: FakeTime, pushed: () => void): UpdateQueue {
  let waiting: Waiting[] = [];
  let nextId = 710_000_001;
  let kinds: readonly string[] | null = null;
  const history: FakeUpdate[] = [];

  function expire(): void {
    const now = time.now();
    if (waiting.some(({ expiresAt }) => expiresAt <= now)) {
      waiting = waiting.filter(({ expiresAt }) => expiresAt > now);
    }
  }

  return {
    push(kind, payload) {
      const id = nextId;
      nextId += 1;
      const wanted = kinds === null || kinds.length === 0 ? !ONLY_ON_REQUEST.includes(kind) : kinds.includes(kind);
      const update: FakeUpdate = { update_id: id, [kind]: payload };
      history.push(update);
      if (!wanted) return id;
      waiting.push({ update, kind, expiresAt: time.now() + (LIFETIME_MS[kind] ?? DAY_MS) });
      pushed();
      return id;
    },
    take(offset, limit) {
      expire();
      if (offset !== null && offset < 0) waiting = waiting.slice(offset);
      else if (offset !== null) waiting = waiting.filter(({ update }) => update.update_id >= offset);
      return waiting.slice(0, limit).map(({ update }) => update);
    },
    head() {
      expire();
      return waiting[0]?.update ?? null;
    },
    remove(updateId) {
      waiting = waiting.filter(({ update }) => update.update_id !== updateId);
    },
    drop() {
      waiting = [];
    },
    waiting() {
      expire();
      return waiting.map(({ update }) => update);
    },
    history: () => history,
    allow(wanted) {
      kinds = wanted;
    },
    allowed: () => kinds,
    continueFrom(updateId) {
      nextId = updateId;
    },
  };
}
