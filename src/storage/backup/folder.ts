import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupState, GoodBackup } from '../../app/backup-ports.ts';
import { rotatedOut } from '../../domain/backup-rotation.ts';
import type { EpochMs } from '../../lib/clock.ts';
import type { DataDir } from '../data-dir.ts';
import { deleteDatabase, sizeOf, stagingPath } from './disk.ts';
import { forgetCopies } from './kept-copies.ts';
import { AGE_ENDING, type Manifest, manifestPath, readManifest } from './manifest.ts';

interface FoundBackup extends GoodBackup {
  /** Its file is as long as the manifest says; checksums take longer and are for `verify`. */
  readonly sound: boolean;
}

/** A backup with its manifest. */
export interface ListedBackup extends FoundBackup {
  readonly manifest: Manifest;
}

/** Backups that come and go by themselves; whatever has another name is the office's own, and stays. */
const ROTATED = /^thidua-[\dTZ-]+\.db(?:\.age)?$/;
const BEFORE_MIGRATION = /^before-\d{4}_\w+\.db(?:\.age)?$/;
/** Backups made before a migration that stay: who skipped a release may want to go back beyond it. */
const KEPT_BEFORE_MIGRATION = 3;
const LEFTOVER = /^(?:thidua|before)-.*\.tmp(?:-journal|-wal|-shm)?$/;

/** Name of the backup that is made at a moment. */
export function backupName(now: EpochMs): string {
  return `thidua-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`;
}

/** Every backup of a folder that has its manifest, the newest first. */
export function listBackups(folder: string): readonly ListedBackup[] {
  return manifestsIn(folder)
    .flatMap((name) => {
      const manifest = readManifest(join(folder, name));
      if (manifest === null) return [];
      return found(folder, name, summaryOf(manifest)).map((backup) => ({ ...backup, manifest }));
    })
    .sort(newestFirst);
}

function manifestsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}

// A manifest without its file describes nothing.
function found(folder: string, manifestName: string, { bytes, ...rest }: Summary): readonly FoundBackup[] {
  const name = manifestName.replace(/\.json$/, `.db${rest.encrypted ? AGE_ENDING : ''}`);
  const size = sizeOf(join(folder, name));
  return size < 0 ? [] : [{ ...rest, name, bytes, sound: size === bytes }];
}

function newestFirst(left: GoodBackup, right: GoodBackup): number {
  return right.madeAt - left.madeAt;
}

/**
 * How the backups of an office stand: the one reading of it for `doctor`, the metrics and the chat. The failure of the last
 * attempt is not here but in app/backup-record.ts, because a folder that cannot be written to cannot hold it.
 */
export function backupState({ backups, keptCopies }: DataDir): BackupState {
  const all = summariesIn(backups)
    .flatMap(([name, summary]) => found(backups, name, summary))
    .sort(newestFirst);
  const good = all.filter(({ sound }) => sound);
  return {
    newest: good[0] ?? null,
    count: good.length,
    damaged: all.length - good.length,
    bytes: good.reduce((sum, { bytes }) => sum + bytes, sharedBytes(keptCopies)),
  };
}

/** Deletes backups that have had their time, and copies that none of the others needs. The lock of backups is held. */
export function rotateBackups({ backups, keptCopies }: DataDir, zone: string): void {
  const all = listBackups(backups);
  const out = [
    ...rotatedOut(
      all.filter(({ name }) => ROTATED.test(name)),
      zone,
    ),
    ...all
      .filter(({ name }) => BEFORE_MIGRATION.test(name))
      .slice(KEPT_BEFORE_MIGRATION)
      .map(({ name }) => name),
  ];
  for (const name of out) {
    // Without its manifest a backup is nobody's: the manifest goes last.
    rmSync(join(backups, name), { force: true });
    rmSync(manifestPath(join(backups, name)), { force: true });
  }
  forgetCopies(
    keptCopies,
    listBackups(backups).map(({ manifest }) => manifest),
  );
}

/** Deletes what a process left behind that was ended while it made a backup or restored one. The lock of backups is held. */
export function removeLeftovers(dataDir: DataDir): void {
  const { backups, keptCopies } = dataDir;
  deleteDatabase(stagingPath(dataDir));
  for (const name of readdirSync(backups)) {
    if (LEFTOVER.test(name)) rmSync(join(backups, name), { force: true });
  }
  for (const name of readdirSync(keptCopies)) {
    if (name.endsWith('.tmp')) rmSync(join(keptCopies, name), { force: true });
  }
}

/**
 * What a manifest says of the backup as a whole, which is all that is remembered of it: the metrics ask every few seconds,
 * and the manifest of a province names thousands of files.
 */
type Summary = Omit<GoodBackup, 'name'>;

interface Remembered<T> {
  readonly mtimeMs: number;
  readonly value: T;
}

const SUMMARIES = new Map<string, ReadonlyMap<string, Remembered<Summary | null>>>();
const SHARED = new Map<string, Remembered<number>>();

function summaryOf({ madeAt, bytes, encryptedFor, missing }: Manifest): Summary {
  return { madeAt: Date.parse(madeAt), bytes, encrypted: encryptedFor !== null, missing: missing.length };
}

/** The summary of each manifest by its name; only what is there now is remembered. */
function summariesIn(folder: string): readonly (readonly [string, Summary])[] {
  const before = SUMMARIES.get(folder);
  const now = new Map(
    manifestsIn(folder).map((name) => {
      const path = join(folder, name);
      const read = () => {
        const manifest = readManifest(path);
        return manifest === null ? null : summaryOf(manifest);
      };
      return [name, unlessChanged(path, before?.get(name), read)] as const;
    }),
  );
  SUMMARIES.set(folder, now);
  return [...now].flatMap(([name, { value }]) => (value === null ? [] : [[name, value] as const]));
}

// Copies are never written to again: where none came and none went, their lengths are what they were.
function sharedBytes(folder: string): number {
  const shared = unlessChanged(folder, SHARED.get(folder), () =>
    readdirSync(folder).reduce((sum, name) => sum + Math.max(0, sizeOf(join(folder, name))), 0),
  );
  SHARED.set(folder, shared);
  return shared.value;
}

function unlessChanged<T>(path: string, before: Remembered<T> | undefined, read: () => T): Remembered<T> {
  const mtimeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return before?.mtimeMs === mtimeMs ? before : { mtimeMs, value: read() };
}
