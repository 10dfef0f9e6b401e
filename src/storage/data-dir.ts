import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { removeBallots } from './backup-ballots.ts';
import type { Database } from './database.ts';

/** Paths below `DATA_DIR`. */
export interface DataDir {
  readonly root: string;
  readonly database: string;
  readonly files: string;
  readonly backups: string;
  /** Made when the first election is opened. */
  readonly ballotKeys: string;
}

/** Creates the folders of `DATA_DIR`, readable by the owner only. */
export function prepareDataDir(root: string): DataDir {
  const paths = {
    root,
    database: join(root, 'thidua.db'),
    files: join(root, 'files'),
    backups: join(root, 'backups'),
    ballotKeys: join(root, 'ballot-keys'),
  };
  for (const folder of [paths.root, paths.files, paths.backups]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
  return paths;
}

/** Held by the one running bot of a `DATA_DIR`; released at exit, and by the system when the process dies. */
export interface DataDirLock {
  release(): void;
}

/**
 * Takes the lock of a `DATA_DIR` or says that another process holds it. The lock is an open exclusive transaction on a
 * small database of its own: the operating system frees it even after SIGKILL, so no stale lock file can remain.
 */
export function lockDataDir(paths: DataDir): Result<DataDirLock, 'data_dir_locked'> {
  const lock = new Sqlite(join(paths.root, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return err('data_dir_locked');
    throw error;
  }
  return ok({
    release() {
      if (lock.open) lock.close();
    },
  });
}

/**
 * Copies the database while it is in use, takes the ballots out of the copy (backup-ballots.ts) and verifies it
 * (integrity, foreign keys) before it gets its name. Throws when the copy is not sound; then nothing stays behind.
 */
export async function backupDatabase(database: Database, target: string, now: EpochMs): Promise<void> {
  const partial = `${target}.tmp`;
  rmSync(partial, { force: true });
  await database.sqlite.backup(partial);
  try {
    chmodSync(partial, 0o600);
    finishBackup(partial, now);
    syncToDisk(partial);
    renameSync(partial, target);
    syncToDisk(dirname(target));
  } finally {
    for (const leftover of [partial, `${partial}-wal`, `${partial}-shm`]) rmSync(leftover, { force: true });
  }
}

// Without this a power loss could leave the new name with nothing behind it.
function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function finishBackup(path: string, now: EpochMs): void {
  if (!existsSync(path)) throw new Error('backup was not written');
  const copy = new Sqlite(path);
  try {
    // The copy must not grow a -wal and -shm of its own, nor a journal that keeps the pages that are taken out of it.
    copy.pragma('journal_mode = MEMORY');
    removeBallots(copy, now);
    const integrity = copy.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') throw new Error('backup failed its integrity check');
    if ((copy.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('backup has dangling rows');
  } finally {
    copy.close();
  }
}
