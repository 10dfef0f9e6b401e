import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { sha256Hex } from '../../lib/ids.ts';
import type { DataDir } from '../data-dir.ts';
import { hasTable } from './describe.ts';
import { sizeOf } from './disk.ts';
import { AGE_ENDING, type KeptCopy, type Manifest } from './manifest.ts';
import { measured, writeCopy } from './seal.ts';

/** A file beside the database, as its row or its own bytes describe it. */
export interface KeptFile {
  /** Below `DATA_DIR`. */
  readonly path: string;
  /** Name of its copy, before what encryption adds to it. */
  readonly name: string;
  /** Of its content. */
  readonly sha256: string;
}

const SIGNS_OF_RECIPIENT = 8;

/** The evidence of which a database speaks. */
export function evidenceOf(sqlite: Sqlite.Database): readonly KeptFile[] {
  if (!hasTable(sqlite, 'evidence_file')) return [];
  const rows = sqlite.prepare('SELECT stored_name AS storedName, sha256 FROM evidence_file ORDER BY id').all();
  return (rows as readonly { readonly storedName: string; readonly sha256: string }[]).map(
    ({ storedName, sha256 }) => ({ path: `files/${storedName}`, name: storedName.replace(/^kept\//, ''), sha256 }),
  );
}

/** The office's own templates; they change under their names, so that a copy is called by its content. */
export async function templatesOf({ root, templates }: DataDir): Promise<readonly KeptFile[]> {
  if (!existsSync(templates)) return [];
  const found: KeptFile[] = [];
  for (const entry of readdirSync(templates, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.docx')) continue;
    const path = `templates/${entry.name}`;
    const { sha256 } = await measured(join(root, path));
    found.push({ path, name: sha256, sha256 });
  }
  return found;
}

/** Copies what is not yet in the shared folder; says what is there now, and what was found nowhere. */
export async function keepCopies(
  files: readonly KeptFile[],
  from: string,
  folder: string,
  recipient: string | null,
  manifests: readonly Manifest[],
): Promise<Pick<Manifest, 'files' | 'missing'>> {
  const known = new Map(manifests.flatMap((manifest) => manifest.files.map((copy) => [copy.kept, copy] as const)));
  const kept: KeptCopy[] = [];
  const missing: string[] = [];
  for (const file of files) {
    const copy = await keepCopy(file, join(from, file.path), folder, recipient, known);
    if (copy === null) missing.push(file.path);
    else kept.push(copy);
  }
  return { files: kept, missing };
}

async function keepCopy(
  { path, name, sha256 }: KeptFile,
  original: string,
  folder: string,
  recipient: string | null,
  known: ReadonlyMap<string, KeptCopy>,
): Promise<KeptCopy | null> {
  // Whoever has another recipient from today on cannot read what was encrypted for the one before.
  const ending = recipient === null ? '' : `.${sha256Hex(recipient).slice(0, SIGNS_OF_RECIPIENT)}${AGE_ENDING}`;
  const kept = `${name}${ending}`;
  const target = join(folder, kept);
  const before = known.get(kept);
  if (before !== undefined && sizeOf(target) === before.bytes) return { ...before, path };
  if (!existsSync(original) || (await measured(original)).sha256 !== sha256) return null;
  const partial = `${target}.tmp`;
  try {
    const written = await writeCopy(original, partial, recipient);
    renameSync(partial, target);
    return { path, kept, ...written };
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Deletes copies of which no manifest speaks any more, and what was left half written. */
export function forgetCopies(folder: string, manifests: readonly Manifest[]): void {
  const named = new Set(manifests.flatMap(({ files }) => files.map(({ kept }) => kept)));
  for (const name of readdirSync(folder)) {
    if (!named.has(name)) rmSync(join(folder, name), { force: true });
  }
}
