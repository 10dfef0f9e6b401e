import { matchTerm } from './match-key.ts';
import {
  allRoles,
  COUNCIL_POSTS,
  type CouncilPost,
  EMPLOYMENTS,
  type Employment,
  ROLES,
  type Role,
  type StaffRecord,
} from './member.ts';
import { normalisePhone } from './phone.ts';
import { STAFF_STATUSES, type StaffVocabulary } from './staff-columns.ts';
import type { ReportProblem } from './staff-problem.ts';

/** A letter or digit first, then the usual separators too: codes are read aloud, typed and sorted. */
export const CODE_PATTERN = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._/-]*$/u;

/** Begins with a letter; digits and brackets tell namesakes apart; apostrophes are in the names of several peoples. */
export const NAME_PATTERN = /^\p{L}[\p{L}\p{M}\p{N} .,'’()-]*$/u;

/** Makes a cell one line of NFC text without invisible characters. */
export function cleanCell(raw: string): string {
  return raw
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Cs}|\p{Co}/gu, '')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Takes away what makes a spreadsheet read a text as a formula (`=`, `+`, `-`, `@`), and a list's dash. */
export function withoutFormulaStart(text: string): string {
  return text.replace(/^[\s=+\-@'＝＋－＠]+/u, '');
}

/** Roles from a cell such as `Trưởng phòng; Thành viên Hội đồng`; undefined cell: as stored. */
export function readRoles(
  cell: string | undefined,
  stored: StaffRecord | undefined,
  vocabulary: StaffVocabulary,
  report: ReportProblem,
): readonly Role[] {
  if (cell === undefined) return stored?.roles ?? allRoles([]);
  const roles: Role[] = [];
  for (const part of cell.split(/[,;/|+]/)) {
    if (part.trim() === '') continue;
    const role = matchTerm(part, vocabulary.roles, ROLES);
    if (role !== null) roles.push(role);
    else report('roles', 'unknown_role', { value: part.trim(), accepted: accepted(vocabulary.roles, ROLES) });
  }
  return allRoles(roles);
}

/** The council post in a cell, null when it is empty, undefined when the list has no such column. */
export function readCouncilPost(
  cell: string | undefined,
  vocabulary: StaffVocabulary,
  report: ReportProblem,
): CouncilPost | null | undefined {
  return readTerm(cell, vocabulary.councilPosts, COUNCIL_POSTS, (value, list) =>
    report('council_post', 'unknown_council_post', { value, accepted: list }),
  );
}

/** Employment; an empty cell means civil servant, who are the most in an office. */
export function readEmployment(
  cell: string | undefined,
  stored: StaffRecord | undefined,
  vocabulary: StaffVocabulary,
  report: ReportProblem,
): Employment {
  const read = readTerm(cell, vocabulary.employments, EMPLOYMENTS, (value, list) =>
    report('employment', 'unknown_employment', { value, accepted: list }),
  );
  return read ?? (read === undefined ? stored?.employment : undefined) ?? 'civil_servant';
}

/** Whether the person works here: to be on the list is to, unless the status says otherwise. */
export function readActive(cell: string | undefined, vocabulary: StaffVocabulary, report: ReportProblem): boolean {
  const read = readTerm(cell, vocabulary.statuses, STAFF_STATUSES, (value, list) =>
    report('status', 'unknown_status', { value, accepted: list }),
  );
  return read !== 'left';
}

/** The phone number as E.164, null when the cell is empty, as stored when there is no such column. */
export function readPhone(
  cell: string | undefined,
  stored: StaffRecord | undefined,
  report: ReportProblem,
): string | null {
  if (cell === undefined) return stored?.phone ?? null;
  if (cell === '') return null;
  const phone = normalisePhone(cell);
  if (phone === null) report('phone', 'bad_phone', { value: cell });
  return phone;
}

/**
 * Makes role and post agree: a post makes a council member, a member without a post is an ordinary one, and
 * whichever column the list lacks follows the other.
 */
export function settleCouncil(
  roles: readonly Role[],
  post: CouncilPost | null | undefined,
  rolesListed: boolean,
  stored: StaffRecord | undefined,
): Pick<StaffRecord, 'roles' | 'councilPost'> {
  const isMember = post === undefined || (post === null && rolesListed) ? roles.includes('member') : post !== null;
  if (!isMember) return { roles: roles.filter((role) => role !== 'member'), councilPost: null };
  const kept = post === undefined ? stored?.councilPost : post;
  return { roles: allRoles([...roles, 'member']), councilPost: kept ?? 'member' };
}

function readTerm<T extends string>(
  cell: string | undefined,
  aliases: Readonly<Record<T, readonly string[]>>,
  terms: readonly T[],
  refuse: (value: string, accepted: string) => void,
): T | null | undefined {
  if (cell === undefined) return undefined;
  if (cell === '') return null;
  const term = matchTerm(cell, aliases, terms);
  if (term === null) refuse(cell, accepted(aliases, terms));
  return term;
}

function accepted<T extends string>(aliases: Readonly<Record<T, readonly string[]>>, terms: readonly T[]): string {
  return terms.map((term) => aliases[term][0] ?? term).join(', ');
}
