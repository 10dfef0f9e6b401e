import type { TextKey } from '../conversation/text-key.ts';
import { HISTORY_COLUMNS, type HistoryColumn } from '../domain/history-columns.ts';
import { COUNCIL_POSTS, EMPLOYMENTS, ROLES } from '../domain/member.ts';
import { LOCALES, type Locale } from '../domain/person.ts';
import { STAFF_COLUMNS, STAFF_STATUSES, type StaffColumn, type StaffVocabulary } from '../domain/staff-columns.ts';
import type { Catalogue } from './catalogue.ts';

/** Headers by which the columns of a staff list are found: those of every language, the reader's first. */
export function staffHeaders(catalogue: Catalogue, reader: Locale): Readonly<Record<StaffColumn, readonly string[]>> {
  return everyForm(STAFF_COLUMNS, (column) => `staff_sheet.header.${column}`, catalogue, reader);
}

/** Headers by which the columns of a list of decisions are found: those of every language, the reader's first. */
export function historyHeaders(
  catalogue: Catalogue,
  reader: Locale,
): Readonly<Record<HistoryColumn, readonly string[]>> {
  return everyForm(HISTORY_COLUMNS, (column) => `history_sheet.header.${column}`, catalogue, reader);
}

/** Words that the cells of a staff list may use: those of every language, the reader's first. */
export function staffVocabulary(catalogue: Catalogue, reader: Locale): StaffVocabulary {
  return {
    roles: everyForm(ROLES, (role) => `staff_sheet.role.${role}`, catalogue, reader),
    councilPosts: everyForm(COUNCIL_POSTS, (post) => `staff_sheet.council_post.${post}`, catalogue, reader),
    employments: everyForm(EMPLOYMENTS, (employment) => `staff_sheet.employment.${employment}`, catalogue, reader),
    statuses: everyForm(STAFF_STATUSES, (status) => `staff_sheet.status.${status}`, catalogue, reader),
  };
}

function everyForm<T extends string>(
  terms: readonly T[],
  keyOf: (term: T) => TextKey,
  catalogue: Catalogue,
  reader: Locale,
): Readonly<Record<T, readonly string[]>> {
  const locales = [reader, ...LOCALES.filter((locale) => locale !== reader)];
  const forms = {} as Record<T, readonly string[]>;
  for (const term of terms) forms[term] = locales.flatMap((locale) => catalogue.aliases(keyOf(term), locale));
  return forms;
}
