import { rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';

/** Room that stays free whatever is copied, in bytes: the bot itself has to go on writing. */
export const RESERVE_BYTES = 100_000_000;

/** What is free in a folder's file system, in bytes. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Length of a file, in bytes; -1 when there is none. */
export function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : -1;
}

/** Where a backup is made ready; what a killed restore left there is deleted by the next one, or by the next backup. */
export function stagingPath({ root }: DataDir): string {
  return join(root, 'thidua.db.restoring');
}

/** Deletes a database with what SQLite may have put beside it. */
export function deleteDatabase(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${ending}`, { force: true });
}
