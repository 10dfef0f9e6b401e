import { type Err, err } from '../../lib/result.ts';

/** Why a whole file cannot be read; each has a text `staff_sheet.problem.<code>`. */
export const SHEET_PROBLEM_CODES = [
  'empty_file',
  'file_too_large',
  'unsupported_type',
  'xls_not_supported',
  'password_protected',
  'not_a_workbook',
  'damaged',
  'archive_too_large',
  'too_many_rows',
  'too_many_columns',
  'unreadable_cell',
  'unknown_encoding',
  'csv_broken',
  'header_not_found',
  'missing_columns',
  'no_rows',
] as const;
export type SheetProblemCode = (typeof SHEET_PROBLEM_CODES)[number];

/** `params` fill the placeholders of the text. */
export interface SheetProblem {
  readonly code: SheetProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Bounds within which a file is opened at all; a province's list of 20,000 people is about 2 MB. */
export const SHEET_LIMITS = {
  fileBytes: 5_000_000,
  rows: 25_000,
  columns: 200,
  archiveEntries: 1_000,
  /** A workbook of 25,000 rows with formatting unpacks to some 30 MB. */
  unpackedBytes: 64_000_000,
  sheets: 10,
} as const;

/** Shorthand for a failed reading. */
export function sheetProblem(code: SheetProblemCode, params: SheetProblem['params'] = {}): Err<SheetProblem> {
  return err({ code, params });
}

/** Cells as text; index 0 is row 1 of the sheet. */
export type Grid = readonly (readonly string[])[];
