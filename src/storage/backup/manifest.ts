import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { syncToDisk } from '../data-dir.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** No name leads out of its folder. */
const keptName = z.string().regex(/^[\w-]{1,80}(?:\.[0-9a-f]{8}\.age)?$/);
const path = z.string().regex(/^(?:files\/kept\/[\w-]{1,80}|templates\/[^/\\]{1,200})$/);

const schema = z.object({
  format: z.literal(1),
  /** When the copy was made, in UTC. */
  madeAt: z.iso.datetime(),
  /** Of the database's file as it lies there, encrypted or not. */
  bytes: z.number().int().nonnegative(),
  sha256,
  /** The recipient of age for whom it and the files are encrypted. */
  encryptedFor: z.string().nullable(),
  /** The newest migration, and how many there are. */
  schema: z.object({ newest: z.string(), migrations: z.number().int() }),
  /** Rows of every table. */
  counts: z.record(z.string(), z.number().int()),
  audit: z.object({ entries: z.number().int(), head: z.string().nullable() }).nullable(),
  /** What the office keeps beside the database: where it belongs, and its copy in the shared folder. */
  files: z.array(z.object({ path, kept: keptName, bytes: z.number().int().nonnegative(), sha256 })),
  /** Files that belong there and whose bytes were found nowhere. */
  missing: z.array(path),
});

/** What stands beside a backup and says what it is. */
export type Manifest = Readonly<z.output<typeof schema>>;
export type KeptCopy = Manifest['files'][number];

/** Ending of an encrypted file, as the `age` tool has it. */
export const AGE_ENDING = '.age';

/** Where the manifest of a backup stands: `x.json` beside `x.db` or `x.db.age`. */
export function manifestPath(backup: string): string {
  return `${backup.replace(/\.age$/, '').replace(/\.db$/, '')}.json`;
}

/** Reads a manifest; null where there is none, or what is there is none. */
export function readManifest(path: string): Manifest | null {
  try {
    const read = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Writes a manifest whole or not at all. */
export function writeManifest(path: string, manifest: Manifest): void {
  const partial = `${path}.${process.pid}.tmp`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    writeFileSync(handle, `${JSON.stringify(manifest, null, 1)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, path);
  syncToDisk(dirname(path));
}
