import { asLatinCapitals, hasForeignLetters } from '../lib/lookalikes.ts';
import type { StaffRecord } from './member.ts';
import type { Division } from './plan.ts';

/** Something odd about a whole list; each has a text `staff_sheet.warning.<code>`. */
type StaffWarningCode = 'two_heads' | 'two_chairs' | 'shared_phone' | 'foreign_letters' | 'lookalike_codes';

export interface StaffWarning {
  readonly code: StaffWarningCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is odd about the people as they would be after an import. */
export function staffWarnings(people: readonly StaffRecord[], divisions: readonly Division[]): readonly StaffWarning[] {
  const atWork = people.filter((person) => person.active);
  const names = new Map(divisions.map((division) => [division.code, division.name]));
  const heads = shared(atWork, (person) => (person.roles.includes('head') ? person.divisionCode : null));
  const chairs = shared(atWork, (person) => (person.councilPost === 'chair' ? 'chair' : null));
  const phones = shared(atWork, (person) => person.phone);
  const codes = shared(atWork, ({ code }) => asRead(code));
  const foreign = atWork.filter(({ code, fullName }) => hasForeignLetters(`${code} ${fullName}`));
  return [
    ...heads.map(([code, who]) => warning('two_heads', who, { division: names.get(code) ?? code })),
    ...chairs.map(([, who]) => warning('two_chairs', who, {})),
    ...phones.map(([phone, who]) => warning('shared_phone', who, { phone })),
    ...codes.map(([, who]) => warning('lookalike_codes', who, { codes: who.map(({ code }) => code).join(', ') })),
    ...(foreign.length === 0 ? [] : [warning('foreign_letters', foreign, {})]),
  ];
}

/** A code as an eye takes it: O for 0, I and L for 1. */
function asRead(code: string): string {
  return asLatinCapitals(code).replaceAll('O', '0').replace(/[IL]/g, '1');
}

function shared(
  people: readonly StaffRecord[],
  keyOf: (person: StaffRecord) => string | null,
): readonly (readonly [string, readonly StaffRecord[]])[] {
  const groups = new Map<string, StaffRecord[]>();
  for (const person of people) {
    const key = keyOf(person);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [person]);
    else group.push(person);
  }
  return [...groups].filter(([, who]) => who.length > 1);
}

function warning(code: StaffWarningCode, who: readonly StaffRecord[], params: StaffWarning['params']): StaffWarning {
  return { code, params: { ...params, names: who.map((person) => person.fullName).join(', ') } };
}
