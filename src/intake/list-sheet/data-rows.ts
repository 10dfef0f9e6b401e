import { isCellError } from '../../domain/list-cells.ts';
import type { ListRow, ListShape } from '../../domain/list-shape.ts';
import type { Header } from './header-row.ts';
import type { Grid } from './sheet-problem.ts';

export interface DataRows<Column extends string> {
  readonly rows: readonly ListRow<Column>[];
  /** Numbers of rows that hold text but say nothing of the list: column numbers, repeated headers, signatures at the end. */
  readonly skipped: readonly number[];
}

/** Takes the list's rows out of a table; empty rows and remarks are left out silently. */
export function takeDataRows<Column extends string>(
  grid: Grid,
  header: Header<Column>,
  { required, remark }: ListShape<Column>,
): DataRows<Column> {
  const headerRows = grid.slice(0, header.dataFrom).map((cells) => pick(cells, header));
  const rows: ListRow<Column>[] = [];
  const skipped: number[] = [];
  for (let index = header.dataFrom; index < grid.length; index += 1) {
    const cells = grid[index] ?? [];
    const row = { row: index + 1, values: pick(cells, header) };
    if (Object.values(row.values).every((text) => text === '')) continue;
    if (isRemark(row.values[remark] ?? '')) continue;
    const numbering = index === header.dataFrom && isNumbering(cells);
    if (numbering || isRepeatedHeader(row, headerRows, required)) skipped.push(row.row);
    else rows.push(row);
  }
  const end = lastRow(rows, required) + 1;
  return { rows: rows.slice(0, end), skipped: [...skipped, ...rows.slice(end).map(({ row }) => row)] };
}

/** A row that begins with `#` is an example or a remark; the error of a formula (`#N/A`) is neither. */
function isRemark(code: string): boolean {
  return code.startsWith('#') && !isCellError(code);
}

function pick<Column extends string>(
  cells: readonly string[],
  header: Header<Column>,
): Partial<Record<Column, string>> {
  const values: Partial<Record<Column, string>> = {};
  for (const [column, index] of header.columns) values[column] = (cells[index] ?? '').trim();
  return values;
}

/** The row `(1) (2) (3)` or `A B 1 2` that offices put below a header. */
function isNumbering(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length > 2 && filled.every((cell) => /^\(?(?:\d{1,2}|[A-Z])\)?$/.test(cell));
}

/** A header printed again at the top of a page. */
function isRepeatedHeader<Column extends string>(
  { values }: ListRow<Column>,
  headerRows: readonly ListRow<Column>['values'][],
  required: readonly Column[],
): boolean {
  return headerRows.some((header) => required.every((column) => values[column] === header[column]));
}

/** Index of the last row with two of the required columns; what follows is a total, a note or a signature. */
function lastRow<Column extends string>(rows: readonly ListRow<Column>[], required: readonly Column[]): number {
  return rows.findLastIndex(({ values }) => required.filter((column) => (values[column] ?? '') !== '').length > 1);
}
