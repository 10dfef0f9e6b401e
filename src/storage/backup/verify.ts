import { dirname, join } from 'node:path';
import { ok, type Result } from '../../lib/result.ts';
import type { DataDir } from '../data-dir.ts';
import { deleteDatabase, sizeOf, stagingPath } from './disk.ts';
import { type Manifest, manifestPath, readManifest } from './manifest.ts';
import { measured } from './seal.ts';
import { type UnpackProblem, unpack } from './unpack.ts';

export interface Verified {
  readonly manifest: Manifest | null;
  /** The database itself was looked through; without an identity an encrypted one is only compared with its manifest. */
  readonly opened: boolean;
  /** Files whose copies are gone or changed. */
  readonly spoilt: readonly string[];
}

/** Looks through a backup as a restore would, and at every file that it shares. The lock of backups is held. */
export async function verifyBackup(
  file: string,
  dataDir: DataDir,
  identities: readonly string[],
): Promise<Result<Verified, UnpackProblem>> {
  const staging = stagingPath(dataDir);
  const unpacked = await unpack(file, staging, identities);
  deleteDatabase(staging);
  if (unpacked.ok) return ok({ ...(await sharedFiles(file, unpacked.value.manifest)), opened: true });
  if (unpacked.error !== 'needs_identity') return unpacked;
  return ok({ ...(await sharedFiles(file, readManifest(manifestPath(file)))), opened: false });
}

async function sharedFiles(file: string, manifest: Manifest | null): Promise<Pick<Verified, 'manifest' | 'spoilt'>> {
  const spoilt: string[] = [];
  for (const { path, kept, sha256 } of manifest?.files ?? []) {
    const copy = join(dirname(file), 'kept', kept);
    if (sizeOf(copy) < 0 || (await measured(copy)).sha256 !== sha256) spoilt.push(path);
  }
  return { manifest, spoilt };
}
