import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { electionsWithKey } from './app/election-record.ts';
import type { EpochMs } from './lib/clock.ts';
import { err, ok, type Result } from './lib/result.ts';
import { createBoxKeys } from './sealing/box-keys.ts';
import { createKeyFiles } from './sealing/key-files.ts';
import { createKeyShares } from './sealing/key-shares.ts';
import { backupDatabase, type DataDir, prepareDataDir } from './storage/data-dir.ts';
import { closeDatabase, type Database, openDatabase } from './storage/database.ts';
import { applyMigrations, type MigrationProblem, pendingMigrations, readMigrations } from './storage/migrate.ts';
import { createStorage, type Storage } from './storage/store.ts';

/** An open, migrated database of one `DATA_DIR`. */
export interface OpenedStorage extends Storage {
  readonly database: Database;
  readonly dataDir: DataDir;
  /** Destroys keys of elections that need none; for the process that runs the bot, whose openings it would disturb. */
  destroyKeys(): void;
  close(): void;
}

/**
 * Opens the database of a `DATA_DIR` and brings it up to date; a database that has data is backed up to
 * `backups/before-<tag>.db` first. Nothing is changed when the database is newer than the program, nor where the caller
 * may not migrate because the bot is running.
 */
export async function openStorage(
  dataDirPath: string,
  root: string,
  now: EpochMs,
  options: { readonly mayMigrate: boolean } = { mayMigrate: true },
): Promise<Result<OpenedStorage, MigrationProblem | { readonly kind: 'migration_pending' }>> {
  const dataDir = prepareDataDir(dataDirPath);
  const existed = existsSync(dataDir.database);
  const database = openDatabase(dataDir.database);
  const pending = pendingMigrations(database, readMigrations(join(root, 'migrations')));
  const [first] = pending.ok ? pending.value : [];
  if (!pending.ok) {
    closeDatabase(database);
    return pending;
  }
  if (first !== undefined && !options.mayMigrate) {
    closeDatabase(database);
    return err({ kind: 'migration_pending' });
  }
  if (first !== undefined) {
    if (existed) await backupDatabase(database, join(dataDir.backups, `before-${first.tag}.db`), now);
    const applied = applyMigrations(database, pending.value, now);
    if (!applied.ok) {
      closeDatabase(database);
      return err(applied.error);
    }
  }
  return ok(storageOver(database, dataDir));
}

/** Everything the program stores, over an open, migrated database. */
export function storageOver(database: Database, dataDir: DataDir): OpenedStorage {
  const keyFiles = createKeyFiles(dataDir.ballotKeys);
  // A key whose election has ended, or was never opened, is nobody's any more.
  function destroyKeys(): void {
    keyFiles.keepOnly(storage.unitOfWork.run(() => electionsWithKey(storage.store)));
  }
  const storage = createStorage(database, {
    boxKeys: createBoxKeys(keyFiles),
    keyShares: createKeyShares(),
    ended: destroyKeys,
  });
  return { ...storage, database, dataDir, destroyKeys, close: () => closeDatabase(database) };
}
