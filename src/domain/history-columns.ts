import type { Achievement } from './history.ts';
import type { ListRow, ListShape, RowProblem } from './list-shape.ts';
import { GRADES } from './rule-set.ts';
import { AWARD_FORMS, COLLECTIVE_TITLES, INDIVIDUAL_TITLES, INITIATIVE_LEVELS } from './title.ts';

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

/** Without these there is no result to record; whose it is, is told by code or name. */
export const REQUIRED_HISTORY_COLUMNS = [
  'year',
  'result',
  'number',
  'date',
  'authority',
] as const satisfies readonly HistoryColumn[];

export type HistoryRow = ListRow<HistoryColumn>;

export const HISTORY_LIST: ListShape<HistoryColumn> = {
  columns: HISTORY_COLUMNS,
  required: REQUIRED_HISTORY_COLUMNS,
  remark: 'code',
};

/** Longest texts taken, in characters. */
export const HISTORY_TEXT_LIMITS: Readonly<Record<HistoryColumn, number>> = {
  holder: 60,
  code: 32,
  name: 200,
  year: 20,
  result: 200,
  initiative: 300,
  number: 60,
  date: 40,
  authority: 200,
};

export const HOLDER_KINDS = ['person', 'division', 'agency'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** What a list may name as a result; an initiative's name is a column of its own. Disciplinary measures are in no list. */
export const LISTED_RESULTS = [
  ...[...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES].map((title) => `title.${title}` as const),
  ...AWARD_FORMS.map((award) => `award.${award}` as const),
  ...GRADES.map((grade) => `grade.${grade}` as const),
  ...INITIATIVE_LEVELS.map((level) => `initiative.${level}` as const),
];
export type ListedResult = (typeof LISTED_RESULTS)[number];

/** Under which name a list has an achievement. */
export function listedAs(achievement: Achievement): ListedResult {
  switch (achievement.kind) {
    case 'title':
      return `title.${achievement.title}`;
    case 'award':
      return `award.${achievement.award}`;
    case 'grade':
      return `grade.${achievement.grade}`;
    case 'initiative':
      return `initiative.${achievement.level}`;
  }
}

/** Words that a list may use, from the locale files; the first of each is what the reader is told to write. */
export interface HistoryVocabulary {
  readonly holders: Readonly<Record<HolderKind, readonly string[]>>;
  readonly results: Readonly<Record<ListedResult, readonly string[]>>;
}

/** Why a row cannot be taken; each has a text `history_sheet.problem.<code>`. */
type HistoryProblemCode =
  | 'cell_error'
  | 'too_long'
  | 'missing_holder'
  | 'unknown_holder_kind'
  | 'unknown_code'
  | 'unknown_name'
  | 'ambiguous_name'
  | 'other_name'
  | 'missing_year'
  | 'bad_year'
  | 'missing_result'
  | 'unknown_result'
  | 'result_of_person'
  | 'result_of_collective'
  | 'missing_initiative'
  | 'missing_number'
  | 'missing_date'
  | 'bad_date'
  | 'date_ahead'
  | 'missing_authority'
  | 'listed_twice';

export type HistoryProblem = RowProblem<HistoryColumn, HistoryProblemCode>;
