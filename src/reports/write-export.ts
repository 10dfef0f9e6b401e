import type { TableCode } from '../app/exports.ts';
import { EXPORT_BUILDERS, type ExportMaterial } from './exports.ts';
import type { TableSheet } from './tables/table-sheet.ts';
import { type TableWriting, writeTables } from './tables/write-tables.ts';

/** Writes an export to a new file, or the tables of several into one workbook; rejects when it cannot be written. */
export async function writeExport(
  path: string,
  codes: readonly TableCode[],
  material: ExportMaterial,
  writing: TableWriting,
): Promise<void> {
  const sheets: TableSheet[] = [];
  for (const code of codes) sheets.push(...(await EXPORT_BUILDERS[code].sheets(material)));
  await writeTables(path, sheets, writing);
}
