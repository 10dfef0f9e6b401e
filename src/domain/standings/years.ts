import { groupedBy } from '../../lib/grouping.ts';
import { type Achievement, consecutiveYears, heldTitles, type ResultHolder } from '../history.ts';
import type { Person } from '../person.ts';
import { AWARD_FORMS, COLLECTIVE_TITLES, INDIVIDUAL_TITLES, INITIATIVE_LEVELS, type Title } from '../title.ts';
import type { StandingResult } from './facts.ts';
import type { DivisionName, HistoryStandings, HolderHistory, InARowCounts, YearCounts } from './view.ts';

const TITLES: readonly Title[] = [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES];

/** What was recorded of the years, and whose title runs on; results in any order. */
export function historyOf(results: readonly StandingResult[]): HistoryStandings {
  return { years: yearCounts(results), inARow: inARowCounts(results) };
}

function yearCounts(results: readonly StandingResult[]): readonly YearCounts[] {
  return [...groupedBy(results, ({ year }) => year)]
    .sort(([left], [right]) => left - right)
    .map(([year, all]) => ({
      year,
      titles: TITLES.flatMap((title) => {
        const holders = holdersOf(all, (one) => one.kind === 'title' && one.title === title);
        return holders === 0 ? [] : [{ title, holders }];
      }),
      awards: AWARD_FORMS.flatMap((award) => {
        const holders = holdersOf(all, (one) => one.kind === 'award' && one.award === award);
        return holders === 0 ? [] : [{ award, holders }];
      }),
      initiatives: INITIATIVE_LEVELS.flatMap((level) => {
        const count = all.filter(({ achievement: one }) => one.kind === 'initiative' && one.level === level).length;
        return count === 0 ? [] : [{ level, count }];
      }),
    }));
}

// A result that was recorded twice is one holder's.
function holdersOf(results: readonly StandingResult[], counts: (achievement: Achievement) => boolean): number {
  return new Set(results.filter(({ achievement }) => counts(achievement)).map(({ holder }) => keyOf(holder))).size;
}

function keyOf(holder: ResultHolder): string {
  if (holder.of === 'person') return `person:${holder.memberId}`;
  return holder.of === 'division' ? `division:${holder.divisionId}` : 'agency';
}

/** The newest year with results; null without any. */
function newestYear(results: readonly StandingResult[]): number | null {
  return results.reduce<number | null>((newest, { year }) => (newest === null || year > newest ? year : newest), null);
}

interface InARow {
  readonly title: Title;
  readonly years: number;
}

/** Titles that one holder held without a gap up to a year, longest first. */
function rowsOf(results: readonly StandingResult[], until: number): readonly InARow[] {
  const held = heldTitles(results);
  return TITLES.map((title) => ({ title, years: consecutiveYears(held, title, until) }))
    .filter(({ years }) => years > 0)
    .sort((left, right) => right.years - left.years);
}

function inARowCounts(results: readonly StandingResult[]): readonly InARowCounts[] {
  const until = newestYear(results);
  if (until === null) return [];
  const rows = [...groupedBy(results, ({ holder }) => keyOf(holder)).values()].flatMap((own) => rowsOf(own, until));
  return TITLES.flatMap((title) => {
    const own = rows.filter((row) => row.title === title && row.years >= 2);
    if (own.length === 0) return [];
    return [{ title, until, two: own.length, three: own.filter(({ years }) => years >= 3).length }];
  });
}

/** Everybody whose names a history may need: also those who left, since their years were theirs. */
export interface HistoryNames {
  readonly people: readonly Person[];
  readonly divisions: readonly DivisionName[];
  readonly agency: string;
}

/** The years of every holder: people by division and name, then divisions, then the agency. */
export function holderHistories(results: readonly StandingResult[], names: HistoryNames): readonly HolderHistory[] {
  const until = newestYear(results);
  if (until === null) return [];
  const byHolder = groupedBy(results, ({ holder }) => keyOf(holder));
  const divisions = new Map(names.divisions.map((division) => [division.id, division]));
  const places = new Map(names.divisions.map(({ id }, index) => [id, index]));
  const placeOf = ({ divisionId }: Person) => places.get(divisionId) ?? places.size;
  const people = names.people.toSorted((left, right) => placeOf(left) - placeOf(right));
  const holders: readonly (readonly [string, Omit<HolderHistory, 'years' | 'inARow'>])[] = [
    ...people.map(({ id, code, fullName, divisionId }) => {
      const division = divisions.get(divisionId) ?? null;
      return [`person:${id}`, { holder: 'person', code, name: fullName, division }] as const;
    }),
    ...names.divisions.map((division) => {
      const { id, code, name } = division;
      return [`division:${id}`, { holder: 'division', code, name, division }] as const;
    }),
    ['agency', { holder: 'agency', code: '', name: names.agency, division: null }],
  ];
  return holders.flatMap(([key, holder]) => {
    const own = byHolder.get(key) ?? [];
    if (own.length === 0) return [];
    const years = [...groupedBy(own, ({ year }) => year)]
      .sort(([left], [right]) => left - right)
      .map(([year, all]) => ({ year, achievements: all.map(({ achievement }) => achievement) }));
    const inARow = rowsOf(own, until).map(({ title, years: count }) => {
      return { title, years: count, from: until - count + 1, to: until };
    });
    return [{ ...holder, years, inARow }];
  });
}
