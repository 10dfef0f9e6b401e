import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochMs } from '../lib/clock.ts';
import { DAY, systemClock } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';

/** Files that the program makes for somebody, under random names in `DATA_DIR/files`. */
export interface Files {
  /** Stores bytes for the owner of the process only and returns the random name. */
  store(bytes: Uint8Array): string;
  /** Deletes files older than `KEPT_MS`; they have been handed over long since. */
  sweep(now: EpochMs): void;
}

const KEPT_MS = 7 * DAY;
const NAME_BYTES = 18;

/** Builds the file store over a folder that exists. */
export function createFiles(folder: string, random: Randomness): Files {
  return {
    store(bytes) {
      const name = random.token(NAME_BYTES);
      writeFileSync(join(folder, name), bytes, { mode: 0o600, flag: 'wx' });
      return name;
    },
    sweep() {
      // Age by the machine's clock: the demonstration's clock says nothing about files.
      const oldest = systemClock.now() - KEPT_MS;
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
      }
    },
  };
}
