import { describe, expect, it } from 'vitest';
import { entitlementOf, exportNamed, exportScope, exportsFor, stillEntitled } from '../../src/app/exports.ts';
import type { Role } from '../../src/domain/member.ts';
import type { Person } from '../../src/domain/person.ts';

function person(roles: readonly Role[], over: Partial<Person> = {}): Person {
  return {
    id: 1,
    code: 'CB900',
    fullName: 'Nguyễn Văn A',
    position: '',
    divisionId: 3,
    divisionCode: 'P3',
    divisionName: 'Phòng Ba',
    roles: ['staff', ...roles],
    councilPost: null,
    employment: 'civil_servant',
    phone: null,
    locale: null,
    active: true,
    ...over,
  };
}

const SPREADSHEETS = [
  'registrations_individual',
  'registrations_collective',
  'standings',
  'quota',
  'review',
  'history',
  'delivery',
  'audit',
] as const;

/** Of how much each spreadsheet may be had: `all`, `own` division, or not at all. */
function mayHave(who: Person): readonly string[] {
  return SPREADSHEETS.map((code) => {
    const kind = exportNamed(code);
    const scope = kind === null ? null : exportScope(who, kind);
    if (scope === null) return '–';
    return scope.divisionId === null ? 'all' : scope.divisionId === who.divisionId ? 'own' : 'another';
  });
}

describe('what may be taken out', () => {
  it.each([
    [['secretary'], ['all', 'all', 'all', 'all', 'all', 'all', 'all', 'all']],
    [['leader'], ['all', 'all', 'all', 'all', '–', 'all', '–', '–']],
    [['head'], ['own', 'own', 'own', '–', 'own', 'own', '–', '–']],
    [
      ['head', 'leader'],
      ['all', 'all', 'all', 'all', 'own', 'all', '–', '–'],
    ],
    [['member'], ['–', '–', '–', '–', '–', '–', '–', '–']],
    [['teller'], ['–', '–', '–', '–', '–', '–', '–', '–']],
    [['admin'], ['–', '–', '–', '–', '–', '–', '–', 'all']],
    [[], ['–', '–', '–', '–', '–', '–', '–', '–']],
  ] as const)('by %j is %j', (roles, expected) => {
    expect(mayHave(person(roles))).toEqual(expected);
  });

  it('is nothing for whoever has left, whatever they were', () => {
    const gone = person(['secretary', 'leader', 'head'], { active: false });
    expect([mayHave(gone), exportsFor(gone)]).toEqual([SPREADSHEETS.map(() => '–'), []]);
  });
});

describe('a link to an exported file', () => {
  const made = (who: Person, code: (typeof SPREADSHEETS)[number]) => {
    const kind = exportNamed(code);
    const scope = kind === null ? null : exportScope(who, kind);
    if (kind === null || scope === null) throw new Error('not allowed');
    return entitlementOf(kind, scope);
  };

  it('is good as long as its person may have as much', () => {
    const office = made(person(['secretary']), 'history');
    const division = made(person(['head']), 'history');
    expect(stillEntitled(person(['secretary']), office)).toBe(true);
    expect(stillEntitled(person(['secretary']), division)).toBe(true);
    expect(stillEntitled(person(['leader']), office)).toBe(true);
    expect(stillEntitled(person(['head']), division)).toBe(true);
  });

  it('ends with the right: another role, another division, no role, no such export any more', () => {
    const office = made(person(['secretary']), 'history');
    const division = made(person(['head']), 'history');
    expect(stillEntitled(person(['head']), office)).toBe(false);
    expect(stillEntitled(person(['head'], { divisionId: 4 }), division)).toBe(false);
    expect(stillEntitled(person([]), division)).toBe(false);
    expect(stillEntitled(person(['leader']), made(person(['secretary']), 'delivery'))).toBe(false);
    expect(stillEntitled(person(['secretary']), 'of_another_version')).toBe(false);
  });
});
