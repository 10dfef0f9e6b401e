import { InvalidInputError, InvalidSpreadsheetError, readSheet, SheetNotFoundError } from 'read-excel-file/universal';
import { columnLetters } from '../../lib/column-letters.ts';
import { ok, type Result } from '../../lib/result.ts';
import { type Grid, type SheetProblem, sheetProblem } from './sheet-problem.ts';

/** Longest text that a cell can hold in Excel; a longer one was not written by a person. */
const LONGEST_CELL = 32_767;

/** Cells of the sheet number `sheet` (from 1), null when there are fewer sheets. The archive must have been checked. */
export async function readXlsxGrid(bytes: Uint8Array, sheet: number): Promise<Result<Grid | null, SheetProblem>> {
  try {
    const copy = new Uint8Array(bytes).buffer;
    // Numbers stay as they are written in the file: a code is no quantity.
    const rows = await readSheet<string>(copy, sheet, { parseNumber: (text) => text });
    return ok(rows.map((row) => row.map(cellText)));
  } catch (error) {
    if (error instanceof SheetNotFoundError) return ok(null);
    return explain(error);
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = String(value);
  // Some programs write 1.0 or 9.05E8 for a whole number.
  if (/^-?\d+(?:\.0+|(?:\.\d+)?E\+?\d+)$/i.test(text) && Number.isSafeInteger(Number(text)))
    return String(Number(text));
  return text.slice(0, LONGEST_CELL);
}

// The library tells the place of a cell that contradicts itself only in its message.
const BAD_CELL = /<c\/> at row (\d+), col (\d+)/;

function explain(error: unknown): Result<never, SheetProblem> {
  const place = error instanceof InvalidSpreadsheetError ? BAD_CELL.exec(error.message) : null;
  if (place !== null) return sheetProblem('unreadable_cell', { cell: `${columnLetters(Number(place[2]))}${place[1]}` });
  if (error instanceof InvalidInputError || error instanceof Error) return sheetProblem('damaged');
  throw error;
}
