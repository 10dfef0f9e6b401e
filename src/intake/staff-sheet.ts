import { STAFF_LIST, type StaffColumn } from '../domain/staff-columns.ts';
import type { HeaderAliases } from './list-sheet/header-row.ts';
import { readListSheet } from './list-sheet.ts';

/** Reads a staff list; `headers` are the accepted column headers of every language. */
export function readStaffSheet(bytes: Uint8Array, fileName: string, headers: HeaderAliases<StaffColumn>) {
  return readListSheet(bytes, fileName, STAFF_LIST, headers);
}
