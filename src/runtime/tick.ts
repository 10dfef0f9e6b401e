import cron from 'node-cron';
import type { DeliveryStore, UnitOfWork } from '../app/delivery-ports.ts';
import type { Store } from '../app/ports.ts';
import { QUESTION_VALIDITY_MS } from '../conversation/dialogue.ts';
import { type Clock, DAY, type EpochMs, MINUTE } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import type { DigestPostOptions } from './digest-post.ts';
import { scanDue } from './due-scan.ts';
import { forgetOld } from './forget-old.ts';
import { errorFields, type Log } from './log.ts';
import type { Timers } from './sender.ts';

export interface TickOptions extends DigestPostOptions {
  readonly store: Store;
  readonly delivery: DeliveryStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly timers: Timers;
  readonly zone: string;
  readonly log: Log;
  /** Called after each scan: everything that sends or works looks for rows, also those that another process added. */
  readonly scanned: () => void;
  /** Takes leave of those who left long ago. */
  readonly watchLeavers: (now: EpochMs) => void;
  /** Deletes files past their use; called about once a day. */
  readonly sweepFiles: (now: EpochMs) => void;
  /** Tells the secretary how the months of counted channels stand. */
  readonly watchQuotas: (now: EpochMs) => void;
  /** Begins the daily backup when it is due; it takes its time elsewhere. */
  readonly watchBackups: (now: EpochMs) => void;
  /** Closes, counts and reminds of elections whose moment has come. */
  readonly watchBallots: (now: EpochMs) => void;
  /** Sets the menus of those whose roles have changed. */
  readonly watchMenus: (now: EpochMs) => void;
}

/** The heartbeat over everything that falls due. */
export interface Tick {
  /** Scans at once, then every minute. */
  start(): void;
  stop(): Promise<void>;
  /** When everything due was last looked at to the end; null before the first time. */
  lastBeat(): EpochMs | null;
  /** Takes everything due now without a pause; returns how many rows fired. */
  run(): number;
}

/**
 * Builds the heartbeat: a look at the beginning of each minute, as the clock shows it. Cron is an alarm clock only: all truth
 * is in rows, so missed ticks, restarts and a clock that is put back or forth lose nothing. Whichever of two alarms rings
 * first in a minute counts: node-cron alone would sleep until a clock that was put back had caught up, and ring for every
 * minute that a leap left out.
 */
export function createTick(options: TickOptions): Tick {
  const { delivery, unitOfWork, clock, timers, zone, log, scanned } = options;
  let cancel: (() => void) | null = null;
  let task: ReturnType<typeof cron.schedule> | null = null;
  /** The minute of the clock for which the alarm rang last. */
  let rang: number | null = null;
  let sweptAt: EpochMs = Number.NEGATIVE_INFINITY;
  let beating: Promise<void> | null = null;
  let stopping = false;
  let beatAt: EpochMs | null = null;

  function run(): number {
    const now = clock.now();
    let fired = 0;
    for (const round of scanDue(options, now)) fired += round;
    const [failure] = lookAround(now);
    if (failure !== undefined) throw failure;
    beatAt = now;
    return fired;
  }

  // Everybody's reminder falls due in the same minute: between two rounds those who write get their answers.
  async function beat(): Promise<void> {
    const now = clock.now();
    let whole = true;
    try {
      for (const round of scanDue(options, now)) {
        if (round > 0) scanned();
        await new Promise((resolve) => setImmediate(resolve));
        if (stopping) return;
      }
    } catch (error) {
      whole = false;
      log.error(errorFields(error), 'scan of due items failed');
    }
    for (const error of lookAround(now)) {
      whole = false;
      log.error(errorFields(error), 'something that is due was not looked after');
    }
    if (whole) beatAt = now;
  }

  /** Everything else that has its time. What fails keeps none of the others from its turn; returns what failed. */
  function lookAround(now: EpochMs): readonly unknown[] {
    const looks = [
      options.watchBallots,
      options.watchQuotas,
      options.watchBackups,
      options.watchMenus,
      options.watchLeavers,
      () => delivery.dialogues.forget(now - QUESTION_VALIDITY_MS),
      sweep,
      scanned,
    ];
    return looks.flatMap((look) => {
      try {
        look(now);
        return [];
      } catch (error) {
        return [error];
      }
    });
  }

  function alarm(): void {
    const minute = Math.floor(clock.now() / MINUTE);
    if (minute === rang) return;
    rang = minute;
    // A scan that takes longer than a minute is not overtaken by the next one.
    beating ??= beat().finally(() => {
      beating = null;
    });
  }

  function watch(): void {
    cancel = timers.after(MINUTE - (clock.now() % MINUTE), watch);
    alarm();
  }

  function sweep(now: EpochMs): void {
    // A clock that was put back must not keep everything until it has caught up.
    if (Math.abs(now - sweptAt) < DAY) return;
    sweptAt = now;
    const { store } = options;
    unitOfWork.run(() => forgetOld({ store, delivery, now, zone }));
    options.sweepFiles(now);
  }

  return {
    run,
    lastBeat: () => beatAt,
    start() {
      if (cancel !== null) return;
      stopping = false;
      rang = null;
      watch();
      task = cron.schedule('* * * * *', alarm, { timezone: zone, noOverlap: true });
    },
    async stop() {
      stopping = true;
      cancel?.();
      cancel = null;
      await task?.destroy();
      task = null;
      await beating;
    },
  };
}
