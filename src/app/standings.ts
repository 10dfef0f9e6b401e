import { EXEMPLAR_STATES } from '../domain/exemplar.ts';
import type { Person } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import type { StandingsFacts } from '../domain/standings/facts.ts';
import { mayReadNames, namedStandings } from '../domain/standings/named.ts';
import { titleQuotaOf } from '../domain/standings/quotas.ts';
import { type DivisionRegistration, registrationByDivision } from '../domain/standings/registration.ts';
import { standingsOf } from '../domain/standings/standings.ts';
import type { DivisionName, NamedStandings, Standings, TitleQuota } from '../domain/standings/view.ts';
import { INDIVIDUAL_TITLES, type IndividualTitle, type Title } from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Campaign, Store, Work } from './ports.ts';

/** How a campaign stands now, for the whole office or for one division: counts only. */
export function standings(work: Work, campaign: Campaign, divisionId: number | null): Standings {
  return standingsOf(loadFacts(work, campaign), divisionId);
}

/** Who is behind the counts, for whoever may read it. */
export function standingsByName(
  work: Work,
  campaign: Campaign,
  reader: Person,
  divisionId: number | null,
): Result<NamedStandings, 'not_allowed'> {
  if (!mayReadNames(reader, divisionId)) return err('not_allowed');
  return ok(namedStandings(loadFacts(work, campaign), divisionId, { people: work.store.members.all() }));
}

/** Reads all that standings are worked out of: a fixed number of reads, however many people there are. */
function loadFacts({ store, now }: Work, campaign: Campaign): StandingsFacts {
  const { plan, id, year } = campaign;
  const first = plan.targets.reduce((earliest, { from }) => Math.min(earliest, from), year);
  const recognised = Array.from({ length: year - first + 1 }, (_, index) => {
    return [first + index, store.exemplars.countRecognised(first + index, first + index)] as const;
  });
  return {
    at: now,
    plan,
    divisions: activeDivisions(store),
    people: store.members.active(),
    pledges: store.standing.pledges(id),
    reviews: REVIEW_ROUNDS.flatMap((round) => {
      const review = store.reviews.find(id, round);
      if (review === null) return [];
      return [{ review, reports: store.standing.reports(review.id), statuses: store.standing.statuses(review.id) }];
    }),
    results: store.standing.results(year),
    indicators: store.indicators.current(id),
    exemplars: store.exemplars.inStates(id, EXEMPLAR_STATES),
    recognised: new Map(recognised),
  };
}

/** The office's divisions as they are now, in the plan's order. */
export function activeDivisions(store: Store): readonly DivisionName[] {
  return store.divisions
    .all()
    .filter(({ active }) => active)
    .map(({ id, code, name }) => ({ id, code, name }));
}

/** Registration in every active division, with those who still owe theirs. */
export function divisionRegistrations({ store }: Work, campaign: Campaign): readonly DivisionRegistration[] {
  const pledges = store.standing.pledges(campaign.id);
  return registrationByDivision({ divisions: activeDivisions(store), people: store.members.active(), pledges });
}

/** The live quota of a title by counts alone: it is asked for at every question about titles. */
export function titleQuota({ store }: Work, campaign: Campaign, title: Title): TitleQuota | null {
  const { pledges, members } = store;
  return titleQuotaOf(campaign.plan, title, {
    registered: pledges.countTitle(campaign.id, title),
    counts: {
      staff: members.countActive(),
      divisions: activeDivisions(store).length,
      individuals: pledges.countIndividuals(campaign.id),
      advancedWorkers: pledges.countTitle(campaign.id, 'advanced_worker'),
    },
  });
}

/** How many of a division registered for each individual title. */
export function countHolders(
  work: Work,
  campaign: Campaign,
  divisionId: number,
): Partial<Record<IndividualTitle, number>> {
  const holders: Partial<Record<IndividualTitle, number>> = {};
  const states = ['submitted', 'endorsed', 'accepted', 'returned'] as const;
  for (const pledge of work.store.pledges.inStates(campaign.id, states, divisionId)) {
    if (pledge.kind !== 'individual') continue;
    for (const title of INDIVIDUAL_TITLES) {
      if (pledge.content?.titles.includes(title)) holders[title] = (holders[title] ?? 0) + 1;
    }
  }
  return holders;
}
