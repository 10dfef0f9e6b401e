import type { BackupProblem, BackupState } from '../app/backup-ports.ts';
import { backupFailure, forgetBackupFailure, noteBackup, noteBackupFailure } from '../app/backup-record.ts';
import type { UnitOfWork } from '../app/delivery-ports.ts';
import type { Store } from '../app/ports.ts';
import { backupFailedNotice } from '../conversation/backup-wording.ts';
import { backupIsDue } from '../domain/backup-schedule.ts';
import { type Clock, type EpochMs, HOUR, MINUTE } from '../lib/clock.ts';
import { errorFields, type Log } from './log.ts';
import type { Post } from './post.ts';

/** What makes the scheduled backups. */
export interface ScheduledBackups {
  state(): BackupState;
  /** Makes one in a process of its own; resolves with why not, never throws. */
  make(): Promise<BackupProblem | null>;
  /** Ends one that is under way. */
  stop(): Promise<void>;
}

export interface BackupWatchOptions {
  /** Null where none are made: in the demonstration. */
  readonly backups: ScheduledBackups | null;
  readonly store: Store;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly zone: string;
  readonly post: Post;
  readonly log: Log;
  readonly committed: () => void;
}

/** Makes the daily backup; the folder of backups says whether one is due. */
export interface BackupWatch {
  /** Begins one if it is due, and does not wait for it. */
  look(now: EpochMs): void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
  /** Ends one that is under way; it is made up for after the next start. */
  stop(): Promise<void>;
}

/** A program that has just been started has others waiting for it; what was missed while it was down can wait. */
const SETTLING_MS = 10 * MINUTE;
const RETRY_MS = HOUR;

/** Builds the watch over the daily backup. A failure is logged and told; nothing of it reaches whoever looks. */
export function createBackupWatch(options: BackupWatchOptions): BackupWatch {
  const { backups, store, unitOfWork, clock, zone, log } = options;
  let startedAt: EpochMs | null = null;
  let working: Promise<void> | null = null;
  let stopping = false;

  // Not soon after one that failed. A clock that was put back must not put the next attempt off until it has caught up.
  function mayTry(now: EpochMs): boolean {
    const failure = backupFailure(store);
    return failure === null || Math.abs(now - failure.at) >= RETRY_MS;
  }

  async function work(made: Promise<BackupProblem | null>): Promise<void> {
    const problem = await made;
    if (stopping || problem === 'busy') return;
    if (problem === null) succeeded();
    else failed(problem);
  }

  function succeeded(): void {
    const state = backups?.state();
    unitOfWork.run(() => noteGood(state?.newest?.madeAt ?? null));
    const { name = '', bytes = 0, missing = 0 } = state?.newest ?? {};
    log.info({ name, bytes, missing, count: state?.count }, 'backup made');
  }

  function failed(problem: BackupProblem): void {
    log.error({ problem }, 'backup failed');
    unitOfWork.run(() => {
      const now = clock.now();
      if (noteBackupFailure({ store, now }, problem)) tell(problem, now);
    });
    options.committed();
  }

  function tell(problem: BackupProblem, now: EpochMs): void {
    const { members } = store;
    const people = [...members.withRole('secretary'), ...members.withRole('admin')];
    for (const id of new Set(people.map((person) => person.id))) {
      options.post.notice(backupFailedNotice({ store }, problem, id), `backup:${problem}:${now}:${id}`, now);
    }
  }

  function look(now: EpochMs): void {
    if (backups === null || working !== null || stopping) return;
    startedAt ??= now;
    if (Math.abs(now - startedAt) < SETTLING_MS) return;
    const state = lookInto(backups);
    if (state === null) {
      if (mayTry(now)) failed('unwritable');
      return;
    }
    const madeAt = state.newest?.madeAt ?? null;
    const due = backupIsDue(madeAt, now, zone);
    if (due && mayTry(now)) begin(backups);
    else unitOfWork.run(() => (due ? noteBackup(store, madeAt) : noteGood(madeAt)));
  }

  // A folder that cannot be looked into is one in which none can be made: a disk that is not mounted, or not ours any more.
  function lookInto({ state }: ScheduledBackups): BackupState | null {
    try {
      return state();
    } catch (error) {
      log.error(errorFields(error), 'backups not looked at');
      return null;
    }
  }

  function noteGood(madeAt: EpochMs | null): void {
    forgetBackupFailure(store);
    noteBackup(store, madeAt);
  }

  function begin(from: ScheduledBackups): void {
    working = work(from.make())
      .catch((error: unknown) => log.error(errorFields(error), 'outcome of a backup not noted'))
      .finally(() => {
        working = null;
      });
  }

  return {
    look,
    async idle() {
      await working;
    },
    async stop() {
      stopping = true;
      await backups?.stop();
      await working;
    },
  };
}
