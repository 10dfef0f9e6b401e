import type { EpochMs } from '../../lib/clock.ts';
import type { Exemplar } from '../exemplar.ts';
import type { YearResult } from '../history.ts';
import type { IndicatorValue } from '../indicator.ts';
import type { Person } from '../person.ts';
import type { Plan } from '../plan.ts';
import type { Initiative, Pledge, PledgeContent } from '../pledge.ts';
import type { Report, Review } from '../review.ts';
import type { ItemStatus } from '../review-content.ts';
import type { DivisionName } from './view.ts';

/** What counts of a pledge: a year has twenty thousand of them, and most of their words are of no use here. */
export interface StandingPledge extends Pick<Pledge, 'kind' | 'memberId' | 'divisionId' | 'state'> {
  /** The newest submitted version; null before the first. */
  readonly content:
    | (Pick<PledgeContent, 'titles' | 'awards'> & { readonly initiative: Pick<Initiative, 'level'> | null })
    | null;
}

/** What counts of a report. */
export type StandingReport = Pick<Report, 'kind' | 'memberId' | 'divisionId' | 'state'>;

/** What counts of a recorded result. */
export type StandingResult = Pick<YearResult, 'id' | 'year' | 'holder' | 'achievement'>;

/** How often reports that stand say so of a promise. */
export interface StatusCount {
  readonly status: ItemStatus;
  readonly count: number;
}

/** A round that was opened, with all its reports. */
export interface StandingRound {
  readonly review: Review;
  readonly reports: readonly StandingReport[];
  /** Null where they are not asked for. */
  readonly statuses: readonly StatusCount[] | null;
}

/** Everything that standings are worked out of, as it was read. */
export interface StandingsFacts {
  readonly at: EpochMs;
  readonly plan: Plan;
  /** Active divisions in the plan's order. */
  readonly divisions: readonly DivisionName[];
  /** Active people by name. */
  readonly people: readonly Person[];
  /** All pledges of the campaign, in whatever state. */
  readonly pledges: readonly StandingPledge[];
  /** Rounds that were opened, in the order of the year. */
  readonly reviews: readonly StandingRound[];
  /** Recorded results of the years that targets of the plan count, up to the campaign's own. */
  readonly results: readonly StandingResult[];
  /** The figures that stand now. */
  readonly indicators: readonly IndicatorValue[];
  /** Proposals of the campaign. */
  readonly exemplars: readonly Pick<Exemplar, 'state' | 'divisionId' | 'spread' | 'recognisedBy'>[];
  /** Listed exemplars that an authority recognised, by year, over the years of the plan's targets. */
  readonly recognised: ReadonlyMap<number, number>;
}

/** The facts of one division alone: its people, their pledges, reports and results, and its own. */
export function ofDivision(facts: StandingsFacts, divisionId: number): StandingsFacts {
  const people = facts.people.filter((person) => person.divisionId === divisionId);
  const ids = new Set(people.map(({ id }) => id));
  const here = (row: { readonly divisionId: number }) => row.divisionId === divisionId;
  return {
    ...facts,
    divisions: facts.divisions.filter(({ id }) => id === divisionId),
    people,
    pledges: facts.pledges.filter(here),
    reviews: facts.reviews.map(({ review, reports, statuses }) => {
      return { review, reports: reports.filter(here), statuses };
    }),
    results: resultsWithin(facts.results, ids, divisionId),
    indicators: facts.indicators.filter((value) => value.divisionId === divisionId),
    exemplars: facts.exemplars.filter(here),
    recognised: new Map(),
  };
}

/** The results of a division's people and of the division itself. */
export function resultsWithin(
  results: readonly StandingResult[],
  memberIds: ReadonlySet<number>,
  divisionId: number,
): readonly StandingResult[] {
  return results.filter(
    ({ holder }) =>
      (holder.of === 'person' && memberIds.has(holder.memberId)) ||
      (holder.of === 'division' && holder.divisionId === divisionId),
  );
}
