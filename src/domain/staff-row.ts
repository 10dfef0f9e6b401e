import { asLatinCapitals } from '../lib/lookalikes.ts';
import type { DivisionIndex } from './division-match.ts';
import { readCell } from './list-cells.ts';
import type { Role, StaffRecord } from './member.ts';
import {
  CODE_PATTERN,
  NAME_PATTERN,
  readActive,
  readCouncilPost,
  readEmployment,
  readPhone,
  readRoles,
  type StaffTerms,
  settleCouncil,
} from './staff-cells.ts';
import type { StaffColumn, StaffRow } from './staff-columns.ts';
import type { ReportStaffProblem, StaffProblem } from './staff-problem.ts';

/** Longest texts taken, in characters. */
const STAFF_TEXT_LIMITS: Readonly<Record<StaffColumn, number>> = {
  code: 32,
  full_name: 100,
  division: 200,
  position: 200,
  roles: 300,
  council_post: 100,
  phone: 40,
  employment: 100,
  status: 100,
};

/** What a row is read against. */
export interface RowContext {
  readonly divisions: DivisionIndex;
  readonly terms: StaffTerms;
  /** The stored person whose code has this key. */
  storedBy(codeKey: string): StaffRecord | undefined;
}

/** A row read; `codeKey` is empty when the code is missing or unusable. */
export interface ReadRow {
  readonly row: number;
  readonly code: string;
  readonly codeKey: string;
  readonly record: StaffRecord | null;
  readonly problems: readonly StaffProblem[];
}

/** Two codes that differ only in case, width or lookalike letters of other alphabets are one code. */
export function staffCodeKey(code: string): string {
  return asLatinCapitals(code);
}

/** Reads one row into a record, or says everything that is wrong with it. */
export function readStaffRow(row: StaffRow, context: RowContext): ReadRow {
  const problems: StaffProblem[] = [];
  const report: ReportStaffProblem = (column, code, params = {}) => {
    problems.push({ row: row.row, column, code, params: { row: row.row, ...params } });
  };
  const { values } = row;
  const text = (column: StaffColumn, raw = values[column]): string | undefined => cellText(column, raw, report);
  const { terms } = context;

  const code = readCode(text('code', values.code ?? ''), report);
  const codeKey = staffCodeKey(code);
  const stored = codeKey === '' ? undefined : context.storedBy(codeKey);

  const fullName = readName(text('full_name', values.full_name ?? ''), report);
  const listedRoles = readRoles(text('roles'), stored, terms, report);
  const divisionCode = readDivision(text('division', values.division ?? ''), listedRoles, context, report);
  const post = readCouncilPost(text('council_post'), terms, report);
  const { roles, councilPost } = settleCouncil(listedRoles, post, values.roles !== undefined, stored);
  const record: StaffRecord = {
    code: stored?.code ?? code,
    fullName,
    divisionCode,
    position: text('position') ?? stored?.position ?? '',
    roles,
    councilPost,
    phone: readPhone(text('phone'), stored, report),
    employment: readEmployment(text('employment'), stored, terms, report),
    active: readActive(text('status'), terms, report),
  };
  return { row: row.row, code, codeKey, record: problems.length === 0 ? record : null, problems };
}

/** The clean text of a cell; undefined when there is no such column or nothing to be taken from it. */
function cellText(column: StaffColumn, raw: string | undefined, report: ReportStaffProblem): string | undefined {
  if (raw === undefined) return undefined;
  const read = readCell(raw, STAFF_TEXT_LIMITS[column], column === 'phone');
  if (read.ok) return read.value;
  report(column, read.error.code, read.error.params);
  return undefined;
}

function readCode(cell: string | undefined, report: ReportStaffProblem): string {
  if (cell === undefined) return '';
  const code = cell.replaceAll(' ', '');
  if (code === '') report('code', 'missing_code');
  else if (!CODE_PATTERN.test(code)) report('code', 'bad_code', { value: code });
  else return code;
  return '';
}

function readName(cell: string | undefined, report: ReportStaffProblem): string {
  if (cell === '') report('full_name', 'missing_name');
  else if (cell !== undefined && !NAME_PATTERN.test(cell)) report('full_name', 'bad_name', { value: cell });
  return cell ?? '';
}

function readDivision(
  cell: string | undefined,
  roles: readonly Role[],
  context: RowContext,
  report: ReportStaffProblem,
): string {
  if (cell === undefined) return '';
  if (cell === '') {
    report('division', roles.includes('head') ? 'head_without_division' : 'missing_division');
    return '';
  }
  const division = context.divisions.find(cell);
  if (division !== null) return division.code;
  report('division', 'unknown_division', { value: cell, suggestion: context.divisions.nearest(cell)?.name ?? '' });
  return '';
}
