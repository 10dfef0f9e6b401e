import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  OPENING_WARNINGS,
  type OpeningFinding,
  openingWarnings,
  SEVERITIES,
} from '../../../src/domain/ballot/opening-warnings.ts';
import { baseOf, electionQuorum, passes } from '../../../src/domain/ballot/pass-rule.ts';
import type { VotingRule } from '../../../src/domain/plan.ts';
import { comparator, electionOf } from './example-election.ts';

const NINETY = { numerator: 90, denominator: 100, comparator: '>=' } as const;
const ALWAYS = ['unanimous_totals', 'nobody_agrees', 'one_differs'];

function codes(...args: Parameters<typeof electionOf>): readonly string[] {
  return openingWarnings(electionOf(...args)).map(({ code }) => code);
}

describe('before an election is opened, it is said', () => {
  it('that nine members and 90 % of all of them leave nothing hidden', () => {
    expect(openingWarnings(electionOf(9, NINETY))[0]).toEqual({
      code: 'pass_reveals_all',
      severity: 'decision',
      title: 'grassroots_emulation_fighter',
      nominees: [1, 2],
      members: 9,
      marks: { least: 9, most: 9 },
      needed: 9,
    });
  });

  it('that fewer than ten members and 90 % never leave anything hidden, on either base', () => {
    for (const base of ['all_members', 'members_voting'] as const) {
      for (let members = 3; members <= 9; members += 1) {
        const [first] = openingWarnings(electionOf(members, { ...NINETY, base }));
        expect([first?.code, first?.severity, first?.needed]).toEqual(['pass_reveals_all', 'decision', members]);
      }
    }
  });

  it('that ten members and 90 % hide one person, and nobody when one is absent', () => {
    const found = openingWarnings(electionOf(10, NINETY)).filter(({ nominees }) => nominees.length > 0);
    expect(found.map(({ code, severity, marks, needed }) => [code, severity, marks, needed])).toEqual([
      ['pass_reveals_nearly_all', 'decision', { least: 10, most: 10 }, 9],
      ['pass_reveals_all', 'turnout', { least: 9, most: 9 }, 9],
    ]);
  });

  it('that a member who abstains on their own line cannot pass with 90 % of all nine', () => {
    const found = openingWarnings(electionOf(9, { ...NINETY, recusal: 'abstains_on_own' }));
    expect(found[0]).toMatchObject({ code: 'cannot_pass', nominees: [1], marks: { least: 8, most: 8 }, needed: 9 });
    expect(found[1]).toMatchObject({ code: 'pass_reveals_all', nominees: [2], needed: 9 });
  });

  it('that the same member passes with everybody else where the base is those voting', () => {
    const rule = { ...NINETY, recusal: 'abstains_on_own', base: 'members_voting' } as const;
    const found = openingWarnings(electionOf(9, rule)).filter(({ code }) => code === 'pass_reveals_all');
    expect(found.map(({ nominees, marks, needed }) => [nominees, marks, needed])).toEqual([
      [[1], { least: 5, most: 8 }, 8],
      [[2], { least: 6, most: 9 }, 9],
    ]);
  });

  it.each([
    ['a single paper ballot is known', 9, 1, 'single_paper_ballot'],
    ['a single electronic ballot is known beside paper', 9, 8, 'single_electronic_ballot'],
    ['two members know each other', 2, 0, 'too_few_members'],
    ['one member hides nothing', 1, 0, 'too_few_members'],
  ])('that %s', (_, members, paper, code) => {
    expect(codes(members, {}, { paper })[0]).toBe(code);
  });

  it('nothing of paper where nobody votes on it', () => {
    for (const members of [1, 2, 9]) expect(codes(members).filter((code) => code.startsWith('single'))).toEqual([]);
  });

  it('that of two paper ballots one stands alone on the line of a member who hands in the other', () => {
    const found = openingWarnings(electionOf(9, { recusal: 'abstains_on_own' }, { paper: 2 }));
    expect(found[0]).toMatchObject({ code: 'single_paper_ballot', nominees: [1], marks: { least: 1, most: 1 } });
    expect(codes(9, {}, { paper: 2 })).not.toContain('single_paper_ballot');
  });

  it('that two marks can be counted where the quorum is two', () => {
    const found = openingWarnings(electionOf(7, { quorum: { numerator: 1, denominator: 5 } }));
    expect(found.find(({ code }) => code === 'few_marks')).toMatchObject({
      marks: { least: 2, most: 2 },
      needed: null,
    });
    expect(codes(7)).not.toContain('few_marks');
  });

  it('that "not passed" with a low share says that nobody agreed', () => {
    expect(codes(9, { numerator: 1, denominator: 10 })[0]).toBe('fail_reveals_all');
    expect(codes(9, { numerator: 2, denominator: 10 })[0]).toBe('fail_reveals_nearly_all');
  });

  it('that totals alike, or with none agreeing, tell everything whatever the rule', () => {
    const everybody = { numerator: 1, denominator: 1 };
    expect(codes(9, { quorum: everybody })).toEqual(ALWAYS);
    expect(openingWarnings(electionOf(9, { quorum: everybody }))[0]).toMatchObject({ severity: 'totals', members: 9 });
  });

  it('that two thirds of nine hide little when only six or seven come', () => {
    const found = openingWarnings(electionOf(9)).filter(({ severity }) => severity === 'turnout');
    expect(found.map(({ code, marks, needed }) => [code, marks, needed])).toEqual([
      ['pass_reveals_all', { least: 6, most: 6 }, 6],
      ['pass_reveals_nearly_all', { least: 7, most: 7 }, 6],
    ]);
  });
});

const anyRule: fc.Arbitrary<Partial<VotingRule>> = fc.record({
  numerator: fc.integer({ min: 1, max: 9 }),
  denominator: fc.constant(10),
  comparator,
  base: fc.constantFrom('all_members' as const, 'members_voting' as const),
  recusal: fc.constantFrom('votes_on_all' as const, 'abstains_on_own' as const),
  quorum: fc.record({ numerator: fc.integer({ min: 1, max: 3 }), denominator: fc.constant(3) }),
});

// The smallest councils are where edges meet.
const anyCouncil = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 15 }));

/** Whether a finding says so of a line when so many marks are in its box. */
function told(found: readonly OpeningFinding[], code: string, line: number, marks: number): boolean {
  return found.some(
    (one) => one.code === code && one.nominees.includes(line) && one.marks.least <= marks && marks <= one.marks.most,
  );
}

describe('what the decision alone tells', () => {
  it('is exactly what trying every total finds, for every line and turnout that counts', () => {
    fc.assert(
      fc.property(anyCouncil, anyRule, (members, rule) => {
        const election = electionOf(members, rule);
        const found = openingWarnings(election);
        const [{ voting } = { voting: null }] = election.rules;
        if (voting === null) throw new Error('no rule');
        for (const line of [1, 2]) {
          const recused = line === 1 && voting.recusal === 'abstains_on_own' ? 1 : 0;
          const quorum = electionQuorum(election) - recused;
          for (let marks = Math.max(1, quorum); marks <= members - recused; marks += 1) {
            const totals = Array.from({ length: marks + 1 }, (_, agree) => agree);
            const passing = totals.filter((agree) => passes(voting, agree, baseOf(voting, members, marks)));
            const failing = totals.filter((agree) => !passing.includes(agree));
            const says = (code: string) => told(found, code, line, marks);
            expect(says('pass_reveals_all')).toBe(passing.length === 1);
            expect(says('pass_reveals_nearly_all')).toBe(passing.length === 2);
            expect(says('fail_reveals_all')).toBe(failing.length === 1);
            expect(says('fail_reveals_nearly_all')).toBe(failing.length === 2 && marks > 1);
            if (marks === members - recused) expect(says('cannot_pass')).toBe(passing.length === 0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes worst first, and never comes to nothing', () => {
    fc.assert(
      fc.property(anyCouncil, fc.nat(15), anyRule, (members, paper, rule) => {
        const found = openingWarnings(electionOf(members, rule, { paper }));
        const ranks = found.map((one) => SEVERITIES.indexOf(one.severity) * 100 + OPENING_WARNINGS.indexOf(one.code));
        expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
        expect(found.length).toBeGreaterThanOrEqual(ALWAYS.length);
      }),
    );
  });
});
