import type { EpochMs } from '../lib/clock.ts';

/** Why no backup was made; each has a text `backup.problem.<code>`. */
export type BackupProblem =
  /** Another one is being made. */
  | 'busy'
  /** Not enough room for the copy and what making it takes; nothing was begun. */
  | 'no_space'
  /** The disk became full meanwhile. */
  | 'disk_full'
  | 'disk_failing'
  /** The folder cannot be written to, or is not there. */
  | 'unwritable'
  /** The copy failed its checks: the database itself may be damaged. */
  | 'unsound'
  /** BACKUP_RECIPIENT is no recipient of age. */
  | 'bad_recipient'
  /** It was ended before it was through. */
  | 'interrupted'
  | 'failed';

/** A backup that is complete and as its manifest says. */
export interface GoodBackup {
  /** Its file, in the folder of backups. */
  readonly name: string;
  readonly madeAt: EpochMs;
  readonly bytes: number;
  readonly encrypted: boolean;
  /** Kept files of which its database speaks and whose bytes were not found. */
  readonly missing: number;
}

/** The backups of an office, read from their folder. */
export interface BackupState {
  readonly newest: GoodBackup | null;
  /** Complete backups, and those whose file is not as long as its manifest says. */
  readonly count: number;
  readonly damaged: number;
  /** Of all of them together with the files that they share. */
  readonly bytes: number;
}
