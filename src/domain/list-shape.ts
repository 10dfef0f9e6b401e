/**
 * One row as it stands in a list. `row` is the number a person sees beside it. A column that the list does not have is
 * absent from `values`; an empty cell of a column it has is `''`.
 */
export interface ListRow<Column extends string> {
  readonly row: number;
  readonly values: Readonly<Partial<Record<Column, string>>>;
}

/** What a list that is taken in looks like. */
export interface ListShape<Column extends string> {
  readonly columns: readonly Column[];
  /** Columns without which no row says anything. */
  readonly required: readonly Column[];
  /** A row whose cell here begins with `#` is an example or a remark. */
  readonly remark: Column;
}

/** Why a row of a list cannot be taken. `params` fill the placeholders of its text, `row` among them. */
export interface RowProblem<Column extends string, Code extends string> {
  readonly row: number;
  readonly column: Column;
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Notes a problem of the row that is being read. */
export type ReportProblem<Column extends string, Code extends string> = (
  column: Column,
  code: Code,
  params?: Readonly<Record<string, string | number>>,
) => void;

// A list in which one key fills thousands of rows must not make a text of thousands of numbers for each.
const MOST_ROWS_NAMED = 5;

/** The rows of every key that stands in several, as they are named in a problem: `2, 5, 9`. */
export function repeatedRows(
  read: readonly { readonly row: number; readonly key: string }[],
): ReadonlyMap<string, string> {
  const rowsOf = new Map<string, number[]>();
  for (const { key, row } of read) {
    if (key === '') continue;
    const rows = rowsOf.get(key);
    if (rows === undefined) rowsOf.set(key, [row]);
    else rows.push(row);
  }
  const repeated = new Map<string, string>();
  for (const [key, rows] of rowsOf) {
    if (rows.length < 2) continue;
    repeated.set(key, rows.slice(0, MOST_ROWS_NAMED).join(', ') + (rows.length > MOST_ROWS_NAMED ? ', …' : ''));
  }
  return repeated;
}
