import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { machineFault } from '../../lib/machine-fault.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { type DataDir, syncToDisk } from '../data-dir.ts';

/**
 * Puts a database in the place of the office's own, which stays beside it as `thidua.db.replaced-<stamp>`, with the files
 * of which it speaks in a folder of that name with `.kept`; null when there was none. At every moment one of the two is in
 * the place, whole: the older gets a second name, and a single renaming then gives its first one to the newer.
 */
export function putInPlace(
  staged: string,
  dataDir: DataDir,
  stamp: string,
): Result<{ readonly replaced: string | null }, 'in_use'> {
  const { root, database } = dataDir;
  const settled = settle(database);
  if (!settled.ok) return settled;
  const replaced = unusedName(`${database}.replaced-${stamp}`);
  const existed = existsSync(database);
  // A log that could not be worked into its database (both are damaged) goes on belonging to it, under the new name.
  for (const ending of ['', '-wal']) keepAs(`${database}${ending}`, `${replaced}${ending}`);
  if (existed) keepFiles(dataDir.keptFiles, `${replaced}.kept`);
  syncToDisk(root);
  // SQLite would work a log that lies beside a database into it, whosever it was.
  for (const ending of ['-wal', '-shm', '-journal']) rmSync(`${database}${ending}`, { force: true });
  syncToDisk(root);
  renameSync(staged, database);
  syncToDisk(root);
  return ok({ replaced: existed ? replaced : null });
}

/** Works the log into the database, after which it is one file; in a damaged one nothing is touched. */
function settle(path: string): Result<void, 'in_use'> {
  if (!existsSync(path)) return ok(undefined);
  const sqlite = new Sqlite(path, { timeout: 0 });
  try {
    // Only whoever has it to himself can leave the mode with a log.
    const mode = sqlite.pragma('journal_mode = DELETE', { simple: true });
    return mode === 'delete' ? ok(undefined) : err('in_use');
  } catch (error) {
    const fault = machineFault(error);
    if (fault === 'database_busy') return err('in_use');
    if (fault === 'database_corrupt') return ok(undefined);
    throw error;
  } finally {
    sqlite.close();
  }
}

function unusedName(wanted: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!existsSync(name)) return name;
  }
}

function keepFiles(folder: string, to: string): void {
  if (!existsSync(folder)) return;
  mkdirSync(to, { mode: 0o700 });
  for (const name of readdirSync(folder)) keepAs(join(folder, name), join(to, basename(name)));
}

// A second name costs no room; some file systems have none (FAT, some network drives).
function keepAs(path: string, name: string): void {
  if (!existsSync(path)) return;
  try {
    linkSync(path, name);
  } catch {
    copyFileSync(path, `${name}.tmp`);
    syncToDisk(`${name}.tmp`);
    renameSync(`${name}.tmp`, name);
  }
}
