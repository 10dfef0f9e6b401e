import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { DataDir } from '../data-dir.ts';
import { runningElections, type Standing, standingOf } from './standing.ts';

/** What putting a backup in the place of the office's database would change. */
export interface Comparison {
  /** Null where there is no database, or it cannot be read. */
  readonly now: Standing | null;
  readonly backup: Standing;
  /** A database stands there, readable or not. */
  readonly exists: boolean;
  /** Rounds whose ballots are lost: void in the backup, or not in it at all. */
  readonly voided: number;
}

/** Compares the office's database with a backup that was made ready. Only reads. */
export function compare(dataDir: DataDir, staged: Sqlite.Database): Comparison {
  const backup = standingOf(staged);
  const exists = existsSync(dataDir.database);
  if (!exists) return { now: null, backup, exists, voided: 0 };
  try {
    const sqlite = new Sqlite(dataDir.database, { readonly: true });
    try {
      return { now: standingOf(sqlite), backup, exists, voided: runningElections(sqlite).length };
    } finally {
      sqlite.close();
    }
  } catch {
    // Whatever is wrong with it: that is why a backup is restored.
    return { now: null, backup, exists, voided: 0 };
  }
}
