import { afterEach } from 'vitest';
import type { Channel, Receiver } from '../../../src/channels/channel.ts';
import type { ChannelLog } from '../../../src/channels/platform/log.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import type { TelegramOptions } from '../../../src/channels/telegram/options.ts';
import type { Inbound } from '../../../src/conversation/types.ts';
import { type Changes, createChanges } from '../../support/changes.ts';
import { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from '../../support/fake-telegram/start.ts';
import { type MovableTime, movableTime } from '../../support/fake-time.ts';
import { createSleeper, type Sleeper } from './sleeper.ts';

/** 05/02/2022, 08:00 in Hà Nội. */
export const START = Date.UTC(2022, 1, 5, 1);

/** Commits what arrives, or refuses to. */
export interface Inbox {
  readonly receive: Receiver;
  /** What was committed, in order. */
  readonly events: Inbound[];
  /** What was offered, batch by batch, committed or not. */
  readonly batches: (readonly Inbound[])[];
  /** The next `times` batches are refused. */
  refuse(times: number): void;
  /** Resolves when so many events are committed. */
  holds(count: number): Promise<readonly Inbound[]>;
  readonly changes: Changes;
}

/** An inbox that commits each event key once. */
export function createInbox(onCommit: (events: readonly Inbound[]) => void = () => {}): Inbox {
  const changes = createChanges();
  const events: Inbound[] = [];
  const batches: (readonly Inbound[])[] = [];
  let refusals = 0;
  return {
    events,
    batches,
    changes,
    receive(batch) {
      batches.push(batch);
      changes.happened();
      if (refusals > 0) {
        refusals -= 1;
        throw Object.assign(new Error(`database is locked while storing ${JSON.stringify(batch)}`), {
          code: 'SQLITE_BUSY',
        });
      }
      const receipts = batch.map((event) => {
        const { eventKey } = event;
        if (events.some((known) => known.eventKey === eventKey)) return { eventKey, status: 'replay' } as const;
        events.push(event);
        return { eventKey, status: 'done' } as const;
      });
      onCommit(batch);
      changes.happened();
      return receipts;
    },
    refuse(times) {
      refusals = times;
    },
    holds: (count) => changes.until(() => (events.length >= count ? events : null)),
  };
}

/** A log that keeps every line as text. */
export function capturingLog(): ChannelLog & {
  readonly lines: string[];
  /** Resolves with the first line that holds `words`, now or later. */
  written(words: string): Promise<string>;
} {
  const changes = createChanges();
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify([level, message, fields]));
    changes.happened();
  };
  const written = (words: string) => changes.until(() => lines.find((line) => line.includes(words)));
  return { lines, written, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A channel, the Telegram it talks to, and what a test holds in its hands. */
export interface Bench {
  readonly telegram: FakeTelegram;
  readonly time: MovableTime;
  readonly sleeper: Sleeper;
  readonly inbox: Inbox;
  readonly log: ReturnType<typeof capturingLog>;
  readonly channel: Channel;
  /** Another process with the same token. */
  another(options?: Partial<TelegramOptions>): Channel;
}

const openBenches: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of openBenches.splice(0)) await close();
});

/** Sets a channel up against a fresh fake; both end with the test. */
export async function setUp(
  options: Partial<TelegramOptions> = {},
  fakeOptions: FakeTelegramOptions = {},
): Promise<Bench> {
  const time = movableTime(START);
  const telegram = await startFakeTelegram({ time, ...fakeOptions });
  const sleeper = createSleeper();
  const log = capturingLog();
  const made: Channel[] = [];
  const another = (more: Partial<TelegramOptions> = {}) => {
    const { token, url: apiRoot } = telegram;
    const base = { token, apiRoot, mode: 'polling', clock: time, log, sleep: sleeper.sleep } as const;
    const channel = createTelegramChannel({ ...base, ...options, ...more });
    made.push(channel);
    return channel;
  };
  openBenches.push(async () => {
    for (const channel of made) await channel.stop();
    await telegram.close();
  });
  return { telegram, time, sleeper, inbox: createInbox(), log, channel: another(), another };
}

/** A signal that never aborts. */
export const patient: AbortSignal = new AbortController().signal;
