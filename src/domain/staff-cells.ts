import { readTerm } from './list-cells.ts';
import { indexTerms, type TermIndex } from './match-key.ts';
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
import { STAFF_STATUSES, type StaffStatus, type StaffVocabulary } from './staff-columns.ts';
import type { ReportStaffProblem } from './staff-problem.ts';

/** The vocabulary, prepared for looking words up. */
export interface StaffTerms {
  readonly roles: TermIndex<Role>;
  readonly councilPosts: TermIndex<CouncilPost>;
  readonly employments: TermIndex<Employment>;
  readonly statuses: TermIndex<StaffStatus>;
}

export function indexVocabulary(vocabulary: StaffVocabulary): StaffTerms {
  return {
    roles: indexTerms(ROLES, vocabulary.roles),
    councilPosts: indexTerms(COUNCIL_POSTS, vocabulary.councilPosts),
    employments: indexTerms(EMPLOYMENTS, vocabulary.employments),
    statuses: indexTerms(STAFF_STATUSES, vocabulary.statuses),
  };
}

/** A letter or digit first, then the usual separators too: codes are read aloud, typed and sorted. */
export const CODE_PATTERN = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._/-]*$/u;

/** Begins with a letter; digits and brackets tell namesakes apart; apostrophes are in the names of several peoples. */
export const NAME_PATTERN = /^\p{L}[\p{L}\p{M}\p{N} .,'’()-]*$/u;

/** Roles from a cell such as `Trưởng phòng; Thành viên Hội đồng`; undefined cell: as stored. */
export function readRoles(
  cell: string | undefined,
  stored: StaffRecord | undefined,
  terms: StaffTerms,
  report: ReportStaffProblem,
): readonly Role[] {
  if (cell === undefined) return stored?.roles ?? allRoles([]);
  const roles: Role[] = [];
  for (const part of cell.split(/[,;/|+]/)) {
    if (part.trim() === '') continue;
    const role = terms.roles.find(part);
    if (role !== null) roles.push(role);
    else report('roles', 'unknown_role', { value: part.trim(), accepted: terms.roles.accepted });
  }
  return allRoles(roles);
}

/** The council post in a cell, null when it is empty, undefined when the list has no such column. */
export function readCouncilPost(
  cell: string | undefined,
  terms: StaffTerms,
  report: ReportStaffProblem,
): CouncilPost | null | undefined {
  return readTerm(cell, terms.councilPosts, (params) => report('council_post', 'unknown_council_post', params));
}

/** Employment; an empty cell means civil servant, who are the most in an office. */
export function readEmployment(
  cell: string | undefined,
  stored: StaffRecord | undefined,
  terms: StaffTerms,
  report: ReportStaffProblem,
): Employment {
  const read = readTerm(cell, terms.employments, (params) => report('employment', 'unknown_employment', params));
  return read ?? (read === undefined ? stored?.employment : undefined) ?? 'civil_servant';
}

/** Whether the person works here: to be on the list is to, unless the status says otherwise. */
export function readActive(cell: string | undefined, terms: StaffTerms, report: ReportStaffProblem): boolean {
  const read = readTerm(cell, terms.statuses, (params) => report('status', 'unknown_status', params));
  return read !== 'left';
}

/** The phone number as E.164, null when the cell is empty, as stored when there is no such column. */
export function readPhone(
  cell: string | undefined,
  stored: StaffRecord | undefined,
  report: ReportStaffProblem,
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
