import { REQUIRED_STAFF_COLUMNS, type StaffColumn, type StaffRow } from '../domain/staff-columns.ts';
import { ok, type Result } from '../lib/result.ts';
import { readCsvGrid } from './staff-sheet/csv-grid.ts';
import { takeDataRows } from './staff-sheet/data-rows.ts';
import { findHeader, type HeaderAliases } from './staff-sheet/header-row.ts';
import { type Grid, SHEET_LIMITS, type SheetProblem, sheetProblem } from './staff-sheet/sheet-problem.ts';
import { repairTcvn3, type TextEncoding } from './staff-sheet/vietnamese-encodings.ts';
import { checkArchive } from './staff-sheet/xlsx-archive.ts';
import { readXlsxGrid } from './staff-sheet/xlsx-grid.ts';

/** A staff list as it was sent, before anything is judged. */
export interface StaffSheet {
  readonly rows: readonly StaffRow[];
  readonly columns: readonly StaffColumn[];
  /** Numbers of rows that hold text but no person. */
  readonly skipped: readonly number[];
  /** Of a text file; null for a workbook. */
  readonly encoding: TextEncoding | null;
}

/**
 * Reads a staff list from an xlsx workbook (first sheet with a recognisable header) or a csv file, told apart by
 * content. `headers` are the accepted column headers of every language; case, diacritics and order do not matter.
 */
export async function readStaffSheet(
  bytes: Uint8Array,
  fileName: string,
  headers: HeaderAliases,
): Promise<Result<StaffSheet, SheetProblem>> {
  if (bytes.byteLength === 0) return sheetProblem('empty_file');
  if (bytes.byteLength > SHEET_LIMITS.fileBytes) {
    return sheetProblem('file_too_large', { limit: SHEET_LIMITS.fileBytes / 1_000_000 });
  }
  switch (kindOf(bytes, fileName)) {
    case 'zip':
      return readWorkbook(bytes, headers);
    case 'compound':
      return sheetProblem(isEncrypted(bytes) ? 'password_protected' : 'xls_not_supported');
    case 'text':
      return readText(bytes, headers);
    case 'false-xlsx':
      return sheetProblem('not_a_workbook');
    case 'false-xls':
      return sheetProblem('xls_not_supported');
    case 'other':
      return sheetProblem('unsupported_type');
  }
}

type FileKind = 'zip' | 'compound' | 'text' | 'false-xlsx' | 'false-xls' | 'other';

const ZIP_START = [0x50, 0x4b];
/** Compound File Binary: xls, and the wrapping of an encrypted xlsx. */
const COMPOUND_START = [0xd0, 0xcf, 0x11, 0xe0];

function kindOf(bytes: Uint8Array, fileName: string): FileKind {
  if (ZIP_START.every((byte, index) => bytes[index] === byte)) return 'zip';
  if (COMPOUND_START.every((byte, index) => bytes[index] === byte)) return 'compound';
  const extension = /\.([^.]+)$/.exec(fileName.toLowerCase())?.[1] ?? '';
  if (['csv', 'tsv', 'txt', ''].includes(extension)) return 'text';
  if (['xlsx', 'xlsm'].includes(extension)) return 'false-xlsx';
  return extension === 'xls' ? 'false-xls' : 'other';
}

function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('EncryptedPackage', 0, 'utf16le');
}

async function readWorkbook(bytes: Uint8Array, headers: HeaderAliases): Promise<Result<StaffSheet, SheetProblem>> {
  const checked = await checkArchive(bytes);
  if (!checked.ok) return checked;
  let unreadable: Result<never, SheetProblem> | null = null;
  for (let sheet = 1; sheet <= SHEET_LIMITS.sheets; sheet += 1) {
    const read = await readXlsxGrid(bytes, sheet);
    if (!read.ok) {
      unreadable ??= read;
      continue;
    }
    if (read.value === null) break;
    const grid = read.value.map((row) => row.map(repairTcvn3));
    if (findHeader(grid, headers) !== null) return readGrid(grid, null, headers);
  }
  return unreadable ?? sheetProblem('header_not_found');
}

function readText(bytes: Uint8Array, headers: HeaderAliases): Result<StaffSheet, SheetProblem> {
  const read = readCsvGrid(bytes, (grid) => findHeader(grid, headers)?.columns.size ?? 0);
  return read.ok ? readGrid(read.value.grid, read.value.encoding, headers) : read;
}

function readGrid(grid: Grid, encoding: TextEncoding | null, headers: HeaderAliases): Result<StaffSheet, SheetProblem> {
  const header = findHeader(grid, headers);
  if (header === null) return sheetProblem('header_not_found');
  const missing = REQUIRED_STAFF_COLUMNS.filter((column) => !header.columns.has(column));
  if (missing.length > 0) {
    return sheetProblem('missing_columns', {
      columns: missing.map((column) => headers[column][0] ?? column).join(', '),
    });
  }
  const { rows, skipped } = takeDataRows(grid, header);
  if (rows.length === 0) return sheetProblem('no_rows');
  if (rows.length > SHEET_LIMITS.rows) return sheetProblem('too_many_rows', { limit: SHEET_LIMITS.rows });
  return ok({ rows, columns: [...header.columns.keys()], skipped, encoding });
}
