import { writeFile } from 'node:fs/promises';
import type { ExportCode } from '../app/exports.ts';
import { EXPORT_BUILDERS, type ExportMaterial } from './exports.ts';
import type { TableSheet } from './tables/table-sheet.ts';
import { type TableWriting, writeTables } from './tables/write-tables.ts';

/** Writes an export to a new file, or the tables of several into one workbook; rejects when it cannot be written. */
export async function writeExport(
  path: string,
  codes: readonly ExportCode[],
  material: ExportMaterial,
  writing: TableWriting,
): Promise<void> {
  const sheets: TableSheet[] = [];
  for (const code of codes) {
    const builder = EXPORT_BUILDERS[code];
    if ('document' in builder) {
      return writeFile(path, await builder.document(material), { mode: 0o600, flag: 'wx' });
    }
    sheets.push(...(await builder.sheets(material)));
  }
  await writeTables(path, sheets, writing);
}
