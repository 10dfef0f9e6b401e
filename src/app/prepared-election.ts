import type { Election, ElectionRule, Nominee, RollMember } from '../domain/ballot/election.ts';
import type { VotingMethod } from '../domain/ballot/record.ts';
import { COUNCIL_POSTS } from '../domain/member.ts';
import { holds, type Person } from '../domain/person.ts';
import type { Plan, VotingRule } from '../domain/plan.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES, type Title } from '../domain/title.ts';
import { compareNames } from '../lib/vietnamese.ts';
import type { StoredElection } from './ballot-ports.ts';
import { type Candidate, candidatesFor, placesFor } from './nomination.ts';
import type { Campaign, Work } from './ports.ts';

/** Members of the council as they are now, in the order in which minutes list them. */
export function councilMembers({ store }: Pick<Work, 'store'>): readonly Person[] {
  const rank = ({ councilPost }: Person) =>
    councilPost === null ? COUNCIL_POSTS.length : COUNCIL_POSTS.indexOf(councilPost);
  return store.members
    .withRole('member')
    .filter((person) => holds(person, 'member') && person.councilPost !== null)
    .toSorted((left, right) => rank(left) - rank(right) || compareNames(left.fullName, right.fullName));
}

/**
 * The election as it would be frozen now: with the council as it is, names as they are, and the places that the plan's
 * ceilings leave. What this says is what the warnings, the acknowledgement and the opening are about.
 */
export function preparedElection(work: Work, stored: StoredElection): Election {
  const { election, preparation, campaignId } = stored;
  const campaign = campaignOf(work, campaignId, election.year);
  return {
    ...election,
    council: campaign.plan.council.name,
    roll: rollNow(work, election.roll),
    nominees: election.nominees.map((nominee) => ({ ...nominee, ...namedNow(work, nominee) })),
    rules: election.rules.map((rule) => {
      const { title } = rule.voting;
      if (preparation.ownPlaces.includes(title)) return rule;
      return { ...rule, places: placesFor(work, campaign, title)?.left ?? null };
    }),
  };
}

/** The campaign of an election; every stored one has its own. */
export function campaignOf({ store }: Pick<Work, 'store'>, campaignId: number, year: number): Campaign {
  const campaign = store.campaigns.byYear(year);
  if (campaign?.id !== campaignId) throw new Error(`no campaign ${campaignId}`);
  return campaign;
}

/** The council's members now; who was set down for paper before stays so. */
export function rollNow(work: Pick<Work, 'store'>, before: readonly RollMember[]): readonly RollMember[] {
  return councilMembers(work).map(({ code, fullName: name, councilPost }) => ({
    code,
    name,
    post: councilPost ?? 'member',
    way: before.find((member) => member.code === code)?.way ?? 'electronic',
  }));
}

function namedNow({ store }: Work, { code }: Nominee): Partial<Pick<Nominee, 'name' | 'division'>> {
  const person = store.members.byCode(code);
  if (person !== null) return { name: person.fullName, division: person.divisionName };
  const division = store.divisions.all().find((candidate) => candidate.code === code);
  return division === undefined ? {} : { name: division.name, division: division.name };
}

const TITLE_ORDER: readonly Title[] = [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES];

/** Nominees in the order of the ballot, numbered 1, 2, 3, …: by title, lowest first, then by Vietnamese name. */
export function numbered(nominees: readonly Omit<Nominee, 'number'>[]): readonly Nominee[] {
  return nominees
    .toSorted(
      (left, right) =>
        TITLE_ORDER.indexOf(left.title) - TITLE_ORDER.indexOf(right.title) ||
        compareNames(left.name, right.name) ||
        (left.code < right.code ? -1 : 1),
    )
    .map((nominee, index) => ({ ...nominee, number: index + 1 }));
}

/** What a rule begins with where the plan has none: two thirds of all, until the office says what its own rules are. */
const NO_RULE: Omit<VotingRule, 'title' | 'method'> = {
  base: 'all_members',
  numerator: 2,
  denominator: 3,
  comparator: '>=',
  quorum: { numerator: 2, denominator: 3 },
  recusal: 'votes_on_all',
  grounds: '',
};

/** The plan's rule for a title in a round of this method; one without grounds where the plan has none. */
export function plannedRule(plan: Plan, title: Title, method: VotingMethod): VotingRule {
  const planned = plan.votingRules.find((rule) => rule.title === title) ?? { ...NO_RULE, title };
  return { ...planned, method };
}

/** One rule for each title among the nominees; those that are there stay as they are. */
export function rulesFor(
  plan: Plan,
  method: VotingMethod,
  nominees: readonly Nominee[],
  before: readonly ElectionRule[],
): readonly ElectionRule[] {
  return TITLE_ORDER.filter((title) => nominees.some((nominee) => nominee.title === title)).map((title) => {
    const known = before.find(({ voting }) => voting.title === title);
    return known ?? { voting: plannedRule(plan, title, method), places: null };
  });
}

/** A nominee who could not be put forward as things are now: no candidate any more, or without the reason that it takes. */
export function unfitNominees(work: Work, stored: StoredElection): readonly Nominee[] {
  const { election, preparation, campaignId } = stored;
  const campaign = campaignOf(work, campaignId, election.year);
  const candidates = new Map<Title, readonly Candidate[]>();
  return election.nominees.filter(({ title, code }) => {
    const known = candidates.get(title) ?? candidatesFor(work, campaign, title);
    candidates.set(title, known);
    const standing = known.find((candidate) => candidate.code === code)?.standing;
    const excepted = preparation.exceptions.some((exception) => exception.title === title && exception.code === code);
    return standing !== 'eligible' && !(standing === 'needs_reason' && excepted);
  });
}

/** What else somebody on the ballot is in this round. */
export type Conflict = 'votes' | 'teller' | 'secretary' | 'chair';

/** Nominees who vote, count or run the round themselves; shown to whoever opens it. */
export function conflictsIn(
  work: Pick<Work, 'store'>,
  election: Election,
): readonly { readonly nominee: Nominee; readonly conflicts: readonly Conflict[] }[] {
  return election.nominees.flatMap((nominee) => {
    const person = work.store.members.byCode(nominee.code);
    if (person === null) return [];
    const { custody, roll } = election;
    const keeps = custody.by === 'tellers' && custody.tellers.some(({ code }) => code === person.code);
    const conflicts: readonly (readonly [Conflict, boolean])[] = [
      ['votes', roll.some(({ code }) => code === person.code)],
      ['chair', person.councilPost === 'chair'],
      ['teller', keeps || holds(person, 'teller')],
      ['secretary', holds(person, 'secretary')],
    ];
    const found = conflicts.flatMap(([conflict, is]) => (is ? [conflict] : []));
    return found.length === 0 ? [] : [{ nominee, conflicts: found }];
  });
}
