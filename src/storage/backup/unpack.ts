import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { machineFault } from '../../lib/machine-fault.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { damageOf } from '../data-dir.ts';
import { hasTable } from './describe.ts';
import { deleteDatabase, freeBytes, RESERVE_BYTES, sizeOf } from './disk.ts';
import { type Manifest, manifestPath, readManifest } from './manifest.ts';
import { measured, writeCopy, writeDecrypted } from './seal.ts';

/** Why a file cannot be restored; each has a text `restore.problem.<code>`. */
export type UnpackProblem =
  | 'missing'
  | 'not_a_file'
  | 'empty'
  /** It is not what its manifest describes. */
  | 'other_than_manifest'
  | 'needs_identity'
  | 'wrong_identity'
  /** Cut short or changed: decryption or the checks of the database found out. */
  | 'damaged'
  | 'not_a_database'
  /** A database, but of another program. */
  | 'foreign'
  | 'no_space';

/** A backup whose database lies open as a plain file. */
export interface Unpacked {
  /** Null where a file stands without one: a copy made by hand, or by an earlier version. */
  readonly manifest: Manifest | null;
  readonly encrypted: boolean;
}

const AGE_MARK = 'age-encryption.org/v1\n';
const SQLITE_MARK = 'SQLite format 3\0';
const SECRET_KEY = /^AGE-SECRET-KEY-/;

/** The identities in a file as `age-keygen` writes it; empty when it holds none. Throws when it cannot be read. */
export function readIdentities(path: string): readonly string[] {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => SECRET_KEY.test(line));
}

/**
 * Writes the database of a backup to `to`, in the clear, and checks everything that can be: the manifest's checksum,
 * pages, foreign keys, and that it is one of ours. The backup itself is only read; of what is refused nothing stays.
 */
export async function unpack(
  file: string,
  to: string,
  identities: readonly string[],
): Promise<Result<Unpacked, UnpackProblem>> {
  const size = sizeOf(file);
  if (size < 0) return err(existsSync(file) ? 'not_a_file' : 'missing');
  if (size === 0) return err('empty');
  const manifest = readManifest(manifestPath(file));
  if (manifest !== null && manifest.bytes !== size) return err('other_than_manifest');
  // The database, and the same once more while it is written anew.
  if (freeBytes(dirname(to)) < 2 * size + RESERVE_BYTES) return err('no_space');
  if (manifest !== null && (await measured(file)).sha256 !== manifest.sha256) return err('other_than_manifest');
  const encrypted = beginsWith(file, AGE_MARK);
  if (encrypted && identities.length === 0) return err('needs_identity');
  deleteDatabase(to);
  const opened = await open(file, to, encrypted ? identities : null);
  const problem = opened ?? problemOf(to);
  if (problem === null) return ok({ manifest, encrypted });
  deleteDatabase(to);
  return err(problem);
}

async function open(file: string, to: string, identities: readonly string[] | null): Promise<UnpackProblem | null> {
  if (identities === null) {
    if (!beginsWith(file, SQLITE_MARK)) return 'not_a_database';
    await writeCopy(file, to, null);
    // A copy made by hand may not have been through a checkpoint.
    if (sizeOf(`${file}-wal`) > 0) copyFileSync(`${file}-wal`, `${to}-wal`);
    chmodSync(to, 0o600);
    return null;
  }
  try {
    await writeDecrypted(file, to, identities);
  } catch (error) {
    if (machineFault(error) !== null) throw error;
    return error instanceof Error && error.message.startsWith('no identity matched') ? 'wrong_identity' : 'damaged';
  }
  return beginsWith(to, SQLITE_MARK) ? null : 'not_a_database';
}

function problemOf(path: string): UnpackProblem | null {
  const sqlite = new Sqlite(path);
  try {
    if (damageOf(sqlite) !== null) return 'damaged';
    return ['schema_migration', 'campaign', 'member'].every((name) => hasTable(sqlite, name)) ? null : 'foreign';
  } catch (error) {
    if (machineFault(error) === 'database_corrupt') return 'damaged';
    throw error;
  } finally {
    sqlite.close();
  }
}

function beginsWith(path: string, mark: string): boolean {
  const handle = openSync(path, 'r');
  try {
    const start = Buffer.alloc(mark.length);
    readSync(handle, start, 0, mark.length, 0);
    return start.toString('latin1') === mark;
  } finally {
    closeSync(handle);
  }
}
