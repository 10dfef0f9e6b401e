import type { ListRow, ListShape } from '../domain/list-shape.ts';
import { isPrivateColumn } from '../domain/private-columns.ts';
import { ok, type Result } from '../lib/result.ts';
import { readCsvGrid } from './list-sheet/csv-grid.ts';
import { takeDataRows } from './list-sheet/data-rows.ts';
import { findHeader, type Header, type HeaderAliases } from './list-sheet/header-row.ts';
import { type Grid, SHEET_LIMITS, type SheetProblem, sheetProblem } from './list-sheet/sheet-problem.ts';
import { repairTcvn3, type TextEncoding } from './list-sheet/vietnamese-encodings.ts';
import { checkArchive } from './list-sheet/xlsx-archive.ts';
import { readXlsxGrid } from './list-sheet/xlsx-grid.ts';

/** A list as it was sent, before anything is judged. */
export interface ListSheet<Column extends string> {
  readonly rows: readonly ListRow<Column>[];
  readonly columns: readonly Column[];
  /** Numbers of rows that hold text but say nothing of the list. */
  readonly skipped: readonly number[];
  /** Headers of columns that are none of the program's business: never read, and told so. */
  readonly unwanted: readonly string[];
  /** Of a text file; null for a workbook. */
  readonly encoding: TextEncoding | null;
}

/**
 * Reads a list from an xlsx workbook (first sheet that has the needed columns) or a csv file, told apart by
 * content. `headers` are the accepted column headers of every language; case, diacritics and order do not matter.
 */
export async function readListSheet<Column extends string>(
  bytes: Uint8Array,
  fileName: string,
  shape: ListShape<Column>,
  headers: HeaderAliases<Column>,
): Promise<Result<ListSheet<Column>, SheetProblem>> {
  if (bytes.byteLength === 0) return sheetProblem('empty_file');
  if (bytes.byteLength > SHEET_LIMITS.fileBytes) {
    return sheetProblem('file_too_large', { limit: SHEET_LIMITS.fileBytes / 1_000_000 });
  }
  switch (kindOf(bytes, fileName)) {
    case 'zip':
      return readWorkbook(bytes, shape, headers);
    case 'compound':
      return sheetProblem(isEncrypted(bytes) ? 'password_protected' : 'xls_not_supported');
    case 'text':
      return readText(bytes, shape, headers);
    case 'false-xlsx':
      return sheetProblem('not_a_workbook');
    case 'false-xls':
      return sheetProblem('xls_not_supported');
    case 'other':
      return sheetProblem('unsupported_type');
  }
}

/** Characters of a header that a warning repeats. */
const LONGEST_HEADER = 60;

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

async function readWorkbook<Column extends string>(
  bytes: Uint8Array,
  shape: ListShape<Column>,
  headers: HeaderAliases<Column>,
): Promise<Result<ListSheet<Column>, SheetProblem>> {
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
    if (findHeader(grid, headers) === null) continue;
    const list = readGrid(grid, null, shape, headers);
    // Another sheet may share some of the columns and not be the list.
    if (list.ok || list.error.code !== 'missing_columns') return list;
    unreadable ??= list;
  }
  return unreadable ?? sheetProblem('header_not_found');
}

function readText<Column extends string>(
  bytes: Uint8Array,
  shape: ListShape<Column>,
  headers: HeaderAliases<Column>,
): Result<ListSheet<Column>, SheetProblem> {
  const read = readCsvGrid(bytes, (grid) => findHeader(grid, headers)?.columns.size ?? 0);
  return read.ok ? readGrid(read.value.grid, read.value.encoding, shape, headers) : read;
}

function readGrid<Column extends string>(
  grid: Grid,
  encoding: TextEncoding | null,
  shape: ListShape<Column>,
  headers: HeaderAliases<Column>,
): Result<ListSheet<Column>, SheetProblem> {
  const header = findHeader(grid, headers);
  if (header === null) return sheetProblem('header_not_found');
  const missing = shape.required.filter((column) => !header.columns.has(column));
  if (missing.length > 0) {
    return sheetProblem('missing_columns', {
      columns: missing.map((column) => headers[column][0] ?? column).join(', '),
    });
  }
  const { rows, skipped } = takeDataRows(grid, header, shape);
  if (rows.length === 0) return sheetProblem('no_rows');
  if (rows.length > SHEET_LIMITS.rows) return sheetProblem('too_many_rows', { limit: SHEET_LIMITS.rows });
  return ok({ rows, columns: [...header.columns.keys()], skipped, unwanted: unwantedIn(grid, header), encoding });
}

// A header of two merged rows has its words in either.
function unwantedIn<Column extends string>(grid: Grid, { dataFrom, columns }: Header<Column>): readonly string[] {
  const taken = new Set(columns.values());
  const lower = grid[dataFrom - 1] ?? [];
  const upper = grid[dataFrom - 2] ?? [];
  return lower.flatMap((cell, index) => {
    const text = cell.trim() === '' ? (upper[index] ?? '').trim() : cell.trim();
    return !taken.has(index) && isPrivateColumn(text) ? [text.slice(0, LONGEST_HEADER)] : [];
  });
}
