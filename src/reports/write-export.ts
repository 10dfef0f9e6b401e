import { writeFile } from 'node:fs/promises';
import type { ExportCode } from '../app/exports.ts';
import { EXPORT_BUILDERS, type ExportMaterial } from './exports.ts';
import { type TableWriting, writeTables } from './tables/write-tables.ts';

/** Writes an export to a new file; rejects when it cannot be written. */
export async function writeExport(
  path: string,
  code: ExportCode,
  material: ExportMaterial,
  writing: TableWriting,
): Promise<void> {
  const builder = EXPORT_BUILDERS[code];
  if ('sheets' in builder) return writeTables(path, await builder.sheets(material), writing);
  await writeFile(path, await builder.document(material), { mode: 0o600, flag: 'wx' });
}
