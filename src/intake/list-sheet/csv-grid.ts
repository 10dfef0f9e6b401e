import { CsvError, parse } from 'csv-parse/sync';
import { ok, type Result } from '../../lib/result.ts';
import { type Grid, SHEET_LIMITS, type SheetProblem, sheetProblem } from './sheet-problem.ts';
import { decodeText, type TextEncoding } from './vietnamese-encodings.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Rows looked at to find the delimiter. */
const SAMPLE_ROWS = 30;

export interface CsvGrid {
  readonly grid: Grid;
  readonly encoding: TextEncoding;
}

/**
 * Reads a delimited text file. `headerScore` says how much of a header a table shows, which tells the delimiter.
 * Row numbers are those that a spreadsheet program shows: a quoted cell with line ends is one row.
 */
export function readCsvGrid(bytes: Uint8Array, headerScore: (grid: Grid) => number): Result<CsvGrid, SheetProblem> {
  const decoded = decodeText(bytes);
  if (decoded === null) return sheetProblem('unknown_encoding');
  // The line by which Excel is told the delimiter is no row there either.
  const announced = /^sep=(.)\r?\n/.exec(decoded.text);
  const text = decoded.text.slice(announced?.[0].length ?? 0);
  const delimiter = announced?.[1] ?? likelyDelimiter(text, headerScore);
  try {
    const grid = parseRows(text, delimiter, SHEET_LIMITS.rows + 1_000);
    return ok({ grid, encoding: decoded.encoding });
  } catch (error) {
    if (error instanceof CsvError) return sheetProblem('csv_broken', { row: rowOf(error) });
    throw error;
  }
}

function likelyDelimiter(text: string, headerScore: (grid: Grid) => number): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = headerScore(sampleRows(text, delimiter));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function sampleRows(text: string, delimiter: string): Grid {
  try {
    return parseRows(text, delimiter, SAMPLE_ROWS);
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function parseRows(text: string, delimiter: string, to: number): Grid {
  return parse(text, { delimiter, to, relax_column_count: true, relax_quotes: true });
}

function rowOf(error: CsvError): number {
  const { lines } = error as CsvError & { readonly lines?: unknown };
  return typeof lines === 'number' ? lines : 1;
}
