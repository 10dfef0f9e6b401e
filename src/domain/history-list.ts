import type { IsoDate } from '../lib/clock.ts';
import type { Achievement, Decision, ResultHolder, YearResult } from './history.ts';
import {
  HISTORY_TEXT_LIMITS,
  type HistoryColumn,
  type HistoryProblem,
  type HistoryRow,
  type HistoryVocabulary,
  HOLDER_KINDS,
  LISTED_RESULTS,
} from './history-columns.ts';
import { type FindHolder, indexHolders, type KnownHolders } from './history-holder.ts';
import { readCell, readTerm } from './list-cells.ts';
import { type ReportProblem, repeatedRows } from './list-shape.ts';
import { indexTerms, matchKey } from './match-key.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES } from './title.ts';
import { readWrittenDate } from './written-date.ts';

/** A result as a row of the list has it. */
export interface ListedHistory {
  readonly row: number;
  readonly holder: ResultHolder;
  /** Name of the holder, for the preview. */
  readonly name: string;
  readonly year: number;
  readonly achievement: Achievement;
  readonly decision: Decision;
}

/** What taking a list in would do. Nothing is written by making it, and wrong rows never are. */
export interface HistoryPreview {
  readonly new: readonly ListedHistory[];
  /** Recorded already with another decision, grade or level: the record is replaced. */
  readonly changed: readonly (ListedHistory & { readonly before: YearResult })[];
  readonly unchanged: readonly ListedHistory[];
  /** By row; a row may have several problems. */
  readonly wrong: readonly HistoryProblem[];
}

/** Years that a list may tell of, and today's date on the office's clock. */
export interface HistoryBounds {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly today: IsoDate;
}

type Report = ReportProblem<HistoryColumn, HistoryProblem['code']>;

interface ReadRow {
  readonly row: number;
  readonly key: string;
  readonly listed: ListedHistory | null;
  readonly problems: readonly HistoryProblem[];
}

/** Compares a list of decisions with what is recorded. Pure; taking the same list in again shows only unchanged rows. */
export function previewHistoryList(
  rows: readonly HistoryRow[],
  known: KnownHolders,
  recorded: readonly YearResult[],
  vocabulary: HistoryVocabulary,
  bounds: HistoryBounds,
): HistoryPreview {
  const find = indexHolders(known);
  const terms = {
    holders: indexTerms(HOLDER_KINDS, vocabulary.holders),
    results: indexTerms(LISTED_RESULTS, vocabulary.results),
  };
  const read = refuseRepeated(rows.map((row) => readRow(row, find, terms, bounds)));
  const before = new Map(recorded.map((result) => [keyOf(result), result]));
  const listed = read.flatMap((entry) => (entry.listed === null ? [] : [entry.listed]));
  const against = listed.map((entry) => ({ entry, stored: before.get(keyOf(entry)) }));
  return {
    new: against.flatMap(({ entry, stored }) => (stored === undefined ? [entry] : [])),
    changed: against.flatMap(({ entry, stored }) =>
      stored === undefined || isSame(entry, stored) ? [] : [{ ...entry, before: stored }],
    ),
    unchanged: against.flatMap(({ entry, stored }) => (stored !== undefined && isSame(entry, stored) ? [entry] : [])),
    wrong: read.flatMap(({ problems }) => problems),
  };
}

type Terms = {
  readonly holders: ReturnType<typeof indexTerms<(typeof HOLDER_KINDS)[number]>>;
  readonly results: ReturnType<typeof indexTerms<(typeof LISTED_RESULTS)[number]>>;
};

function readRow({ row, values }: HistoryRow, find: FindHolder, terms: Terms, bounds: HistoryBounds): ReadRow {
  const problems: HistoryProblem[] = [];
  const report: Report = (column, code, params = {}) => {
    problems.push({ row, column, code, params: { row, ...params } });
  };
  const text = (column: HistoryColumn): string => {
    const read = readCell(values[column] ?? '', HISTORY_TEXT_LIMITS[column]);
    if (read.ok) return read.value;
    report(column, read.error.code, read.error.params);
    return '';
  };
  const needed = (column: 'number' | 'authority'): string => {
    const value = text(column);
    if (value === '') report(column, `missing_${column}`);
    return value;
  };
  const found = readHolder(text, find, terms, report);
  const year = readYear(text('year'), bounds, report);
  const achievement = readAchievement(text, found?.holder ?? null, terms, report);
  const decision = {
    number: needed('number'),
    date: readDate(text('date'), bounds, report),
    authority: needed('authority'),
  };
  if (problems.length > 0 || found === null || achievement === null) return { row, key: '', listed: null, problems };
  const listed = { row, ...found, year, achievement, decision };
  return { row, key: keyOf(listed), listed, problems };
}

function readHolder(
  text: (column: HistoryColumn) => string,
  find: FindHolder,
  { holders }: Terms,
  report: Report,
): { readonly holder: ResultHolder; readonly name: string } | null {
  const word = text('holder');
  const kind = readTerm(word, holders, (params) => report('holder', 'unknown_holder_kind', params));
  if (word !== '' && kind === null) return null;
  const [code, name] = [text('code'), text('name')];
  const found = find(kind ?? null, code, name);
  if ('holder' in found) return found;
  const stored = found.problem === 'other_name' ? { stored: found.stored } : {};
  report(code === '' ? 'name' : 'code', found.problem, { code, name, ...stored });
  return null;
}

function readYear(cell: string, { firstYear, lastYear }: HistoryBounds, report: Report): number {
  const year = /^\d{4}$/.test(cell) ? Number(cell) : 0;
  if (cell === '') report('year', 'missing_year');
  else if (year < firstYear || year > lastYear)
    report('year', 'bad_year', { value: cell, first: firstYear, last: lastYear });
  return year;
}

function readDate(cell: string, { today }: HistoryBounds, report: Report): IsoDate {
  // A date cell of a workbook arrives as it is stored, a written one as documents have it.
  const date = /^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : readWrittenDate(cell);
  if (cell === '') report('date', 'missing_date');
  else if (date === null) report('date', 'bad_date', { value: cell });
  else if (date > today) report('date', 'date_ahead', { value: cell });
  return date ?? '';
}

function readAchievement(
  text: (column: HistoryColumn) => string,
  holder: ResultHolder | null,
  { results }: Terms,
  report: Report,
): Achievement | null {
  const word = text('result');
  const name = text('initiative');
  if (word === '') report('result', 'missing_result');
  const term = readTerm(word, results, (params) => report('result', 'unknown_result', params)) ?? null;
  const achievement = term === null ? null : achievementOf(term, name);
  if (achievement === null || holder === null) return achievement;
  if (achievement.kind === 'initiative' && name === '') report('initiative', 'missing_initiative');
  const person = holder.of === 'person';
  const personal = achievement.kind === 'initiative' || isIn(INDIVIDUAL_TITLES, achievement);
  if (!person && personal) report('result', 'result_of_person', { value: word });
  if (person && isIn(COLLECTIVE_TITLES, achievement)) report('result', 'result_of_collective', { value: word });
  return achievement;
}

function isIn(titles: readonly string[], achievement: Achievement): boolean {
  return achievement.kind === 'title' && titles.includes(achievement.title);
}

// The terms are made from the lists of their kinds (`LISTED_RESULTS`).
function achievementOf(term: (typeof LISTED_RESULTS)[number], name: string): Achievement {
  const [kind, code] = term.split('.');
  if (kind === 'title') return { kind, title: code } as Achievement;
  if (kind === 'award') return { kind, award: code } as Achievement;
  if (kind === 'grade') return { kind, grade: code } as Achievement;
  return { kind: 'initiative', level: code, name } as Achievement;
}

// A year has one grade for each, and an initiative is recognised once, at whatever level.
function keyOf({ holder, year, achievement }: Pick<YearResult, 'holder' | 'year' | 'achievement'>): string {
  return `${JSON.stringify(holder)} ${year} ${achievementKey(achievement)}`;
}

function achievementKey(achievement: Achievement): string {
  switch (achievement.kind) {
    case 'title':
      return achievement.title;
    case 'award':
      return achievement.award;
    case 'grade':
      return 'grade';
    case 'initiative':
      return `initiative ${matchKey(achievement.name)}`;
  }
}

function isSame(listed: ListedHistory, stored: YearResult): boolean {
  const said = ({ achievement, decision: { number, date, authority } }: ListedHistory | YearResult) =>
    JSON.stringify([achievement, number, date, authority]);
  return said(listed) === said(stored);
}

/** Refuses every row of a result that stands in several: which of the decisions counts only the office knows. */
function refuseRepeated(read: readonly ReadRow[]): readonly ReadRow[] {
  const repeated = repeatedRows(read);
  return read.map((entry) => {
    const rows = repeated.get(entry.key);
    if (rows === undefined) return entry;
    const problem: HistoryProblem = {
      row: entry.row,
      column: 'result',
      code: 'listed_twice',
      params: { row: entry.row, rows },
    };
    return { ...entry, listed: null, problems: [...entry.problems, problem] };
  });
}
