import type { Person } from '../person.ts';
import { mayOver } from '../rights.ts';
import { ofDivision, type StandingsFacts } from './facts.ts';
import { registrationByDivision } from './registration.ts';
import { reportsOfRounds } from './standings.ts';
import type { NamedPerson, OwingStanding } from './view.ts';

/** Whether the person may read names behind the counts: the secretary and leaders all, a head the own division's. */
export function mayReadNames(person: Person, divisionId: number | null): boolean {
  return mayOver(person, 'read_standings', divisionId);
}

/** Who owes what, by division in the plan's order; the caller has asked `mayReadNames`. */
export function owingByName(all: StandingsFacts, divisionId: number | null): readonly OwingStanding[] {
  const facts = divisionId === null ? all : ofDivision(all, divisionId);
  const states = new Map(facts.pledges.map((pledge) => [pledge.memberId, pledge.state]));
  const collectives = new Map(
    facts.pledges.filter(({ kind }) => kind === 'collective').map((pledge) => [pledge.divisionId, pledge.state]),
  );
  const registration = registrationByDivision(facts).map(({ id, code, name, owing }): OwingStanding => {
    const people = owing.map((person) => named(person, states.get(person.id) === 'returned'));
    const collective = collectives.get(id) === 'returned';
    return { division: { id, code, name }, what: 'registration', people, collective };
  });
  const reviews = reportsOfRounds(facts).flatMap(({ review, reports, divisions }) => {
    const returned = new Set(reports.filter(({ state }) => state === 'returned').map(({ memberId }) => memberId));
    return divisions.map(({ id, code, name, owing, collective }): OwingStanding => {
      const people = owing.map((person) => named(person, returned.has(person.id)));
      const owed = collective === 'owes' || collective === 'returned';
      return { division: { id, code, name }, what: review.round, people, collective: owed };
    });
  });
  return [...registration, ...reviews].filter(({ people, collective }) => people.length > 0 || collective);
}

function named({ id, code, fullName }: Person, returned: boolean): NamedPerson {
  return { id, code, name: fullName, returned };
}
