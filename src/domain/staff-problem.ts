import type { ReportProblem, RowProblem } from './list-shape.ts';
import type { StaffColumn } from './staff-columns.ts';

/** Why a row cannot be taken; each has a text `staff_sheet.problem.<code>`. */
type StaffProblemCode =
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

/** One thing wrong with one row of a staff list. */
export type StaffProblem = RowProblem<StaffColumn, StaffProblemCode>;

/** Notes a problem of the row that is being read. */
export type ReportStaffProblem = ReportProblem<StaffColumn, StaffProblemCode>;
