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
