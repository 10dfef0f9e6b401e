import type { World, ZaloEvent } from './world.ts';

/** Assumed: a webhook has this long to answer, ms. */
const PATIENCE_MS = 10_000;

/** One delivery to the webhook. */
export interface Attempt {
  readonly messageId: string;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** UTC ms. */
  readonly at: number;
}

/** Events on their way to the webhook: those of a chat in order, several chats side by side. */
export interface Delivery {
  push(event: ZaloEvent): void;
  /** Calls an address without an event, as `setWebhook` does; gives the HTTP status, or null. */
  probe(url: string): Promise<number | null>;
  /** Forgets what is on its way, because the webhook was taken away. */
  drop(): void;
  waiting(): readonly ZaloEvent[];
  /** Whether a call of the webhook is under way now; what is to be tried again later is not. */
  delivering(): boolean;
  /** Given up: the webhook did not take them, and nobody tries again. */
  lost(): readonly ZaloEvent[];
  attempts(): readonly Attempt[];
  close(): Promise<void>;
}

type Known = Pick<World, 'time' | 'changes' | 'quirks' | 'webhook' | 'reach'>;

/** Delivery of a world's events; a failed one is tried again after `retryMs` where the platform retries at all. */
export function createDelivery(world: Known, retryMs: number): Delivery {
  const lanes = new Map<string, ZaloEvent[]>();
  const running = new Map<string, Promise<void>>();
  const attempts: Attempt[] = [];
  const lost: ZaloEvent[] = [];
  const closing = new AbortController();

  function wake(chatId: string): void {
    if (running.has(chatId) || closing.signal.aborted) return;
    const run = drain(chatId).then((again) => {
      running.delete(chatId);
      if (again) world.time.after(retryMs, () => wake(chatId));
      // Something may have come between the last look and the end of the run.
      else if ((lanes.get(chatId)?.length ?? 0) > 0) wake(chatId);
      world.changes.happened();
    });
    running.set(chatId, run);
  }

  /** Delivers what waits in a chat; true where the first must be tried again later. */
  async function drain(chatId: string): Promise<boolean> {
    for (;;) {
      const event = lanes.get(chatId)?.[0];
      if (event === undefined || closing.signal.aborted) return false;
      const accepted = await deliver(event);
      if (closing.signal.aborted) return false;
      if (!accepted && world.quirks.webhookRetries === 'until-2xx') return true;
      const lane = lanes.get(chatId);
      if (lane?.[0] === event) lane.shift();
      if (!accepted) lost.push(event);
      world.changes.happened();
      if (accepted && world.quirks.webhookCopies) await deliver(event);
    }
  }

  async function deliver(event: ZaloEvent): Promise<boolean> {
    const body = world.quirks.webhookBodies === 'bare' ? event : { ok: true, result: event };
    const secret = { 'x-bot-api-secret-token': world.webhook.secret };
    const status = await post(world.webhook.url, JSON.stringify(body), secret);
    attempts.push({ messageId: event.message.message_id, status, at: world.time.now() });
    world.changes.happened();
    return status !== null && status >= 200 && status < 300;
  }

  async function post(url: string, body: string, extra: Record<string, string>): Promise<number | null> {
    const patience = new AbortController();
    const forget = world.time.after(PATIENCE_MS, () => patience.abort());
    const headers = { 'content-type': 'application/json', ...extra };
    const signal = AbortSignal.any([closing.signal, patience.signal]);
    try {
      const response = await fetch(world.reach(url), { method: 'POST', headers, body, signal, redirect: 'manual' });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    } finally {
      forget();
    }
  }

  return {
    push(event) {
      const { id } = event.message.chat;
      lanes.set(id, [...(lanes.get(id) ?? []), event]);
      wake(id);
    },
    probe: (url) => post(url, '', {}),
    drop: () => lanes.clear(),
    waiting: () => [...lanes.values()].flat(),
    delivering: () => running.size > 0,
    lost: () => lost,
    attempts: () => attempts,
    async close() {
      closing.abort();
      await Promise.all(running.values());
    },
  };
}
