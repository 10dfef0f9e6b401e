import { indexDivisions } from './division-match.ts';
import type { ResultHolder } from './history.ts';
import type { HolderKind } from './history-columns.ts';
import { matchKey } from './match-key.ts';
import { staffCodeKey } from './staff-row.ts';

/** Everybody and everything that can hold a result, those who left and former divisions among them. */
export interface KnownHolders {
  readonly people: readonly { readonly id: number; readonly code: string; readonly fullName: string }[];
  readonly divisions: readonly { readonly id: number; readonly code: string; readonly name: string }[];
  readonly agency: string;
}

export type HolderFound =
  | { readonly holder: ResultHolder; readonly name: string }
  | { readonly problem: 'missing_holder' | 'unknown_code' | 'unknown_name' | 'ambiguous_name' }
  /** The code is of somebody whose name is another one. */
  | { readonly problem: 'other_name'; readonly stored: string };

/** Finds whose result a row is, by code and name as the list has them; `kind` null where it does not say. */
export type FindHolder = (kind: HolderKind | null, code: string, name: string) => HolderFound;

/** Prepares the look-up. A code decides; a name alone is enough where only one has it. */
export function indexHolders({ people, divisions, agency }: KnownHolders): FindHolder {
  const byCode = new Map(people.map((person) => [staffCodeKey(person.code), person]));
  const byName = new Map<string, (typeof people)[number][]>();
  for (const person of people) {
    const key = matchKey(person.fullName);
    byName.set(key, [...(byName.get(key) ?? []), person]);
  }
  const index = indexDivisions(divisions);
  const idOf = new Map(divisions.map(({ id, code }) => [code, id]));

  function divisionOf(text: string): HolderFound | null {
    const division = text === '' ? null : index.find(text);
    const divisionId = division === null ? undefined : idOf.get(division.code);
    if (division === null || divisionId === undefined) return null;
    return { holder: { of: 'division', divisionId }, name: division.name };
  }

  function personOf(code: string, name: string): HolderFound | null {
    const known = code === '' ? undefined : byCode.get(staffCodeKey(code));
    if (known !== undefined) {
      const other = name !== '' && matchKey(name) !== matchKey(known.fullName);
      if (other) return { problem: 'other_name', stored: known.fullName };
      return { holder: { of: 'person', memberId: known.id }, name: known.fullName };
    }
    if (code !== '') return null;
    const [only, ...more] = byName.get(matchKey(name)) ?? [];
    if (more.length > 0) return { problem: 'ambiguous_name' };
    return only === undefined ? null : { holder: { of: 'person', memberId: only.id }, name: only.fullName };
  }

  const office: HolderFound = { holder: { of: 'agency' }, name: agency };
  return (kind, code, name) => {
    if (kind === 'agency') return office;
    if (code === '' && name === '') return { problem: 'missing_holder' };
    if (kind === null && code === '' && matchKey(name) === matchKey(agency)) return office;
    const person = kind === 'division' ? null : personOf(code.replaceAll(' ', ''), name);
    const division = kind === 'person' || person !== null ? null : divisionOf(code === '' ? name : code);
    return person ?? division ?? { problem: code === '' ? 'unknown_name' : 'unknown_code' };
  };
}
