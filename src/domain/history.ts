import type { EpochMs, IsoDate } from '../lib/clock.ts';
import type { Discipline, Grade } from './rule-set.ts';
import type { AwardForm, InitiativeLevel, Title } from './title.ts';

/** A title held in an earlier year. */
export interface HeldTitle {
  readonly year: number;
  readonly title: Title;
}

/** What a person or a collective achieved in a year. */
export type Achievement =
  | { readonly kind: 'title'; readonly title: Title }
  | { readonly kind: 'award'; readonly award: AwardForm }
  | { readonly kind: 'grade'; readonly grade: Grade }
  | { readonly kind: 'initiative'; readonly level: InitiativeLevel; readonly name: string };

export type ResultHolder =
  | { readonly of: 'person'; readonly memberId: number }
  | { readonly of: 'division'; readonly divisionId: number }
  | { readonly of: 'agency' };

/** The decision that a result rests on, as it is cited. */
export interface Decision {
  readonly number: string;
  readonly date: IsoDate;
  readonly authority: string;
}

/** A recorded result of one year; a wrong one is cancelled, never deleted. */
export interface YearResult {
  readonly id: number;
  readonly holder: ResultHolder;
  readonly year: number;
  readonly achievement: Achievement;
  readonly decision: Decision;
  readonly enteredBy: number;
  readonly enteredAt: EpochMs;
}

/** A disciplinary measure; kept apart from results, and shown to the secretary and to the person alone. */
export interface DisciplineRecord {
  readonly id: number;
  readonly memberId: number;
  readonly year: number;
  readonly level: Exclude<Discipline, 'none'>;
  readonly decision: Decision;
  readonly enteredBy: number;
  readonly enteredAt: EpochMs;
}

/**
 * How many times in a row a title was held, going back from the year before `before`, never more than `everyYears`
 * years apart. A year that is recorded twice counts once.
 */
export function timesInARow(history: readonly HeldTitle[], title: Title, before: number, everyYears: number): number {
  const years = new Set(history.filter((held) => held.title === title && held.year < before).map((held) => held.year));
  let last = before;
  let count = 0;
  for (const year of [...years].sort((left, right) => right - left)) {
    if (last - year > everyYears) break;
    last = year;
    count += 1;
  }
  return count;
}

/** How many years without a gap, `year` being the last, the title was held ("ba năm liên tục"). */
export function consecutiveYears(history: readonly HeldTitle[], title: Title, year: number): number {
  return timesInARow(history, title, year + 1, 1);
}

/** The titles among recorded results, as the rules of titles take them. */
export function heldTitles(results: readonly Pick<YearResult, 'year' | 'achievement'>[]): readonly HeldTitle[] {
  return results.flatMap(({ year, achievement }) =>
    achievement.kind === 'title' ? [{ year, title: achievement.title }] : [],
  );
}
