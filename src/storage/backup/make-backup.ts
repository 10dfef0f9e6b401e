import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { BackupProblem } from '../../app/backup-ports.ts';
import type { EpochMs } from '../../lib/clock.ts';
import { type MachineFault, machineFault } from '../../lib/machine-fault.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { backupDatabase, type DataDir, lockBackups, syncToDisk, UNSOUND } from '../data-dir.ts';
import type { Database } from '../database.ts';
import { auditOf, schemaOf, tableCounts } from './describe.ts';
import { freeBytes, RESERVE_BYTES, sizeOf } from './disk.ts';
import { backupName, listBackups, removeLeftovers, rotateBackups } from './folder.ts';
import { evidenceOf, keepCopies, templatesOf } from './kept-copies.ts';
import { AGE_ENDING, type Manifest, manifestPath, writeManifest } from './manifest.ts';
import { isRecipient, measured, type Written, writeCopy } from './seal.ts';

export interface BackupOrder {
  readonly database: Pick<Database, 'sqlite'>;
  readonly dataDir: DataDir;
  readonly now: EpochMs;
  /** Whose days, weeks and months the rotation counts. */
  readonly zone: string;
  /** Recipient of age; null where nothing is encrypted. */
  readonly recipient: string | null;
  /** Where it goes, without the ending of encryption; left out, it gets its place and name among the others. */
  readonly target?: string;
}

export interface MadeBackup {
  readonly file: string;
  readonly manifest: Manifest;
}

/** A copy is written anew without the pages that were taken out of it, or encrypted: twice its length at the worst. */
const COPIES_AT_ONCE = 2;

/**
 * Makes a backup: a verified copy of the database, copies of the files beside it that no earlier backup has, and a manifest
 * that describes both. The database's file gets its name last; then the rotation deletes what has had its time.
 * Problems of the machine are results, bugs throw; nothing half made stays behind.
 */
export async function makeBackup(order: BackupOrder): Promise<Result<MadeBackup, BackupProblem>> {
  const { dataDir, now, recipient } = order;
  if (recipient !== null && !(await isRecipient(recipient))) return err('bad_recipient');
  const lock = lockBackups(dataDir);
  if (!lock.ok) return lock;
  const plain = (order.target ?? join(dataDir.backups, backupName(now))).replace(/\.age$/, '');
  const target = recipient === null ? plain : `${plain}${AGE_ENDING}`;
  try {
    if (!existsSync(dirname(target))) return err('unwritable');
    removeLeftovers(dataDir);
    if (freeBytes(dirname(target)) < neededBytes(order, dirname(target))) return err('no_space');
    const manifest = await write(order, target);
    if (dirname(target) === dataDir.backups) rotateBackups(dataDir, order.zone);
    return ok({ file: target, manifest });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return err(problem);
  } finally {
    lock.value.release();
  }
}

async function write(order: BackupOrder, target: string): Promise<Manifest> {
  const { dataDir, now, recipient } = order;
  const folder = dirname(target);
  const draft = join(folder, `${basename(target)}.draft.tmp`);
  const sealed = `${draft}.sealed.tmp`;
  const shared = join(folder, 'kept');
  try {
    mkdirSync(shared, { recursive: true, mode: 0o700 });
    await backupDatabase(order.database, draft, now);
    const { evidence, ...described } = describe(draft);
    const files = [...evidence, ...(await templatesOf(dataDir))];
    const earlier = listBackups(folder).map(({ manifest }) => manifest);
    const kept = await keepCopies(files, dataDir.root, shared, recipient, earlier);
    const written: Written = recipient === null ? await measured(draft) : await writeCopy(draft, sealed, recipient);
    const manifest: Manifest = {
      format: 1,
      madeAt: new Date(now).toISOString(),
      ...written,
      encryptedFor: recipient,
      ...described,
      ...kept,
    };
    // A manifest without its file is nothing yet: the file's name makes it a backup.
    rmSync(target, { force: true });
    writeManifest(manifestPath(target), manifest);
    renameSync(recipient === null ? draft : sealed, target);
    syncToDisk(folder);
    return manifest;
  } finally {
    for (const leftover of [draft, sealed]) rmSync(leftover, { force: true });
  }
}

function describe(path: string) {
  const copy = new Sqlite(path, { readonly: true });
  try {
    return { schema: schemaOf(copy), counts: tableCounts(copy), audit: auditOf(copy), evidence: evidenceOf(copy) };
  } finally {
    copy.close();
  }
}

function neededBytes({ database, dataDir }: BackupOrder, folder: string): number {
  const length = Math.max(0, sizeOf(dataDir.database)) + Math.max(0, sizeOf(`${dataDir.database}-wal`));
  const known = new Set(listBackups(folder).flatMap(({ manifest }) => manifest.files.map(({ path }) => path)));
  const files = evidenceOf(database.sqlite)
    .filter(({ path }) => !known.has(path))
    .reduce((sum, { path }) => sum + Math.max(0, sizeOf(join(dataDir.root, path))), 0);
  return COPIES_AT_ONCE * length + files + RESERVE_BYTES;
}

const PROBLEMS: Readonly<Partial<Record<MachineFault, BackupProblem>>> = {
  disk_full: 'disk_full',
  disk_failing: 'disk_failing',
  folder_closed: 'unwritable',
  not_a_folder: 'unwritable',
  database_corrupt: 'unsound',
};

function problemOf(error: unknown): BackupProblem | null {
  const fault = machineFault(error);
  if (fault !== null) return PROBLEMS[fault] ?? null;
  return error instanceof Error && 'code' in error && error.code === UNSOUND ? 'unsound' : null;
}
