import type { EpochMs, IsoDate } from '../../lib/clock.ts';

/** What the cells of a column are: decides their type, how they are shown and how they stand. */
export type ColumnKind =
  /** A text of any length, wrapped. */
  | 'text'
  /** A word or a mark, in the middle. */
  | 'mark'
  /** A whole number, grouped by thousands. */
  | 'count'
  /** A number that stands as it is: a year, a version, a figure of its own precision. */
  | 'number'
  /** A share; the cell holds it as a fraction of one. */
  | 'percent'
  /** A day; the cell holds an ISO date. */
  | 'day'
  /** A moment; the cell holds UTC ms, shown on the office's clock. */
  | 'moment';

export interface TableColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  /** Width in characters. */
  readonly width: number;
}

/** Null is an empty cell. */
export type TableCell = string | IsoDate | number | EpochMs | null;

/** One sheet of a table workbook. Rows are asked for one after another, and only while the file takes them. */
export interface TableSheet {
  readonly name: string;
  /** Lines above the header: whose table it is, what it is, as of when. */
  readonly titles: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<readonly TableCell[]> | AsyncIterable<readonly TableCell[]>;
  /** About how many rows come, to tell how far it is. */
  readonly expected: number;
}
