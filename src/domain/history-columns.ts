import type { ListRow, ListShape } from './list-shape.ts';

/** Columns of a list of past years' decisions; their headers in each language are texts `history_sheet.header.<column>`. */
export const HISTORY_COLUMNS = [
  'holder',
  'code',
  'name',
  'year',
  'result',
  'initiative',
  'number',
  'date',
  'authority',
] as const;
export type HistoryColumn = (typeof HISTORY_COLUMNS)[number];

/** Without these there is no result to record; whose it is, is told by code or name. */
const REQUIRED_HISTORY_COLUMNS = [
  'year',
  'result',
  'number',
  'date',
  'authority',
] as const satisfies readonly HistoryColumn[];

export type HistoryRow = ListRow<HistoryColumn>;

export const HISTORY_LIST: ListShape<HistoryColumn> = {
  columns: HISTORY_COLUMNS,
  required: REQUIRED_HISTORY_COLUMNS,
  remark: 'code',
};
