import { groupedBy } from '../../lib/grouping.ts';
import type { Person } from '../person.ts';
import { owes, PLEDGE_STATES, type PledgeState } from '../pledge.ts';
import { AWARD_FORMS, COLLECTIVE_TITLES, INDIVIDUAL_TITLES, INITIATIVE_LEVELS, type Title } from '../title.ts';
import type { StandingPledge } from './facts.ts';
import type { DivisionName, RegisteredCounts, RegistrationCounts, Standings, TitleStanding } from './view.ts';

const TITLES: readonly Title[] = [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES];

/** Registration in one division, with those who still owe theirs, by name. */
export interface DivisionRegistration extends DivisionName {
  readonly counts: RegistrationCounts;
  readonly owing: readonly Person[];
}

/** Registration in every division. */
export function registrationByDivision(facts: {
  readonly divisions: readonly DivisionName[];
  readonly people: readonly Person[];
  readonly pledges: readonly StandingPledge[];
}): readonly DivisionRegistration[] {
  const members = groupedBy(facts.people, ({ divisionId }) => divisionId);
  const pledges = new Map(facts.pledges.map((pledge) => [pledge.memberId, pledge]));
  return facts.divisions.map(({ id, code, name }) => {
    const people = members.get(id) ?? [];
    const byState: Record<PledgeState, number> = zeroes();
    const owing: Person[] = [];
    for (const person of people) {
      const pledge = pledges.get(person.id) ?? null;
      if (pledge !== null) byState[pledge.state] += 1;
      if (owes(pledge)) owing.push(person);
    }
    return { id, code, name, counts: registrationCounts(people.length, byState), owing };
  });
}

/** Several divisions' registration together. */
export function registrationTotal(divisions: readonly { readonly counts: RegistrationCounts }[]): RegistrationCounts {
  const byState: Record<PledgeState, number> = zeroes();
  let people = 0;
  for (const { counts } of divisions) {
    people += counts.people;
    for (const state of PLEDGE_STATES) byState[state] += counts.byState[state];
  }
  return registrationCounts(people, byState);
}

function zeroes(): Record<PledgeState, number> {
  return { draft: 0, submitted: 0, endorsed: 0, accepted: 0, returned: 0, withdrawn: 0 };
}

function registrationCounts(people: number, byState: Readonly<Record<PledgeState, number>>): RegistrationCounts {
  const endorsed = byState.endorsed + byState.accepted;
  const handedIn = byState.submitted + endorsed;
  return { people, byState, handedIn, endorsed, accepted: byState.accepted, owing: people - handedIn };
}

/** Pledges whose newest submitted version counts: all that were submitted and not withdrawn. */
export function standingPledges(pledges: readonly StandingPledge[]): readonly StandingPledge[] {
  return pledges.filter(({ state, content }) => content !== null && state !== 'draft' && state !== 'withdrawn');
}

/** How many of the pledges hold each of the given things. */
function tally<Thing>(
  pledges: readonly StandingPledge[],
  thingsOf: (content: NonNullable<StandingPledge['content']>) => readonly Thing[],
): ReadonlyMap<Thing, RegisteredCounts> {
  const counts = new Map<Thing, { registered: number; endorsed: number; accepted: number }>();
  for (const pledge of pledges) {
    if (pledge.content === null) continue;
    for (const thing of new Set(thingsOf(pledge.content))) {
      const count = counts.get(thing) ?? { registered: 0, endorsed: 0, accepted: 0 };
      counts.set(thing, count);
      count.registered += 1;
      if (pledge.state === 'endorsed' || pledge.state === 'accepted') count.endorsed += 1;
      if (pledge.state === 'accepted') count.accepted += 1;
    }
  }
  return counts;
}

const NONE: RegisteredCounts = { registered: 0, endorsed: 0, accepted: 0 };

/** Standing pledges by title; a title of `always` is named also where nobody registered for it. */
export function titleStandings(
  pledges: readonly StandingPledge[],
  always: ReadonlySet<Title>,
): readonly TitleStanding[] {
  const counts = tally(pledges, ({ titles }) => titles);
  return TITLES.filter((title) => counts.has(title) || always.has(title)).map((title) => ({
    title,
    ...(counts.get(title) ?? NONE),
  }));
}

/** Standing pledges by form of commendation. */
export function awardStandings(pledges: readonly StandingPledge[]): Standings['awards'] {
  return (['individual', 'collective'] as const).flatMap((kind) => {
    const own = pledges.filter((pledge) => pledge.kind === kind);
    const counts = tally(own, ({ awards }) => awards);
    return AWARD_FORMS.flatMap((award) => {
      const found = counts.get(award);
      return found === undefined ? [] : [{ award, kind, counts: found }];
    });
  });
}

/** Standing pledges by the level that their initiative aims at. */
export function initiativeStandings(pledges: readonly StandingPledge[]): Standings['initiatives'] {
  const counts = tally(pledges, ({ initiative }) => (initiative === null ? [] : [initiative.level]));
  return INITIATIVE_LEVELS.flatMap((level) => {
    const found = counts.get(level);
    return found === undefined ? [] : [{ level, counts: found }];
  });
}
