import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { RETENTION } from '../domain/retention.ts';
import { type EpochMs, systemClock } from '../lib/clock.ts';
import { type Randomness, sha256Hex } from '../lib/ids.ts';

/** Files under random names in `DATA_DIR/files`: what passes through, and on a shelf of its own what must last. */
export interface Files {
  /** Stores bytes for the owner of the process only and returns the random name; swept after `KEPT_MS`. */
  store(bytes: Uint8Array): string;
  /** Has a file written piece by piece, by whoever is given its path; swept as what is stored whole. */
  storeWritten(write: (path: string) => Promise<void>): Promise<string>;
  /** Stores bytes that last until they are removed, on the disk when it returns. The name may be handed over as any other. */
  keep(bytes: Uint8Array): { readonly storedName: string; readonly sha256: string };
  /** The bytes behind a name, of either sort; null when there are none any more. */
  read(storedName: string): Uint8Array | null;
  /** Deletes a file of either sort; one that is gone already is no error. */
  remove(storedName: string): void;
  /** Deletes files older than `KEPT_MS`; they have been handed over long since. What is kept stays. */
  sweep(now: EpochMs): void;
  /** Deletes kept files of which nothing speaks any more: a process died between keeping one and writing its row. */
  sweepKept(known: ReadonlySet<string>): void;
}

const UNKNOWN_KEPT_MS = RETENTION.unknown_files.keptMs;
const KEPT_MS = RETENTION.passing_files.keptMs;
const NAME_BYTES = 18;
const SHELF = 'kept';
/** What `store` and `keep` return and nothing else: no name leads out of the folder. */
const STORED_NAME = /^(?:kept\/)?[\w-]{24}$/;

/** Whether a file lasts until it is removed; all others pass through. */
export function isKept(storedName: string): boolean {
  return storedName.startsWith(`${SHELF}/`);
}

/** Builds the file store over a folder that exists. */
export function createFiles(folder: string, random: Randomness): Files {
  mkdirSync(join(folder, SHELF), { recursive: true, mode: 0o700 });

  function pathOf(storedName: string): string | null {
    return STORED_NAME.test(storedName) ? join(folder, storedName) : null;
  }

  return {
    store(bytes) {
      const name = random.token(NAME_BYTES);
      writeFileSync(join(folder, name), bytes, { mode: 0o600, flag: 'wx' });
      return name;
    },
    async storeWritten(write) {
      const name = random.token(NAME_BYTES);
      const path = join(folder, name);
      try {
        await write(path);
        return name;
      } catch (error) {
        rmSync(path, { force: true });
        throw error;
      }
    },
    keep(bytes) {
      const storedName = `${SHELF}/${random.token(NAME_BYTES)}`;
      writeThrough(join(folder, storedName), bytes);
      return { storedName, sha256: sha256Hex(bytes) };
    },
    read(storedName) {
      const path = pathOf(storedName);
      if (path === null) return null;
      try {
        return readFileSync(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    remove(storedName) {
      const path = pathOf(storedName);
      if (path !== null) rmSync(path, { force: true });
    },
    sweep() {
      removeOlder(folder, KEPT_MS, () => true);
    },
    sweepKept(known) {
      removeOlder(join(folder, SHELF), UNKNOWN_KEPT_MS, (name) => !known.has(`${SHELF}/${name}`));
    },
  };
}

// Age by the machine's clock: the demonstration's clock says nothing about files.
function removeOlder(folder: string, ageMs: number, wanted: (name: string) => boolean): void {
  const oldest = systemClock.now() - ageMs;
  for (const name of readdirSync(folder)) {
    if (!wanted(name)) continue;
    const path = join(folder, name);
    const found = statSync(path);
    if (found.isFile() && found.mtimeMs < oldest) rmSync(path, { force: true });
  }
}

// A row in the database will speak of the file for years: it must not be the only one that survives a power cut.
function writeThrough(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
