import type { EpochMs } from '../lib/clock.ts';
import type { BackupProblem } from './backup-ports.ts';
import { keepValue, keptValue } from './kept-value.ts';
import type { Store, Work } from './ports.ts';

/** Backups that failed and have not succeeded since. */
export interface BackupFailure {
  readonly problem: BackupProblem;
  /** When the first of them failed, and the newest. */
  readonly since: EpochMs;
  readonly at: EpochMs;
}

// A folder that cannot be written to cannot say so: what failed stands in the database.
const FAILURE = 'backup_failure';
const GOOD = 'backup_good';

/** What the newest attempts came to; null when the newest succeeded. */
export function backupFailure(store: Pick<Store, 'settings'>): BackupFailure | null {
  return keptValue<BackupFailure>(store, FAILURE);
}

/** When the newest good backup was made, as the bot last saw it; for the chat, which does not look into folders. */
export function backupSeen(store: Pick<Store, 'settings'>): EpochMs | null {
  return keptValue<EpochMs>(store, GOOD);
}

/** Notes a failed attempt; true when that is news: the first, or with another cause than the one before. */
export function noteBackupFailure({ store, now }: Pick<Work, 'store' | 'now'>, problem: BackupProblem): boolean {
  const before = backupFailure(store);
  keepValue<BackupFailure>(store, FAILURE, { problem, since: before?.since ?? now, at: now });
  return before?.problem !== problem;
}

/** Notes the newest good backup. */
export function noteBackup(store: Pick<Store, 'settings'>, madeAt: EpochMs | null): void {
  keepValue(store, GOOD, madeAt);
}

/** A backup succeeded: what failed before is over. */
export function forgetBackupFailure(store: Pick<Store, 'settings'>): void {
  keepValue(store, FAILURE, null);
}
