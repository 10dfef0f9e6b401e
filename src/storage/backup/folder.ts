import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupState, GoodBackup } from '../../app/backup-ports.ts';
import { rotatedOut } from '../../domain/backup-rotation.ts';
import type { EpochMs } from '../../lib/clock.ts';
import type { DataDir } from '../data-dir.ts';
import { deleteDatabase, sizeOf, stagingPath } from './disk.ts';
import { forgetCopies } from './kept-copies.ts';
import { AGE_ENDING, type Manifest, readManifest } from './manifest.ts';

/** A backup with its manifest. */
export interface ListedBackup extends GoodBackup {
  readonly manifest: Manifest;
  /** Its file is as long as the manifest says; checksums take longer and are for `verify`. */
  readonly sound: boolean;
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
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => listed(folder, name))
    .sort((left, right) => right.madeAt - left.madeAt);
}

function listed(folder: string, name: string): readonly ListedBackup[] {
  const manifest = cachedManifest(join(folder, name));
  if (manifest === null) return [];
  const encrypted = manifest.encryptedFor !== null;
  const file = name.replace(/\.json$/, `.db${encrypted ? AGE_ENDING : ''}`);
  const size = sizeOf(join(folder, file));
  if (size < 0) return [];
  const { bytes, madeAt, missing } = manifest;
  const sound = size === bytes;
  return [{ name: file, madeAt: Date.parse(madeAt), bytes, encrypted, missing: missing.length, manifest, sound }];
}

/**
 * How the backups of an office stand: the one reading of it for `doctor`, the metrics and the chat. The failure of the last
 * attempt is not here but in app/backup-failure.ts, because a folder that cannot be written to cannot hold it.
 */
export function backupState({ backups, keptCopies }: DataDir): BackupState {
  const all = listBackups(backups);
  const good = all.filter(({ sound }) => sound);
  const newest = good[0] ?? null;
  const shared = readdirSync(keptCopies).reduce((sum, name) => sum + Math.max(0, sizeOf(join(keptCopies, name))), 0);
  return {
    newest,
    count: good.length,
    damaged: all.length - good.length,
    bytes: good.reduce((sum, { bytes }) => sum + bytes, shared),
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
    rmSync(join(backups, name.replace(/\.db(?:\.age)?$/, '.json')), { force: true });
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

const READ = new Map<string, { readonly mtimeMs: number; readonly manifest: Manifest | null }>();

// The metrics ask every few seconds, and the manifest of a province names thousands of files.
function cachedManifest(path: string): Manifest | null {
  const mtimeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = READ.get(path);
  if (before?.mtimeMs === mtimeMs) return before.manifest;
  const manifest = readManifest(path);
  READ.set(path, { mtimeMs, manifest });
  return manifest;
}
