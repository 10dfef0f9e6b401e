import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../lib/ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Database } from './database.ts';

/** A migration file: its tag and the hash of its SQL, in order. */
export interface Migration {
  readonly tag: string;
  readonly sha256: string;
  readonly sql: string;
}

export type MigrationProblem =
  /** The database was written by a newer program: it must not be touched. */
  | { readonly kind: 'database_newer'; readonly tag: string }
  /** A migration that was applied has another text now. */
  | { readonly kind: 'migration_changed'; readonly tag: string }
  /** Rows would point nowhere after a migration; nothing was changed. */
  | { readonly kind: 'foreign_keys_broken'; readonly tag: string };

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

/** Reads the migrations of a folder in the order of drizzle's journal. */
export function readMigrations(folder: string): readonly Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  return journal.entries.map(({ tag }) => {
    const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8');
    return { tag, sha256: sha256Hex(sql), sql };
  });
}

/** The migrations not yet applied, or why the database cannot be used with this program. */
export function pendingMigrations(
  database: Pick<Database, 'sqlite'>,
  migrations: readonly Migration[],
): Result<readonly Migration[], MigrationProblem> {
  const applied = appliedMigrations(database);
  for (const [index, { tag, sha256 }] of applied.entries()) {
    const known = migrations[index];
    if (known === undefined) return err({ kind: 'database_newer', tag });
    if (known.tag !== tag || known.sha256 !== sha256) return err({ kind: 'migration_changed', tag });
  }
  return ok(migrations.slice(applied.length));
}

/**
 * Applies pending migrations, each in one transaction with its own record. drizzle's migrate() is not used: it looks
 * only at the newest applied date, so a file merged from an older branch is skipped silently, and a table rebuild's
 * `foreign_keys=OFF` does nothing inside its transaction, where the DROP then empties child tables.
 */
export function applyMigrations(
  database: Database,
  pending: readonly Migration[],
  now: number,
): Result<void, MigrationProblem> {
  const { sqlite } = database;
  sqlite.exec(
    'CREATE TABLE IF NOT EXISTS schema_migration (tag TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT',
  );
  for (const migration of pending) {
    sqlite.pragma('foreign_keys = OFF');
    try {
      sqlite.exec('BEGIN IMMEDIATE');
      sqlite.exec(migration.sql);
      if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) {
        sqlite.exec('ROLLBACK');
        return err({ kind: 'foreign_keys_broken', tag: migration.tag });
      }
      sqlite
        .prepare('INSERT INTO schema_migration (tag, sha256, applied_at) VALUES (?, ?, ?)')
        .run(migration.tag, migration.sha256, now);
      sqlite.exec('COMMIT');
    } finally {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
      sqlite.pragma('foreign_keys = ON');
    }
  }
  return ok(undefined);
}

function appliedMigrations(
  database: Pick<Database, 'sqlite'>,
): readonly { readonly tag: string; readonly sha256: string }[] {
  const { sqlite } = database;
  const exists = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'").get();
  if (exists === undefined) return [];
  return sqlite.prepare('SELECT tag, sha256 FROM schema_migration ORDER BY rowid').all() as {
    tag: string;
    sha256: string;
  }[];
}
