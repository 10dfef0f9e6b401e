import type { EpochMs } from '../../lib/clock.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { removeBallots } from '../backup-ballots.ts';
import type { DataDir } from '../data-dir.ts';
import { closeDatabase, type Database, openDatabase } from '../database.ts';
import { applyMigrations, type Migration, type MigrationProblem, pendingMigrations } from '../migrate.ts';
import { deleteDatabase, stagingPath } from './disk.ts';
import { type Unpacked, type UnpackProblem, unpack } from './unpack.ts';

export type StageProblem = UnpackProblem | MigrationProblem['kind'];

/** A backup made ready beside the database that it is to replace: checked, without ballots, and of today's schema. */
export interface Staged extends Unpacked {
  readonly database: Database;
  /** How many migrations it lacked. */
  readonly migrated: number;
  /** Whether the office of the backup has a setting of this name. */
  hasSetting(name: string): boolean;
  /** Closes it and deletes it: nothing was changed. */
  discard(): void;
}

/** Makes a backup ready to be put in place. Nothing of the office is changed, whatever the outcome. */
export async function stageBackup(
  file: string,
  dataDir: DataDir,
  migrations: readonly Migration[],
  identities: readonly string[],
  now: EpochMs,
): Promise<Result<Staged, StageProblem>> {
  const path = stagingPath(dataDir);
  const unpacked = await unpack(file, path, identities);
  if (!unpacked.ok) return unpacked;
  const database = openDatabase(path);
  function discardStaged(): void {
    closeDatabase(database);
    deleteDatabase(path);
  }
  const pending = pendingMigrations(database, migrations);
  if (!pending.ok) {
    discardStaged();
    return err(pending.error.kind);
  }
  // A copy made by hand still has its ballots; in one of ours there is nothing left to take out.
  removeBallots(database.sqlite, now);
  const applied = applyMigrations(database, pending.value, now);
  if (!applied.ok) {
    discardStaged();
    return err(applied.error.kind);
  }
  return ok({
    ...unpacked.value,
    database,
    migrated: pending.value.length,
    hasSetting: (name) => database.sqlite.prepare('SELECT 1 FROM setting WHERE name = ?').get(name) !== undefined,
    discard: discardStaged,
  });
}
