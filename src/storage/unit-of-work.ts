import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Result } from '../lib/result.ts';
import type { Database } from './database.ts';

/** Runs work in transactions of one database connection. */
export interface UnitOfWork {
  /**
   * One immediate transaction around `work`, which must be synchronous. A thrown error or an `Err` rolls back.
   * Throws when `work` returns a promise: its writes would land outside the transaction (better-sqlite3).
   */
  run<T>(work: () => T): T;
  /** A savepoint inside a running transaction: a throw or an `Err` undoes only this part. */
  nested<T>(work: () => T): T;
  /**
   * Tells how to undo a change in memory that belongs to the work under way: called, the newest first, if that work is
   * undone, alone or with the transaction around it. Outside a transaction there is nothing to undo it with.
   */
  onUndo(undo: () => void): void;
  /** Whether the storage takes what is written, as far as is known; after a failure a write is tried. */
  sound(): boolean;
}

/** Builds the unit of work of one database. */
export function createUnitOfWork({ sqlite, path }: Database): UnitOfWork {
  const opened = fileOf(path);
  let failed = false;
  const statements = {
    begin: sqlite.prepare('BEGIN IMMEDIATE'),
    commit: sqlite.prepare('COMMIT'),
    rollback: sqlite.prepare('ROLLBACK'),
    savepoint: sqlite.prepare('SAVEPOINT event'),
    release: sqlite.prepare('RELEASE event'),
    undo: sqlite.prepare('ROLLBACK TO event'),
  };
  const undos: (() => void)[] = [];

  function undoTo(length: number): void {
    while (undos.length > length) undos.pop()?.();
  }

  function run<T>(work: () => T): T {
    failed = true;
    // Linux lets us go on writing to a file that was removed or replaced, and all of it would be gone with the process.
    if (fileOf(path) !== opened) throw new Sqlite.SqliteError('the database file was moved', 'SQLITE_READONLY_DBMOVED');
    statements.begin.run();
    let undo = true;
    try {
      const value = work();
      refusePromise(value);
      if (isErr(value)) statements.rollback.run();
      else {
        statements.commit.run();
        undo = false;
      }
      failed = false;
      return value;
    } finally {
      // Also after a failed COMMIT (disk full): SQLite may or may not have ended the transaction itself.
      if (sqlite.inTransaction) statements.rollback.run();
      if (undo) undoTo(0);
      undos.length = 0;
    }
  }

  return {
    run,
    sound() {
      if (!failed && fileOf(path) === opened) return true;
      try {
        // The same number again: it writes a page, and changes nothing.
        run(() => sqlite.pragma(`user_version = ${String(sqlite.pragma('user_version', { simple: true }))}`));
        return true;
      } catch {
        return false;
      }
    },
    nested(work) {
      if (!sqlite.inTransaction) throw new Error('nested work needs a running transaction');
      statements.savepoint.run();
      const before = undos.length;
      let undo = true;
      try {
        const value = work();
        refusePromise(value);
        undo = isErr(value);
        return value;
      } finally {
        // A full disk ends the whole transaction; then there is no savepoint left to release.
        if (sqlite.inTransaction) {
          if (undo) statements.undo.run();
          statements.release.run();
        }
        if (undo) undoTo(before);
      }
    },
    onUndo(undo) {
      if (sqlite.inTransaction) undos.push(undo);
    },
  };
}

// Which file stands under a name: another one, or none, is not the one that was opened.
function fileOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.dev}:${found.ino}`;
}

function refusePromise(value: unknown): void {
  if (typeof value === 'object' && value !== null && 'then' in value) {
    throw new Error('a transaction must be synchronous');
  }
}

/** Whether a value is the failure of a `Result`. */
export function isErr(value: unknown): value is Result<never, unknown> & { ok: false } {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'error' in value;
}
