import type { StaffColumn } from './staff-columns.ts';

/** Why a row cannot be taken; each has a text `staff_sheet.problem.<code>`. */
type RowProblemCode =
  | 'missing_code'
  | 'missing_name'
  | 'missing_division'
  | 'head_without_division'
  | 'duplicate_code'
  | 'bad_code'
  | 'bad_name'
  | 'unknown_division'
  | 'unknown_role'
  | 'unknown_council_post'
  | 'unknown_employment'
  | 'unknown_status'
  | 'bad_phone'
  | 'too_long'
  | 'cell_error';

/** One thing wrong with one row. `params` fill the placeholders of its text, `row` among them. */
export interface RowProblem {
  readonly row: number;
  readonly column: StaffColumn;
  readonly code: RowProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Notes a problem of the row that is being read. */
export type ReportProblem = (
  column: StaffColumn,
  code: RowProblemCode,
  params?: Readonly<Record<string, string | number>>,
) => void;
