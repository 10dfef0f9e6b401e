import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import * as schema from './schema.ts';

export type Drizzle = BetterSQLite3Database<typeof schema>;

/** An open database file: drizzle for queries, `sqlite` for pragmas, backup and closing. */
export interface Database {
  readonly sqlite: Sqlite.Database;
  readonly drizzle: Drizzle;
  readonly path: string;
}

/** Earlier versions can lose commits at a WAL reset (sqlite.org, fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const;

const BUSY_TIMEOUT_MS = 5_000;

// A reopened WAL database falls back to synchronous=NORMAL, where a commit can vanish at power loss: every
// pragma is set at every open and read back.
const PRAGMAS: readonly (readonly [name: string, set: string, expected: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['busy_timeout', String(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS],
];

/**
 * Opens (or creates) a database file with durable settings; the file and its folder are for the owner only.
 * Throws when SQLite is too old, a pragma did not take, or the file is not a database.
 */
export function openDatabase(path: string): Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const sqlite = new Sqlite(path);
  try {
    assertSqliteVersion(sqlite);
    for (const [name, value, expected] of PRAGMAS) {
      sqlite.pragma(`${name} = ${value}`);
      const actual = sqlite.pragma(name, { simple: true });
      if (actual !== expected) throw new Error(`pragma ${name} is ${String(actual)} instead of ${expected}`);
    }
    // 16 MiB of page cache instead of 2 keeps a province's working set in memory.
    sqlite.pragma('cache_size = -16384');
    // A checkpoint writes a page once however often it changed: every 16 MiB of log instead of every 4.
    sqlite.pragma('wal_autocheckpoint = 4096');
    chmodSync(path, 0o600);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return { sqlite, drizzle: drizzle(sqlite, { schema }), path };
}

/** Whether SQLite finds a database file whole; the file is only read. Throws on what is no database at all. */
export function isWhole(path: string): boolean {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok';
  } finally {
    sqlite.close();
  }
}

/** Checkpoints the write-ahead log into the file and closes it. */
export function closeDatabase(database: Database): void {
  if (!database.sqlite.open) return;
  database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  database.sqlite.close();
}

function assertSqliteVersion(sqlite: Sqlite.Database): void {
  const version = String(sqlite.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of OLDEST_SQLITE.entries()) {
    const actual = parts[index] ?? 0;
    if (actual > wanted) return;
    if (actual < wanted) throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`);
  }
}
