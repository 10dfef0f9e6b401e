import { EXEMPLAR_STATES } from '../domain/exemplar.ts';
import type { Person } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import { resultsWithin, type StandingResult, type StandingsFacts } from '../domain/standings/facts.ts';
import { mayReadNames, owingByName } from '../domain/standings/named.ts';
import { titleQuotaOf } from '../domain/standings/quotas.ts';
import { type DivisionRegistration, registrationByDivision } from '../domain/standings/registration.ts';
import { standingsOf } from '../domain/standings/standings.ts';
import type {
  DivisionName,
  HistoryStandings,
  HolderHistory,
  OwingStanding,
  Standings,
  TitleQuota,
} from '../domain/standings/view.ts';
import { historyOf, holderHistories } from '../domain/standings/years.ts';
import { INDIVIDUAL_TITLES, type IndividualTitle, type Title } from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Campaign, Store, Work } from './ports.ts';

/** How a campaign stands now, for the whole office or for one division: counts only. */
export function standings(work: Work, campaign: Campaign, divisionId: number | null): Standings {
  return standingsOf(loadFacts(work, campaign, divisionId), divisionId);
}

/** Who owes what, for whoever may read it. */
export function owing(
  work: Work,
  campaign: Campaign,
  reader: Person,
  divisionId: number | null,
): Result<readonly OwingStanding[], 'not_allowed'> {
  if (!mayReadNames(reader, divisionId)) return err('not_allowed');
  return ok(owingByName(loadFacts(work, campaign, divisionId), divisionId));
}

/** What was recorded of the years up to the campaign's own: counts only. */
export function history(work: Work, campaign: Campaign, divisionId: number | null): HistoryStandings {
  return historyOf(resultsFor(work, campaign, divisionId));
}

/** The years of every holder, for whoever may read their names. */
export function historyByName(
  work: Work,
  campaign: Campaign,
  reader: Person,
  divisionId: number | null,
): Result<readonly HolderHistory[], 'not_allowed'> {
  if (!mayReadNames(reader, divisionId)) return err('not_allowed');
  const { members } = work.store;
  return ok(
    holderHistories(resultsFor(work, campaign, divisionId), {
      // Who left had those years too.
      people: divisionId === null ? members.all() : members.activeInDivision(divisionId),
      divisions: activeDivisions(work.store).filter(({ id }) => divisionId === null || id === divisionId),
      agency: campaign.plan.agency.name,
    }),
  );
}

function resultsFor({ store }: Work, { year }: Campaign, divisionId: number | null): readonly StandingResult[] {
  const results = store.standing.results(0, year);
  if (divisionId === null) return results;
  return resultsWithin(results, new Set(store.members.activeInDivision(divisionId).map(({ id }) => id)), divisionId);
}

/** Reads all that standings are worked out of: a fixed number of reads, however many people there are. */
function loadFacts({ store, now }: Work, campaign: Campaign, divisionId: number | null): StandingsFacts {
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
      const statuses = divisionId === null ? null : store.standing.statuses(review.id, divisionId);
      return [{ review, reports: store.standing.reports(review.id), statuses }];
    }),
    results: store.standing.results(first, year),
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
