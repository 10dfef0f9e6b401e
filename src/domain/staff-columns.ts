import type { ListRow, ListShape } from './list-shape.ts';
import type { CouncilPost, Employment, Role } from './member.ts';

/** Columns of a staff list; their headers in each language are texts (`staff_sheet.header.<column>`). */
export const STAFF_COLUMNS = [
  'code',
  'full_name',
  'division',
  'position',
  'roles',
  'council_post',
  'phone',
  'employment',
  'status',
] as const;
export type StaffColumn = (typeof STAFF_COLUMNS)[number];

/** Without these a person cannot be told apart or placed. */
export const REQUIRED_STAFF_COLUMNS = ['code', 'full_name', 'division'] as const satisfies readonly StaffColumn[];

/** Whether a listed person still works here; an empty cell means that they do. */
export const STAFF_STATUSES = ['active', 'left'] as const;
export type StaffStatus = (typeof STAFF_STATUSES)[number];

/** One row of a staff list; where a column is absent the stored value stays. */
export type StaffRow = ListRow<StaffColumn>;

export const STAFF_LIST: ListShape<StaffColumn> = {
  columns: STAFF_COLUMNS,
  required: REQUIRED_STAFF_COLUMNS,
  remark: 'code',
};

/** Words that a list may use, from the locale files; the first of each is what the reader is told to write. */
export interface StaffVocabulary {
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  readonly councilPosts: Readonly<Record<CouncilPost, readonly string[]>>;
  readonly employments: Readonly<Record<Employment, readonly string[]>>;
  readonly statuses: Readonly<Record<StaffStatus, readonly string[]>>;
}
