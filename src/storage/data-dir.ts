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
  /** Evidence: files that last. */
  readonly keptFiles: string;
  readonly backups: string;
  /** What backups share: copies of kept files and of templates. */
  readonly keptCopies: string;
  /** The office's own Word templates; the office makes it. */
  readonly templates: string;
  /** Made when the first election is opened. */
  readonly ballotKeys: string;
}

/** The paths below a `DATA_DIR`; nothing is made. */
export function dataDirAt(root: string): DataDir {
  return {
    root,
    database: join(root, 'thidua.db'),
    files: join(root, 'files'),
    keptFiles: join(root, 'files', 'kept'),
    backups: join(root, 'backups'),
    keptCopies: join(root, 'backups', 'kept'),
    templates: join(root, 'templates'),
    ballotKeys: join(root, 'ballot-keys'),
  };
}

/** Creates the folders of `DATA_DIR`, readable by the owner only. */
export function prepareDataDir(root: string): DataDir {
  const paths = dataDirAt(root);
  for (const folder of [paths.root, paths.files, paths.backups, paths.keptCopies]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
  return paths;
}

/** Released at exit, and by the system when the process dies. */
export interface DataDirLock {
  release(): void;
}

/** Takes the lock of the one running bot of a `DATA_DIR`, or says that another process holds it, after `patienceMs`. */
export function lockDataDir(paths: DataDir, patienceMs = 0): Result<DataDirLock, 'data_dir_locked'> {
  return lockOf(lockFile(paths), 'data_dir_locked', patienceMs);
}

/** Whether another process holds the lock of the bot; leaves nothing behind. */
export function isLocked(paths: DataDir): boolean {
  if (!existsSync(lockFile(paths))) return false;
  const lock = lockDataDir(paths);
  if (lock.ok) lock.value.release();
  return !lock.ok;
}

function lockFile({ root }: DataDir): string {
  return join(root, 'lock.db');
}

/** Takes the lock of the one who writes to the folder of backups, or says that another process holds it. */
export function lockBackups(paths: DataDir): Result<DataDirLock, 'busy'> {
  return lockOf(join(paths.root, 'backup-lock.db'), 'busy');
}

// An open exclusive transaction on a small database of its own: the operating system frees it even after SIGKILL, so no
// stale lock file can remain.
function lockOf<const Taken extends string>(path: string, taken: Taken, patienceMs = 0): Result<DataDirLock, Taken> {
  const lock = new Sqlite(path, { timeout: patienceMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return err(taken);
    throw error;
  }
  return ok({
    release() {
      if (lock.open) lock.close();
    },
  });
}

/** Code of the error that says that a copy is not sound. */
export const UNSOUND = 'UNSOUND';

/** In several steps a copy begins anew whenever another process writes between two of them. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the database while it is in use (also by another process), takes the ballots out of the copy (backup-ballots.ts)
 * and verifies it (integrity, foreign keys) before it gets its name. Throws when the copy is not sound; then nothing stays
 * behind.
 */
export async function backupDatabase(database: Pick<Database, 'sqlite'>, target: string, now: EpochMs): Promise<void> {
  const partial = `${target}.tmp`;
  rmSync(partial, { force: true });
  await database.sqlite.backup(partial, { progress: () => ALL_PAGES });
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

/** Has a file or a folder written through: without it a power loss could leave a new name with nothing behind it. */
export function syncToDisk(path: string): void {
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
    // The copy must not grow a -wal and -shm of its own, nor a journal that keeps the pages that are taken out of it, nor
    // one in memory as large as itself: a copy that fails is thrown away (SQLite allows it where that is said).
    copy.unsafeMode(true);
    for (const mode of ['delete', 'off']) {
      if (copy.pragma(`journal_mode = ${mode}`, { simple: true }) !== mode) throw new Error('backup keeps a journal');
    }
    removeBallots(copy, now);
    const damage = damageOf(copy);
    if (damage !== null) throw Object.assign(new Error(damage), { code: UNSOUND });
  } finally {
    copy.close();
  }
}

/** What is wrong with a database as a whole; null when its pages are sound and no row points nowhere. */
export function damageOf(sqlite: Sqlite.Database): string | null {
  if (sqlite.pragma('integrity_check', { simple: true }) !== 'ok') return 'integrity check failed';
  return (sqlite.pragma('foreign_key_check') as unknown[]).length > 0 ? 'dangling rows' : null;
}
