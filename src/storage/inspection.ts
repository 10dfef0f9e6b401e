import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { ok, type Result } from '../lib/result.ts';
import { type Migration, type MigrationProblem, pendingMigrations } from './migrate.ts';

/** What a look into a database file shows. */
export interface Inspection {
  readonly bytes: number;
  /** Whether SQLite finds it whole; nothing else is known of one that is not. */
  readonly whole: boolean;
  /** How many migrations it lacks, or why this program cannot use it. */
  readonly lacking: Result<number, MigrationProblem>;
}

/** Version of the SQLite that this program carries. */
export function sqliteVersion(): string {
  const sqlite = new Sqlite(':memory:');
  try {
    return String(sqlite.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    sqlite.close();
  }
}

/** Looks into a database file, which is only read; throws on what is no database at all. */
export function inspectDatabase(path: string, migrations: readonly Migration[]): Inspection {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    const whole = sqlite.pragma('quick_check(1)', { simple: true }) === 'ok';
    const pending = pendingMigrations({ sqlite }, migrations);
    const lacking = pending.ok ? ok(pending.value.length) : pending;
    return { bytes: statSync(path).size, whole, lacking };
  } finally {
    sqlite.close();
  }
}
