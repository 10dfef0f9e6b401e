import { setMaxListeners } from 'node:events';
import type { Outbox, UnitOfWork, WaitingMessage } from '../app/delivery-ports.ts';
import type { Identities } from '../app/ports.ts';
import type { Channel, SendOutcome } from '../channels/channel.ts';
import type { Clock, EpochMs } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { Outbound } from '../presentation/types.ts';
import { createClockWatch } from './clock-watch.ts';
import type { Detour } from './detour.ts';
import type { LeavingMoment } from './leaving-moment.ts';
import { errorFields, type Log } from './log.ts';
import { createPlatformDoubt } from './platform-doubt.ts';
import { createQuiet } from './quiet.ts';
import { createSendOutcomes } from './send-outcome.ts';
import { createSendPace } from './send-pace.ts';
import { createSendQueue, isBulk } from './send-queue.ts';
import { QUOTA_PROBLEMS, type SendQuota } from './send-quota.ts';
import { atMost, LAST_CALLS_MS } from './stopping.ts';
import { isStorageFailure } from './storage-failure.ts';
import type { Timers } from './timers.ts';

export { systemTimers, type Timers } from './timers.ts';

export interface SenderOptions {
  readonly channel: Channel;
  readonly outbox: Outbox;
  readonly identities: Identities;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly timers: Timers;
  readonly log: Log;
  /** Another way for what cannot arrive in its chat. */
  readonly detour?: Detour;
  /** Told inside the transaction that a chat has another id now. */
  readonly moved?: (from: string, to: string) => void;
  /** The channel's month, where its platform counts messages. */
  readonly quota?: SendQuota;
  /** When a message that has waited may leave, if at all. */
  readonly leavingMoment?: LeavingMoment;
}

/** Sends the outbox of one channel. */
export interface Sender {
  start(): void;
  /** Looks for rows to send; cheap when there are none. */
  wake(): void;
  /** Resolves when nothing is due and nothing is under way. */
  idle(): Promise<void>;
  /** Resolves when no answer or receipt to this chat is due or under way. */
  quiet(chatId: string): Promise<void>;
  /** Takes no new rows, gives the calls under way a moment, then cuts them off; resolves when their outcomes are stored. */
  stop(): Promise<void>;
}

/** Chats that are sent to at the same time, so that a platform that answers in half a second is used to its limit. */
const PARALLEL_CHATS = 16;
/** Of these, chats that get reminders and digests: an answer always finds a place. */
const PARALLEL_BULK = 12;
const REFERENCE_BYTES = 4;
/** Pause after the database could not be read or written (disk full, held by a long import). */
const STORAGE_PAUSE_MS = 5_000;

/** A message that leaves now. */
interface Leaving {
  readonly message: WaitingMessage;
  readonly payload: string;
}

/**
 * Builds the sender of a channel: one message at a time in a chat, in order; several chats side by side; the better
 * lane first, at the platform's pace. A row is marked `sending` before its call, so that a crash leaves a trace instead
 * of a silent repeat.
 */
export function createSender(options: SenderOptions): Sender {
  const { channel, outbox, identities, unitOfWork, clock, random, timers, log, quota } = options;
  const { sendLimits: limits } = channel;
  const queue = createSendQueue((chatId) => {
    if (limits === undefined) return 0;
    return limits.isGroup(chatId) ? limits.groupGapMs : limits.chatGapMs;
  });
  const pace = createSendPace(limits);
  const outcomes = createSendOutcomes({
    ...options,
    channel: channel.name,
    queue,
    pause(until) {
      pausedUntil = until;
    },
  });
  const calls = new Set<Promise<void>>();
  const abort = new AbortController();
  // Every call under way listens to it: more than Node's ten are no leak.
  setMaxListeners(PARALLEL_CHATS, abort.signal);
  const putBack = createClockWatch({ channel: channel.name, outbox, unitOfWork, log });
  const doubt = createPlatformDoubt({ channel, clock, log, signal: abort.signal, asked: pump });
  let running = false;
  let pausedUntil: EpochMs = 0;
  let cancelTimer: (() => void) | null = null;
  let idlers: (() => void)[] = [];
  const quiet = createQuiet((chatId) => running && queue.talks(chatId, clock.now()));
  /** Outcomes that the storage refused; their rows stand in `sending` until they are stored. */
  let unstored: { readonly message: WaitingMessage; readonly outcome: SendOutcome }[] = [];
  /** What the queue was made from: rows up to this id, unless the outbox has changed otherwise since. */
  let read = { generation: Number.NaN, upTo: 0 };

  function pump(): void {
    if (!running) return;
    cancelTimer?.();
    cancelTimer = null;
    const now = clock.now();
    try {
      storeLate();
      pausedUntil -= putBack(now);
      if (now >= pausedUntil && !doubt.holds(now)) startReady(now);
      rest(now);
    } catch (error) {
      // Called by timers and after calls, where nobody would catch it; nothing was claimed, so nothing is lost.
      log.error({ channel: channel.name, ...errorFields(error) }, 'outbox not available');
      cancelTimer = timers.after(STORAGE_PAUSE_MS, pump);
    }
  }

  function startReady(now: EpochMs): void {
    const leaving: Leaving[] = [];
    try {
      unitOfWork.run(() => {
        refresh(now);
        claimReady(now, leaving);
      });
    } catch (error) {
      // Nothing of this was stored; the rows are read again before the next try.
      for (const { message } of leaving) queue.end(message.chatId, now);
      throw error;
    }
    for (const { message, payload } of leaving) {
      const call = deliver(message, payload).finally(() => {
        calls.delete(call);
        queue.end(message.chatId, clock.now());
        pump();
      });
      calls.add(call);
    }
  }

  function refresh(now: EpochMs): void {
    const generation = outbox.generation();
    const changed = generation !== read.generation;
    const rows = outbox.waiting(channel.name, changed ? 0 : read.upTo);
    if (changed) queue.reload(rows, now);
    else queue.add(rows, now);
    read = { generation, upTo: outbox.lastId() };
  }

  function claimReady(now: EpochMs, leaving: Leaving[]): void {
    while (queue.busy < PARALLEL_CHATS) {
      const message = queue.next(now, takesBulk(now));
      if (message === null) return;
      if (isStray(message)) {
        outcomes.redirect(message, now);
        queue.drop(message, now);
        continue;
      }
      const moment = options.leavingMoment ? options.leavingMoment(message, now) : now;
      if (moment === null || (message.expiresAt !== null && now >= message.expiresAt)) {
        outbox.settle(message.id, 'expired', '', 'expired', now);
        queue.drop(message, now);
        continue;
      }
      if (moment > now) {
        outbox.postpone(message.id, moment, 'outside-work');
        queue.putOff(message, moment, now);
        continue;
      }
      if (isBulk(message) && quota?.room(now) === 0) {
        outcomes.putOff(message, now);
        continue;
      }
      if (pace.earliest(now, isBulk(message)) > now) return;
      pace.take(now);
      queue.begin(message);
      leaving.push({ message, payload: outbox.payload(message.id) });
      outbox.claim(message.id);
    }
  }

  // Those under way may use the month's last room for reminders: the next one is looked at when they have ended.
  function takesBulk(now: EpochMs): boolean {
    if (queue.busyBulk >= PARALLEL_BULK) return false;
    const room = quota?.room(now);
    return room === undefined || room === 0 || room > queue.busy;
  }

  // Meant for somebody who has given this chat up since: a lost phone gets nothing more. An answer in the chat itself
  // ('reply') still goes out, the farewell among them.
  function isStray({ memberId, kind, chatId }: WaitingMessage): boolean {
    if (memberId === null || kind === 'reply') return false;
    const linked = identities.ofMember(memberId);
    return !linked.some((identity) => identity.channel === channel.name && identity.chatId === chatId);
  }

  // Wakes up when the next message is due, also while a chat hangs in its call; with every place taken, the next call
  // that ends looks. When nothing is due and nothing under way, those who wait are told.
  function rest(now: EpochMs): void {
    const ripe = queue.busy < PARALLEL_CHATS ? queue.next(now, takesBulk(now)) : null;
    const paced = ripe === null ? null : pace.earliest(now, isBulk(ripe));
    const times = [paced, queue.nextDue()].filter((time) => time !== null);
    const asked = doubt.nextAsk();
    if (times.length > 0 && !doubt.asking) {
      const next = Math.max(pausedUntil, asked ?? 0, Math.min(...times));
      cancelTimer = timers.after(Math.max(1, next - now), pump);
    }
    if (queue.busy === 0 && !doubt.asking && (ripe === null || pausedUntil > now || asked !== null)) release();
    quiet.look();
  }

  function release(): void {
    for (const resolve of idlers) resolve();
    idlers = [];
  }

  async function deliver(message: WaitingMessage, payload: string): Promise<void> {
    const outcome = await call(message, payload);
    if (outcome.kind === 'ambiguous') doubt.raise();
    try {
      unitOfWork.run(() => outcomes.settle(message, outcome));
    } catch (error) {
      unstored.push({ message, outcome });
      log.error({ channel: channel.name, row: message.id, ...errorFields(error) }, 'outcome not stored');
    }
  }

  function storeLate(): void {
    while (unstored[0] !== undefined) {
      const { message, outcome } = unstored[0];
      try {
        unitOfWork.run(() => outcomes.settle(message, outcome));
      } catch (error) {
        if (isStorageFailure(error)) throw error;
        // A mistake of ours would meet this message for ever, and no other would leave: a person decides on it.
        const reference = random.token(REFERENCE_BYTES);
        log.error({ channel: channel.name, row: message.id, reference, ...errorFields(error) }, 'outcome given up');
        unitOfWork.run(() => outbox.settle(message.id, 'unknown', reference, 'not-settled', clock.now()));
      }
      unstored = unstored.slice(1);
    }
  }

  async function call({ id, chatId }: WaitingMessage, payload: string): Promise<SendOutcome> {
    try {
      return await channel.send(chatId, JSON.parse(payload) as Outbound, abort.signal);
    } catch (error) {
      log.error({ channel: channel.name, row: id, ...errorFields(error) }, 'channel threw while sending');
      return { kind: 'ambiguous', detail: 'channel-threw' };
    }
  }

  // What a dead process left in `sending` may have arrived: the policy for ambiguous outcomes decides.
  function recover(): void {
    unitOfWork.run(() => {
      for (const message of outbox.interrupted(channel.name)) {
        // The try was counted when the row was claimed.
        outcomes.settle({ ...message, attempts: message.attempts - 1 }, { kind: 'ambiguous', detail: 'interrupted' });
      }
      // The clock may have been put back, and the quota raised, since.
      const now = clock.now();
      outbox.clockPutBack(channel.name, now, now);
      if (quota !== undefined && quota.room(now) > 0) outbox.bringForward(channel.name, QUOTA_PROBLEMS.reserved, now);
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
        idlers.push(resolve);
        if (running) pump();
        else release();
      }),
    quiet: quiet.wait,
    async stop() {
      running = false;
      cancelTimer?.();
      quiet.look();
      // A platform that hangs must not keep the process: a call that is cut off may have arrived, and is settled so.
      await atMost(Promise.all(calls), LAST_CALLS_MS, timers);
      abort.abort();
      await Promise.all(calls);
      release();
    },
  };
}
