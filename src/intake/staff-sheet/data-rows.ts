import { isCellError } from '../../domain/staff-cells.ts';
import { REQUIRED_STAFF_COLUMNS, type StaffColumn, type StaffRow } from '../../domain/staff-columns.ts';
import type { Header } from './header-row.ts';
import type { Grid } from './sheet-problem.ts';

export interface DataRows {
  readonly rows: readonly StaffRow[];
  /** Numbers of rows that hold text but no person: column numbers, repeated headers, signatures at the end. */
  readonly skipped: readonly number[];
}

/** Takes the people's rows out of a table; empty rows and remarks are left out silently. */
export function takeDataRows(grid: Grid, header: Header): DataRows {
  const headerRows = grid.slice(0, header.dataFrom).map((cells) => pick(cells, header));
  const rows: StaffRow[] = [];
  const skipped: number[] = [];
  for (let index = header.dataFrom; index < grid.length; index += 1) {
    const cells = grid[index] ?? [];
    const row = { row: index + 1, values: pick(cells, header) };
    if (Object.values(row.values).every((text) => text === '')) continue;
    if (isRemark(row.values.code ?? '')) continue;
    const numbering = index === header.dataFrom && isNumbering(cells);
    if (numbering || isRepeatedHeader(row, headerRows)) skipped.push(row.row);
    else rows.push(row);
  }
  const people = lastPerson(rows) + 1;
  return { rows: rows.slice(0, people), skipped: [...skipped, ...rows.slice(people).map(({ row }) => row)] };
}

/** A row whose code begins with `#` is an example or a remark; the error of a formula (`#N/A`) is neither. */
function isRemark(code: string): boolean {
  return code.startsWith('#') && !isCellError(code);
}

function pick(cells: readonly string[], header: Header): Partial<Record<StaffColumn, string>> {
  const values: Partial<Record<StaffColumn, string>> = {};
  for (const [column, index] of header.columns) values[column] = (cells[index] ?? '').trim();
  return values;
}

/** The row `(1) (2) (3)` or `A B 1 2` that offices put below a header. */
function isNumbering(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length > 2 && filled.every((cell) => /^\(?(?:\d{1,2}|[A-Z])\)?$/.test(cell));
}

/** A header printed again at the top of a page. */
function isRepeatedHeader({ values }: StaffRow, headerRows: readonly StaffRow['values'][]): boolean {
  return headerRows.some((header) => REQUIRED_STAFF_COLUMNS.every((column) => values[column] === header[column]));
}

/** Index of the last row with two of code, name and division; what follows is a total, a note or a signature. */
function lastPerson(rows: readonly StaffRow[]): number {
  return rows.findLastIndex(
    ({ values }) => REQUIRED_STAFF_COLUMNS.filter((column) => (values[column] ?? '') !== '').length > 1,
  );
}
