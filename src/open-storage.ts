import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupProblem } from './app/backup-ports.ts';
import { electionsWithKey } from './app/election-record.ts';
import type { EpochMs } from './lib/clock.ts';
import { type MachineFault, withMachineFaults } from './lib/machine-fault.ts';
import { err, ok, type Result } from './lib/result.ts';
import { createBoxKeys } from './sealing/box-keys.ts';
import { createKeyFiles } from './sealing/key-files.ts';
import { createKeyShares } from './sealing/key-shares.ts';
import { type BackupOrder, makeBackup } from './storage/backup/make-backup.ts';
import { type DataDir, lockDataDir, prepareDataDir } from './storage/data-dir.ts';
import { closeDatabase, type Database, isWhole, openDatabase } from './storage/database.ts';
import { applyMigrations, type MigrationProblem, pendingMigrations, readMigrations } from './storage/migrate.ts';
import { createStorage, type Storage } from './storage/store.ts';

/** An open, migrated database of one `DATA_DIR`. */
export interface OpenedStorage extends Storage {
  readonly database: Database;
  readonly dataDir: DataDir;
  /** Destroys keys of elections that need none; for the process that runs the bot, whose openings it would disturb. */
  destroyKeys(): void;
  /** Has somebody told of the elections whose keys were destroyed, after it was done. */
  onKeysDestroyed(tell: (electionIds: readonly number[]) => void): void;
  close(): void;
}

/** Why the database of a `DATA_DIR` is not opened; nothing of it was changed. */
type StorageProblem =
  | MigrationProblem
  | { readonly kind: 'migration_pending' | MachineFault }
  /** No backup could be made, without which nothing is migrated. */
  | { readonly kind: 'backup_failed' | 'bad_backup_recipient' };

/** How the backup before a migration is made; as all others are. */
type BackupSettings = Pick<BackupOrder, 'recipient' | 'zone'>;
const PLAIN_BACKUPS: BackupSettings = { recipient: null, zone: 'UTC' };

const BACKUP_FAULTS: Readonly<Record<BackupProblem, MachineFault | 'backup_failed' | 'bad_backup_recipient'>> = {
  busy: 'database_busy',
  no_space: 'disk_full',
  disk_full: 'disk_full',
  disk_failing: 'disk_failing',
  unwritable: 'folder_closed',
  unsound: 'database_corrupt',
  bad_recipient: 'bad_backup_recipient',
  interrupted: 'backup_failed',
  failed: 'backup_failed',
};

/** Larger files are looked through by `doctor` and by backups only: it would hold up the start. About 0.1 s. */
const LOOKED_THROUGH_BYTES = 64 * 1024 * 1024;

/**
 * Opens the database of a `DATA_DIR` and brings it up to date; a database that has data is backed up to
 * `backups/before-<tag>.db` first. Nothing is changed when the database is broken or newer than the program, nor where the
 * caller may not migrate because the bot is running.
 */
export async function openStorage(
  dataDirPath: string,
  root: string,
  now: EpochMs,
  options: { readonly mayMigrate: boolean; readonly backups?: BackupSettings } = { mayMigrate: true },
): Promise<Result<OpenedStorage, StorageProblem>> {
  const backups = options.backups ?? PLAIN_BACKUPS;
  const dataDir = prepareDataDir(dataDirPath);
  const existed = existsSync(dataDir.database);
  // Before anything may write: what is left of a broken file is worth more as it is.
  if (existed && statSync(dataDir.database).size <= LOOKED_THROUGH_BYTES && !isWhole(dataDir.database)) {
    return err({ kind: 'database_corrupt' });
  }
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
    const target = join(dataDir.backups, `before-${first.tag}.db`);
    const backup = existed ? await makeBackup({ database, dataDir, now, target, ...backups }) : ok(null);
    if (!backup.ok) {
      closeDatabase(database);
      return err({ kind: BACKUP_FAULTS[backup.error] });
    }
    const applied = applyMigrations(database, pending.value, now);
    if (!applied.ok) {
      closeDatabase(database);
      return err(applied.error);
    }
  }
  return ok(storageOver(database, dataDir));
}

/** Setting: when the bot was started last, UTC ms. */
const STARTED = 'started_at';

/** A bot that is started again waits so long for a command that is just opening the database. */
const PATIENCE_MS = 3_000;

/** Why a `DATA_DIR` cannot be used; each has a text `start.problem.<code>`. */
export type HeldProblem = 'data_dir_locked' | StorageProblem['kind'] | MachineFault;

/** An open storage of which this process is the user, alone or beside the bot. */
interface HeldStorage {
  readonly storage: OpenedStorage;
  /** Closes the database and frees the lock. */
  close(): void;
}

/**
 * Takes the lock of a `DATA_DIR` and opens its storage. `besideBot`: for a command, which may run while the bot holds
 * the lock, as long as nothing has to be migrated. What the machine does to the folder is a result too.
 */
export function holdStorage(
  dataDir: string,
  root: string,
  now: EpochMs,
  { besideBot = false, backups = PLAIN_BACKUPS } = {},
): Promise<Result<HeldStorage, HeldProblem>> {
  return withMachineFaults(async () => {
    const lock = lockDataDir(prepareDataDir(dataDir), besideBot ? 0 : PATIENCE_MS);
    if (!lock.ok && !besideBot) return lock;
    const release = () => {
      if (lock.ok) lock.value.release();
    };
    let opened: Awaited<ReturnType<typeof openStorage>> | null = null;
    try {
      opened = await openStorage(dataDir, root, now, { mayMigrate: lock.ok, backups });
    } finally {
      if (opened?.ok !== true) release();
    }
    if (!opened.ok) return err(opened.error.kind);
    // Only a migration needs it: a bot that starts while a command runs must not be kept from it.
    if (besideBot) release();
    const storage = opened.value;
    // A full disk shows only where something is written: better now than with the first message.
    if (!besideBot) storage.unitOfWork.run(() => storage.store.settings.set(STARTED, String(now)));
    return ok({
      storage,
      close() {
        storage.close();
        release();
      },
    });
  });
}

/** Everything the program stores, over an open, migrated database. */
export function storageOver(database: Database, dataDir: DataDir): OpenedStorage {
  const keyFiles = createKeyFiles(dataDir.ballotKeys);
  let tellDestroyed: (electionIds: readonly number[]) => void = () => {};
  // A key whose election has ended, or was never opened, is nobody's any more.
  function destroyKeys(): void {
    const gone = keyFiles.keepOnly(storage.unitOfWork.run(() => electionsWithKey(storage.store)));
    if (gone.length > 0) tellDestroyed(gone);
  }
  const storage = createStorage(database, {
    boxKeys: createBoxKeys(keyFiles),
    keyShares: createKeyShares(),
    ended: destroyKeys,
  });
  return {
    ...storage,
    database,
    dataDir,
    destroyKeys,
    onKeysDestroyed(tell) {
      tellDestroyed = tell;
    },
    close: () => closeDatabase(database),
  };
}
