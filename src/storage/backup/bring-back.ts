import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { machineFault } from '../../lib/machine-fault.ts';
import type { KeptFile } from './kept-copies.ts';
import { AGE_ENDING, type Manifest } from './manifest.ts';
import { measured, writeCopy, writeDecrypted } from './seal.ts';

export interface BroughtBack {
  /** Files that were there already, as they should be. */
  readonly present: number;
  readonly restored: number;
  /** Files of which no sound copy was found. */
  readonly missing: readonly string[];
}

/** Where the files of a backup may be: beside it, beside a replaced database, and in the office's own folder. */
export function sourcesOf(backup: string, keptCopies: string): readonly string[] {
  return [...new Set([`${backup}.kept`, join(dirname(backup), 'kept'), keptCopies])].filter((folder) =>
    existsSync(folder),
  );
}

/** The office's own templates as a backup had them. They are the office's to change: only what is gone comes back. */
export function lostTemplates(manifest: Manifest | null, root: string): readonly KeptFile[] {
  return (manifest?.files ?? [])
    .filter(({ path }) => path.startsWith('templates/') && !existsSync(join(root, path)))
    .map(({ path, kept }) => {
      // Copies of templates are called by their content.
      const name = kept.split('.')[0] ?? kept;
      return { path, name, sha256: name };
    });
}

/** Brings back files that are not there, or not as they should be; what is sound is not touched. */
export async function bringBack(
  files: readonly KeptFile[],
  root: string,
  sources: readonly string[],
  identities: readonly string[],
): Promise<BroughtBack> {
  const copies = new Map<string, string[]>();
  for (const folder of sources) {
    for (const entry of readdirSync(folder)) {
      const name = entry.split('.')[0] ?? entry;
      copies.set(name, [...(copies.get(name) ?? []), join(folder, entry)]);
    }
  }
  const counts = { present: 0, restored: 0 };
  const missing: string[] = [];
  for (const file of files) {
    const target = join(root, file.path);
    if (existsSync(target) && (await measured(target)).sha256 === file.sha256) counts.present += 1;
    else if (await restoreFrom(copies.get(file.name) ?? [], target, file.sha256, identities)) counts.restored += 1;
    else missing.push(file.path);
  }
  return { ...counts, missing };
}

async function restoreFrom(
  copies: readonly string[],
  target: string,
  sha256: string,
  identities: readonly string[],
): Promise<boolean> {
  const partial = `${target}.tmp`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  for (const copy of copies) {
    try {
      const written = copy.endsWith(AGE_ENDING)
        ? await writeDecrypted(copy, partial, identities)
        : await writeCopy(copy, partial, null);
      if (written.sha256 === sha256) {
        renameSync(partial, target);
        return true;
      }
    } catch (error) {
      // A copy for another identity, or a damaged one: perhaps the next is better.
      if (machineFault(error) !== null) throw error;
    } finally {
      rmSync(partial, { force: true });
    }
  }
  return false;
}
