import type { Outbox, OutboxRow, UnitOfWork } from '../app/delivery-ports.ts';
import type { Identities } from '../app/ports.ts';
import type { Channel, SendOutcome } from '../channels/channel.ts';
import type { Clock, EpochMs } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { Outbound } from '../presentation/types.ts';
import { errorFields, type Log } from './log.ts';
import { nextStep } from './retry-policy.ts';

/** A timer that tests can move by hand. */
export interface Timers {
  /** Runs `action` after `ms`; the returned function cancels it. */
  after(ms: number, action: () => void): () => void;
}

/** Timers of the machine; they do not keep the process alive. */
export const systemTimers: Timers = {
  after(ms, action) {
    const timer = setTimeout(action, Math.min(ms, 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface SenderOptions {
  readonly channel: Channel;
  readonly outbox: Outbox;
  readonly identities: Identities;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly timers: Timers;
  readonly log: Log;
}

/** Sends the outbox of one channel. */
export interface Sender {
  start(): void;
  /** Looks for rows to send; cheap when there are none. */
  wake(): void;
  /** Resolves when nothing is due and nothing is under way. */
  idle(): Promise<void>;
  /** Takes no new rows and resolves when the calls under way have ended. */
  stop(): Promise<void>;
}

/** Chats that are sent to at the same time; platforms allow about 30 calls a second in all. */
const PARALLEL_CHATS = 8;
const REFERENCE_BYTES = 4;
/** Pause after the database could not be read or written (disk full, held by a long import). */
const STORAGE_PAUSE_MS = 5_000;

/**
 * Builds the sender of a channel: one message at a time in a chat, in order; several chats side by side; the better
 * lane first. A row is marked `sending` before its call, so that a crash leaves a trace instead of a silent repeat.
 */
export function createSender(options: SenderOptions): Sender {
  const { channel, outbox, identities, unitOfWork, clock, random, timers, log } = options;
  const busy = new Map<string, Promise<void>>();
  const abort = new AbortController();
  let running = false;
  let pausedUntil: EpochMs = 0;
  let cancelTimer: (() => void) | null = null;
  let waiting: (() => void)[] = [];
  /** Outcomes that the storage refused; their rows stand in `sending` until they are stored. */
  let unstored: { readonly row: OutboxRow; readonly outcome: SendOutcome }[] = [];

  function pump(): void {
    if (!running) return;
    cancelTimer?.();
    cancelTimer = null;
    const now = clock.now();
    try {
      storeLate();
      if (now >= pausedUntil) startReady(now);
      rest(now);
    } catch (error) {
      // Called by timers and after calls, where nobody would catch it; nothing was claimed, so nothing is lost.
      log.error({ channel: channel.name, ...errorFields(error) }, 'outbox not available');
      cancelTimer = timers.after(STORAGE_PAUSE_MS, pump);
    }
  }

  function startReady(now: EpochMs): void {
    const free = PARALLEL_CHATS - busy.size;
    if (free <= 0) return;
    const rows = unitOfWork.run(() => claimReady(now, free));
    for (const row of rows) {
      const call = deliver(row).finally(() => {
        busy.delete(row.chatId);
        pump();
      });
      busy.set(row.chatId, call);
    }
  }

  function claimReady(now: EpochMs, free: number): readonly OutboxRow[] {
    for (;;) {
      const rows = outbox.ready(channel.name, now, new Set(busy.keys()), free);
      const pointless = rows.filter((row) => isPointless(row, now));
      for (const row of pointless) outbox.settle(row.id, 'expired', '', 'expired', now);
      // What is settled made room, and may have held back a row behind it.
      if (pointless.length > 0) continue;
      for (const row of rows) outbox.claim(row.id);
      return rows;
    }
  }

  // Past its time, or meant for somebody who has given this chat up since: a lost phone gets nothing more. An answer in
  // the chat itself ('reply') still goes out, the farewell among them.
  function isPointless({ expiresAt, memberId, kind, chatId }: OutboxRow, now: EpochMs): boolean {
    if (expiresAt !== null && now >= expiresAt) return true;
    if (memberId === null || kind === 'reply') return false;
    const linked = identities.ofMember(memberId);
    return !linked.some((identity) => identity.channel === channel.name && identity.chatId === chatId);
  }

  // Wake up when the next row is due, also while a chat hangs in its call; with every place taken, the next call that
  // ends looks. When nothing is under way, those who wait are told.
  function rest(now: EpochMs): void {
    if (busy.size >= PARALLEL_CHATS) return;
    const due = outbox.nextDue(channel.name);
    const next = due === null ? null : Math.max(due, pausedUntil);
    if (next !== null) cancelTimer = timers.after(Math.max(1, next - now), pump);
    if (busy.size === 0 && (next === null || next > now)) release();
  }

  function release(): void {
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  async function deliver(row: OutboxRow): Promise<void> {
    const outcome = await call(row);
    try {
      unitOfWork.run(() => settle(row, outcome));
    } catch (error) {
      unstored.push({ row, outcome });
      log.error({ channel: channel.name, row: row.id, ...errorFields(error) }, 'outcome not stored');
    }
  }

  function storeLate(): void {
    if (unstored.length === 0) return;
    unitOfWork.run(() => {
      for (const { row, outcome } of unstored) settle(row, outcome);
    });
    unstored = [];
  }

  async function call(row: OutboxRow): Promise<SendOutcome> {
    try {
      return await channel.send(row.chatId, JSON.parse(row.payload) as Outbound, abort.signal);
    } catch (error) {
      log.error({ channel: channel.name, row: row.id, ...errorFields(error) }, 'channel threw while sending');
      return { kind: 'ambiguous', detail: 'channel-threw' };
    }
  }

  function settle(row: OutboxRow, outcome: SendOutcome): void {
    const now = clock.now();
    const step = nextStep(outcome, row.kind, row.attempts + 1);
    switch (step.kind) {
      case 'sent':
        outbox.sent(row.id, step.messageId, now);
        return;
      case 'postpone':
        outbox.postpone(row.id, now + step.afterMs, step.problem, step.problem !== 'rate-limited');
        if (step.pauseAll) pausedUntil = now + step.afterMs;
        if (step.problem !== 'rate-limited') {
          log.warn({ channel: channel.name, row: row.id, problem: step.problem }, 'message postponed');
        }
        return;
      case 'move':
        outbox.postpone(row.id, now, 'chat-moved', false);
        outbox.moveChat(channel.name, row.chatId, step.newChatId);
        identities.moveChat(channel.name, row.chatId, step.newChatId);
        return;
      case 'unreachable':
        markUnreachable(row, step.problem);
        giveUp(row, 'failed', step.problem, now);
        return;
      case 'give-up':
        giveUp(row, step.state, step.problem, now);
    }
  }

  function markUnreachable(row: OutboxRow, problem: string): void {
    if (row.memberId === null) return;
    const identity = identities
      .ofMember(row.memberId)
      .find((candidate) => candidate.channel === channel.name && candidate.chatId === row.chatId);
    if (identity !== undefined) identities.setReachable(identity.id, problem);
  }

  function giveUp(row: OutboxRow, state: 'failed' | 'unknown', problem: string, now: EpochMs): void {
    const reference = random.token(REFERENCE_BYTES);
    outbox.settle(row.id, state, reference, problem, now);
    log.warn(
      { channel: channel.name, row: row.id, kind: row.kind, state, problem, reference },
      'message not delivered',
    );
  }

  // What a dead process left in `sending` may have arrived: the policy for ambiguous outcomes decides.
  function recover(): void {
    unitOfWork.run(() => {
      for (const row of outbox.interrupted()) {
        // `attempts` was counted when the row was claimed.
        if (row.channel === channel.name)
          settle({ ...row, attempts: row.attempts - 1 }, { kind: 'ambiguous', detail: 'interrupted' });
      }
    });
  }

  return {
    start() {
      if (running) return;
      recover();
      running = true;
      pump();
    },
    wake: pump,
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (running) pump();
        else release();
      }),
    async stop() {
      running = false;
      cancelTimer?.();
      await Promise.all(busy.values());
      abort.abort();
      release();
    },
  };
}
