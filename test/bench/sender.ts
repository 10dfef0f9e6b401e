import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import TinyQueue from 'tinyqueue';
import type { Channel, SendOutcome } from '../../src/channels/channel.ts';
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send-limits.ts';
import { SECOND } from '../../src/lib/clock.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openStorage } from '../../src/open-storage.ts';
import { createSender, type Timers } from '../../src/runtime/sender.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';

/** Reminders that wait when the bench begins. */
const BULK = 10_000;
/** Mean pause between two answers to people who write meanwhile. */
const ANSWER_EVERY_MS = 400;
/** Every so often this many write in the same moment. */
const CROWD = 8;
const CROWD_EVERY_MS = 30 * SECOND;
/** What a call takes, as from Vietnam to Telegram: between these, evenly. */
const FASTEST_MS = 60;
const SLOWEST_MS = 320;
/** A long pause, as the platform asks for after a flood. */
const RETRY_AFTER_MS = 5 * SECOND;

/** How a sender drained its bulk. */
export interface Drain {
  readonly bulk: number;
  readonly answers: number;
  /** Simulated time until the last reminder had left. */
  readonly seconds: number;
  /** All messages a second, as a part of what the platform allows. */
  readonly share: number;
  /** Answers 429 that the sender earned. */
  readonly floods: number;
  /** From the commit of an answer to its call, in simulated milliseconds, sorted. */
  readonly answerWaits: readonly number[];
  /** Processor time of one message in microseconds, storage included. */
  readonly processorPerMessage: number;
}

/**
 * Has a sender drain a reminder to 10,000 people on a platform with Telegram's limits while others talk to the bot.
 * Time is simulated: it jumps to the next thing that happens, so five minutes and a half take seconds. The platform is
 * a bucket of its own: who empties it gets 429.
 */
export async function drainBulk(): Promise<Drain> {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-bench-'));
  const opened = await openStorage(folder, projectRoot, 0);
  if (!opened.ok) throw new Error(`database refused: ${opened.error.kind}`);
  const storage = opened.value;
  // Simulated time does not wait for a disk.
  storage.database.sqlite.pragma('synchronous = OFF');
  const { outbox } = storage.delivery;
  const world = createWorld();
  const platform = createPlatform(world);
  const waits: number[] = [];
  const asked = new Map<string, number>();
  let bulkLeft = BULK;

  function add(chatId: string, lane: number, text: string): void {
    const now = world.now();
    const payload = JSON.stringify({ type: 'text', text });
    const row = { dedupeKey: text, channel: 'elsewhere', chatId, memberId: null, lane, kind: 'bench', payload };
    storage.unitOfWork.run(() => outbox.add({ ...row, dueAt: now, expiresAt: null }, now));
  }

  function answer(): void {
    const text = `answer ${asked.size}`;
    asked.set(text, world.now());
    // Some of those who write have a reminder waiting.
    add(String(randomBelow(2 * BULK)), 0, text);
    sender.wake();
  }

  function talk(): void {
    if (bulkLeft === 0) return;
    answer();
    world.after(Math.ceil(-Math.log(1 - randomBelow(1_000) / 1_000) * ANSWER_EVERY_MS), talk);
  }

  function crowd(): void {
    if (bulkLeft === 0) return;
    for (let person = 0; person < CROWD; person += 1) answer();
    world.after(CROWD_EVERY_MS, crowd);
  }

  const channel: Channel = {
    ...scriptedChannel('elsewhere').channel,
    sendLimits: TELEGRAM_LIMITS,
    send(_chatId, message) {
      const text = message.type === 'text' ? message.text : '';
      const since = asked.get(text);
      const outcome = platform.take();
      if (outcome.kind === 'sent') {
        if (since === undefined) bulkLeft -= 1;
        else waits.push(world.now() - since);
      }
      return new Promise((resolve) => {
        world.after(FASTEST_MS + randomBelow(SLOWEST_MS - FASTEST_MS), () => resolve(outcome));
      });
    },
  };
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const { identities } = storage.store;
  const { unitOfWork } = storage;
  const clock = { now: world.now };
  const random = systemRandomness;
  const sender = createSender({ channel, outbox, identities, unitOfWork, clock, random, timers: world, log: silent });

  unitOfWork.run(() => {
    for (let person = 0; person < BULK; person += 1) {
      const payload = JSON.stringify({ type: 'text', text: `reminder ${person}` });
      const row = { dedupeKey: `due:${person}`, channel: 'elsewhere', chatId: String(person), memberId: null, lane: 2 };
      outbox.add({ ...row, kind: 'bench', payload, dueAt: 0, expiresAt: null }, 0);
    }
  });
  const processor = process.cpuUsage();
  sender.start();
  world.after(1, talk);
  world.after(CROWD_EVERY_MS, crowd);
  while (bulkLeft > 0) await world.next();
  const seconds = world.now() / SECOND;
  const { user, system } = process.cpuUsage(processor);
  while (waits.length < asked.size) await world.next();
  const stopped = sender.stop();
  while (await world.next());
  await stopped;
  storage.close();
  rmSync(folder, { recursive: true, force: true });
  const sent = BULK + waits.length;
  return {
    bulk: BULK,
    answers: waits.length,
    seconds,
    share: sent / seconds / TELEGRAM_LIMITS.perSecond,
    floods: platform.floods(),
    answerWaits: waits.toSorted((left, right) => left - right),
    processorPerMessage: (user + system) / sent,
  };
}

/** Simulated time: things happen in their order, and nothing takes time but waiting. */
function createWorld() {
  const events = new TinyQueue<{ readonly at: number; readonly action: () => void; cancelled: boolean }>(
    [],
    (left, right) => left.at - right.at,
  );
  let now = 0;
  const timers: Timers = {
    after(ms, action) {
      const event = { at: now + ms, action, cancelled: false };
      events.push(event);
      return () => {
        event.cancelled = true;
      };
    },
  };
  return {
    ...timers,
    now: () => now,
    /** Lets the next thing happen, and what follows from it at once; false when nothing is left. */
    async next(): Promise<boolean> {
      let event = events.pop();
      while (event?.cancelled === true) event = events.pop();
      if (event === undefined) return false;
      now = event.at;
      event.action();
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    },
  };
}

/** A platform that counts: 30 a second, ten at once, else 429. */
function createPlatform(world: { now(): number }) {
  const { perSecond, burst } = TELEGRAM_LIMITS;
  let level: number = burst;
  let filledAt = 0;
  let floods = 0;
  return {
    floods: () => floods,
    take(): SendOutcome {
      level = Math.min(burst, level + ((world.now() - filledAt) * perSecond) / SECOND);
      filledAt = world.now();
      if (level < 1) {
        floods += 1;
        return { kind: 'rate-limited', retryAfterMs: RETRY_AFTER_MS, scope: 'chat' };
      }
      level -= 1;
      return { kind: 'sent', messageId: '1' };
    },
  };
}

// The same numbers in every run (Park and Miller's minimal standard generator).
let seed = 20_220_205;
function randomBelow(limit: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % limit;
}
