import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Secret keys of open rounds, one file each, outside the database and of no backup. */
export interface KeyFiles {
  /** Writes a key durably; a file of that election is replaced. */
  write(electionId: number, secretKey: Uint8Array): void;
  /** Null where there is none, or none that can be read. */
  read(electionId: number): Uint8Array | null;
  /** Overwrites and removes every key but those of these elections; returns the elections whose keys went. */
  keepOnly(electionIds: readonly number[]): readonly number[];
}

const NAME = /^(\d+)\.key$/;
const SECRET_KEY_BYTES = 32;

/** Elections of which a folder holds a key; none where there is no folder. */
export function electionsOfKeys(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => NAME.exec(name)?.slice(1).map(Number) ?? []);
}

/** Key files in one folder, readable by the owner alone. */
export function createKeyFiles(folder: string): KeyFiles {
  const pathOf = (electionId: number) => join(folder, `${electionId}.key`);

  // The blocks that held the key get other bytes first; where the disk writes elsewhere (flash), this helps little.
  function destroy(path: string): void {
    put(path, 'r+', randomBytes(SECRET_KEY_BYTES));
    rmSync(path);
    syncFolder(folder);
  }

  return {
    write(electionId, secretKey) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      put(pathOf(electionId), 'w', secretKey);
      syncFolder(folder);
      syncFolder(dirname(folder));
    },
    read(electionId) {
      try {
        return readFileSync(pathOf(electionId));
      } catch {
        return null;
      }
    },
    keepOnly(electionIds) {
      const kept = new Set(electionIds);
      const gone = electionsOfKeys(folder).filter((id) => !kept.has(id));
      for (const id of gone) destroy(pathOf(id));
      return gone;
    },
  };
}

function put(path: string, flags: 'w' | 'r+', bytes: Uint8Array): void {
  const file = openSync(path, flags, 0o600);
  try {
    writeSync(file, bytes, 0, bytes.length, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
