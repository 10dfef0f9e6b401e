import { dirname } from 'node:path';
import { type OpenedStorage, storageOver as over } from '../../src/open-storage.ts';
import { prepareDataDir } from '../../src/storage/data-dir.ts';
import type { Database } from '../../src/storage/database.ts';

/** The repositories of an open database whose folder is its `DATA_DIR`. */
export function storageOver(database: Database): OpenedStorage {
  return over(database, prepareDataDir(dirname(database.path)));
}
