import { groupedBy } from '../../lib/grouping.ts';
import { ceilingOf } from '../ceiling.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES, type Title } from '../title.ts';
import { ofDivision, type StandingPledge, type StandingRound, type StandingsFacts } from './facts.ts';
import { titleQuotaOf } from './quotas.ts';
import { arrangeResults } from './recorded.ts';
import {
  awardStandings,
  type DivisionRegistration,
  initiativeStandings,
  registrationByDivision,
  registrationTotal,
  standingPledges,
  titleStandings,
} from './registration.ts';
import { type DivisionReports, divisionReview, reportsByDivision, reviewStanding } from './reviews.ts';
import { targetStandings } from './targets.ts';
import type { DivisionStanding, Standings, TargetStanding, TitleQuota } from './view.ts';

/**
 * How a campaign stands, for the whole office or for one division. Pure, and its work grows in proportion to the people:
 * everybody is looked at a fixed number of times.
 */
export function standingsOf(all: StandingsFacts, divisionId: number | null): Standings {
  const facts = divisionId === null ? all : ofDivision(all, divisionId);
  const { plan } = facts;
  const pledges = standingPledges(facts.pledges);
  const registrations = registrationByDivision(facts);
  const rounds = reportsOfRounds(facts);
  const targets = targetStandings({
    ...facts,
    pledges,
    recorded: arrangeResults(facts.results, facts.recognised),
    ofOneDivision: divisionId !== null,
  });
  const wanted = titlesOf(targets);
  return {
    year: plan.year,
    at: facts.at,
    agency: { name: plan.agency.name, shortName: plan.agency.shortName },
    division: divisionId === null ? null : (facts.divisions[0] ?? null),
    registration: registrationTotal(registrations),
    divisions: divisionStandings(facts, registrations, rounds, pledges),
    titles: titleStandings(pledges, wanted),
    awards: awardStandings(pledges),
    initiatives: initiativeStandings(pledges),
    quotas: divisionId === null ? quotas(facts, pledges) : [],
    targets,
    reviews: rounds.map(({ review, statuses, divisions }) => reviewStanding(review, statuses, divisions)),
    exemplars: exemplarCounts(facts.exemplars),
  };
}

/** One opened round by division. */
export interface RoundReports extends StandingRound {
  readonly divisions: readonly DivisionReports[];
}

/** Every opened round by division. */
export function reportsOfRounds(facts: StandingsFacts): readonly RoundReports[] {
  return facts.reviews.map((round) => {
    return { ...round, divisions: reportsByDivision({ ...facts, reports: round.reports }) };
  });
}

function divisionStandings(
  facts: StandingsFacts,
  registrations: readonly DivisionRegistration[],
  rounds: readonly RoundReports[],
  pledges: readonly StandingPledge[],
): readonly DivisionStanding[] {
  const byDivision = groupedBy(pledges, ({ divisionId }) => divisionId);
  const collectives = new Map(
    facts.pledges.filter(({ kind }) => kind === 'collective').map(({ divisionId, state }) => [divisionId, state]),
  );
  return registrations.map(({ id, code, name, counts }, place) => ({
    id,
    code,
    name,
    registration: counts,
    collective: collectives.get(id) ?? null,
    titles: titleStandings(byDivision.get(id) ?? [], new Set()),
    // Rounds list the same divisions in the same order.
    reviews: rounds.flatMap(({ review, divisions }) => {
      const reports = divisions[place];
      return reports === undefined ? [] : [divisionReview(review, reports)];
    }),
  }));
}

function titlesOf(targets: readonly TargetStanding[]): ReadonlySet<Title> {
  return new Set(targets.flatMap(({ target: { measure } }) => (measure.of === 'title' ? [measure.title] : [])));
}

function quotas(facts: StandingsFacts, pledges: readonly StandingPledge[]): readonly TitleQuota[] {
  const registered = new Map(titleStandings(pledges, new Set()).map((one) => [one.title, one.registered]));
  const counts = {
    staff: facts.people.length,
    divisions: facts.divisions.length,
    individuals: pledges.filter(({ kind }) => kind === 'individual').length,
    advancedWorkers: registered.get('advanced_worker') ?? 0,
  };
  return [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES].flatMap((title) => {
    if (ceilingOf(facts.plan, title) === null) return [];
    return titleQuotaOf(facts.plan, title, { registered: registered.get(title) ?? 0, counts }) ?? [];
  });
}

function exemplarCounts(exemplars: StandingsFacts['exemplars']): Standings['exemplars'] {
  const listed = exemplars.filter(({ state }) => state === 'listed');
  return {
    proposed: exemplars.filter(({ state }) => state === 'submitted').length,
    listed: listed.length,
    spread: listed.filter(({ spread }) => spread).length,
    recognised: listed.filter(({ recognisedBy }) => recognisedBy !== null).length,
  };
}
