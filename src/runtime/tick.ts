import cron from 'node-cron';
import type { DeliveryStore, UnitOfWork } from '../app/delivery-ports.ts';
import { fireDueItem } from '../app/due-firing.ts';
import type { DueItem, Store } from '../app/ports.ts';
import { firedNotice } from '../conversation/notices.ts';
import { type Clock, DAY, type EpochMs } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import { errorFields, type Log } from './log.ts';
import type { Post } from './post.ts';
import { isStorageFailure } from './storage-failure.ts';

export interface TickOptions {
  readonly store: Store;
  readonly delivery: DeliveryStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly zone: string;
  readonly post: Post;
  readonly log: Log;
  /** Called after each scan: everything that sends or works looks for rows, also those that another process added. */
  readonly scanned: () => void;
  /** Deletes files past their use; called about once a day. */
  readonly sweepFiles: (now: EpochMs) => void;
}

/** The heartbeat over everything that falls due. */
export interface Tick {
  /** Scans at once, then every minute. */
  start(): void;
  stop(): Promise<void>;
  /** Takes everything due now; returns how many rows fired. */
  run(): number;
}

/** Rows of one scan; what is left is taken by the next round of the same scan. */
const ROUND = 500;
/** Platforms repeat an event within a day; a month is safe and keeps the tables small. */
const TRACES_KEPT_MS = 30 * DAY;
/** A result (the rows of a staff list) is needed while its dialogue goes on. */
const JOBS_KEPT_MS = 2 * DAY;
/** Drafts live in the pledge, not here: an old place in a dialogue is only forgotten. */
const DIALOGUES_KEPT_MS = 90 * DAY;

/** Builds the heartbeat. Cron is an alarm clock only: all truth is in rows, so missed ticks and restarts lose nothing. */
export function createTick(options: TickOptions): Tick {
  const { store, delivery, unitOfWork, clock, random, zone, post, log, scanned } = options;
  let task: ReturnType<typeof cron.schedule> | null = null;
  let sweptAt: EpochMs = 0;

  function run(): number {
    const now = clock.now();
    let fired = 0;
    for (;;) {
      const due = store.dueItems.due(now, ROUND);
      // A commit a round: everybody's reminder falls due in the same minute, and a commit waits for the disk.
      if (due.length > 0) fired += unitOfWork.run(() => due.filter((item) => fireOne(item, now)).length);
      if (due.length < ROUND) break;
    }
    sweep(now);
    scanned();
    return fired;
  }

  function fireOne(item: DueItem, now: EpochMs): boolean {
    try {
      return unitOfWork.nested(() => {
        const told = fireDueItem({ store, now, random, zone }, item);
        for (const [index, fired] of told.entries()) {
          post.notice(firedNotice(fired, item.expiresAt), `due:${item.key}:${index}`, now);
        }
        return told.length > 0;
      });
    } catch (error) {
      // What is due stays planned while the database cannot be written: the next scan takes it.
      if (isStorageFailure(error)) throw error;
      // A row that cannot be fired must not hold up the others, nor come again for ever.
      log.error({ kind: item.kind, ...errorFields(error) }, 'due item failed');
      store.dueItems.settle(item.key, 'skipped', now);
      return false;
    }
  }

  function sweep(now: EpochMs): void {
    if (now - sweptAt < DAY) return;
    sweptAt = now;
    unitOfWork.run(() => {
      delivery.inboundEvents.prune(now - TRACES_KEPT_MS);
      delivery.outbox.prune(now - TRACES_KEPT_MS);
      delivery.jobQueue.prune(now - JOBS_KEPT_MS);
      delivery.dialogues.prune(now - DIALOGUES_KEPT_MS);
    });
    options.sweepFiles(now);
  }

  function safely(): void {
    try {
      run();
    } catch (error) {
      log.error(errorFields(error), 'scan of due items failed');
    }
  }

  return {
    run,
    start() {
      if (task !== null) return;
      safely();
      task = cron.schedule('* * * * *', safely, { timezone: zone, noOverlap: true });
    },
    async stop() {
      await task?.destroy();
      task = null;
    },
  };
}
