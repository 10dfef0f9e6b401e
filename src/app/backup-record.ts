import type { EpochMs } from '../lib/clock.ts';
import type { BackupProblem } from './backup-ports.ts';
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
export function backupFailure({ settings }: Pick<Store, 'settings'>): BackupFailure | null {
  const stored = settings.get(FAILURE) ?? '';
  return stored === '' ? null : (JSON.parse(stored) as BackupFailure);
}

/** When the newest good backup was made, as the bot last saw it; for the chat, which does not look into folders. */
export function backupSeen({ settings }: Pick<Store, 'settings'>): EpochMs | null {
  const stored = settings.get(GOOD) ?? '';
  return stored === '' ? null : Number(stored);
}

/** Notes a failed attempt; true when that is news: the first, or with another cause than the one before. */
export function noteBackupFailure({ store, now }: Pick<Work, 'store' | 'now'>, problem: BackupProblem): boolean {
  const before = backupFailure(store);
  const failure: BackupFailure = { problem, since: before?.since ?? now, at: now };
  store.settings.set(FAILURE, JSON.stringify(failure));
  return before?.problem !== problem;
}

/** Notes the newest good backup. Nothing is written where nothing changed. */
export function noteBackup({ settings }: Pick<Store, 'settings'>, madeAt: EpochMs | null): void {
  const good = madeAt === null ? '' : String(madeAt);
  if ((settings.get(GOOD) ?? '') !== good) settings.set(GOOD, good);
}

/** A backup succeeded: what failed before is over. */
export function forgetBackupFailure({ settings }: Pick<Store, 'settings'>): void {
  if ((settings.get(FAILURE) ?? '') !== '') settings.set(FAILURE, '');
}
