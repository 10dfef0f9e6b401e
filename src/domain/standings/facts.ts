import type { EpochMs } from '../../lib/clock.ts';
import type { Exemplar } from '../exemplar.ts';
import type { YearResult } from '../history.ts';
import type { IndicatorValue } from '../indicator.ts';
import type { Person } from '../person.ts';
import type { Plan } from '../plan.ts';
import type { Pledge } from '../pledge.ts';
import type { Report, Review } from '../review.ts';
import type { DivisionName } from './view.ts';

/** Everything that standings are worked out of, as it was read. */
export interface StandingsFacts {
  readonly at: EpochMs;
  readonly plan: Plan;
  /** Active divisions in the plan's order. */
  readonly divisions: readonly DivisionName[];
  /** Active people by name. */
  readonly people: readonly Person[];
  /** All pledges of the campaign, in whatever state. */
  readonly pledges: readonly Pledge[];
  /** Rounds that were opened, in the order of the year, with all their reports. */
  readonly reviews: readonly { readonly review: Review; readonly reports: readonly Report[] }[];
  /** Recorded results up to the campaign's year. */
  readonly results: readonly YearResult[];
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
    reviews: facts.reviews.map(({ review, reports }) => ({ review, reports: reports.filter(here) })),
    results: facts.results.filter(
      ({ holder }) =>
        (holder.of === 'person' && ids.has(holder.memberId)) ||
        (holder.of === 'division' && holder.divisionId === divisionId),
    ),
    indicators: facts.indicators.filter((value) => value.divisionId === divisionId),
    exemplars: facts.exemplars.filter(here),
    recognised: new Map(),
  };
}
