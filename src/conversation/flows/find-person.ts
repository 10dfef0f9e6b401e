import type { Person } from '../../domain/person.ts';
import { fold } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { type Say, say } from '../text-key.ts';

/** People offered when a name matches several. */
const MOST_MATCHES = 10;

export type FoundPerson =
  | { readonly person: Person }
  /** Nobody, or several: what to answer. */
  | { readonly person: null; readonly texts: readonly Say[] };

/**
 * The person whom a typed code or name means, of the active ones or of all; a part of the name is enough when only one
 * person has it.
 */
export function findPerson(context: MemberContext, typed: string, among: 'active' | 'all' = 'active'): FoundPerson {
  const found = matches(context.store.members[among](), typed);
  const [only] = found;
  if (only === undefined) {
    return { person: null, texts: [say('person.nobody', { typed: [...typed].slice(0, 80).join('') })] };
  }
  if (found.length === 1) return { person: only };
  const names = found
    .slice(0, MOST_MATCHES)
    .map((person) => say('person.match', { name: person.fullName, code: person.code }));
  return { person: null, texts: [say('person.several'), ...names] };
}

function matches(people: readonly Person[], typed: string): readonly Person[] {
  const wanted = fold(typed);
  const exact = people.filter((person) => fold(person.code) === wanted || fold(person.fullName) === wanted);
  return exact.length > 0 ? exact : people.filter((person) => fold(person.fullName).includes(wanted));
}
