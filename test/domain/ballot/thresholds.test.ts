import { describe, expect, it } from 'vitest';
import { openingWarnings } from '../../../src/domain/ballot/opening-warnings.ts';
import { baseOf, neededVotes, quorumOf } from '../../../src/domain/ballot/pass-rule.ts';
import type { VotingRule } from '../../../src/domain/plan.ts';
import { electionOf, TWO_THIRDS } from './example-election.ts';

const COUNCILS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const SHARES = [
  ['50 %', 50, 100],
  ['2/3', 2, 3],
  ['66.7 %', 667, 1000],
  ['70 %', 70, 100],
  ['80 %', 80, 100],
  ['90 %', 90, 100],
] as const;
const COMPARATORS = ['>=', '>'] as const;
const BASES = ['all_members', 'members_voting'] as const;

const HEADER = `Votes needed to pass, for councils of 5 to 15 members. Made by thresholds.test.ts, to be checked with a calculator:
">= 70 %" of 9 is the least whole number a with 100*a >= 70*9 = 630, so a = 7.

After each number stands what the decision alone tells when exactly that many marks are in the box:
  !  passed = all marks agree: everybody's mark is known
  ~  passed = at most one mark does not agree
  x  nobody can pass
"66.7 %" is 667/1000, a little more than 2/3: it takes one vote more of 6, 9, 12 and 15. Who means two thirds writes 2/3.

The warnings at the end are those that rule and turnout cause. "(9 of 7-9)": so it is with 7, 8 or 9 marks in the box, and
with 9 marks 9 must agree.
`;

function sign(needed: number, marks: number): string {
  if (needed > marks) return 'x';
  return needed === marks ? '!' : needed === marks - 1 ? '~' : ' ';
}

function rulesOf(base: VotingRule['base']): readonly VotingRule[] {
  return SHARES.flatMap(([, numerator, denominator]) =>
    COMPARATORS.map((comparator) => ({ ...TWO_THIRDS, base, numerator, denominator, comparator })),
  );
}

const HEADINGS = SHARES.flatMap(([name]) => COMPARATORS.map((mark) => `${mark} ${name}`.padStart(11))).join('');

/** One table: `marksOf` says how many marks are in the box of a council of that many. */
function table(title: string, base: VotingRule['base'], marksOf: (members: number) => number): readonly string[] {
  const rows = COUNCILS.map((members) => {
    const marks = marksOf(members);
    const cells = rulesOf(base).map((rule) => {
      const needed = neededVotes(rule, baseOf(rule, members, marks));
      return `${needed}${sign(needed, marks)}`.padStart(11);
    });
    return `${String(members).padStart(7)}${String(marks).padStart(6)}${cells.join('')}`;
  });
  return [title, `members marks${HEADINGS}`, ...rows, ''];
}

/** What `openingWarnings` finds for every rule and council, but for what holds of every election. */
function findings(): readonly string[] {
  return BASES.flatMap((base) =>
    (['votes_on_all', 'abstains_on_own'] as const).flatMap((recusal) => [
      `Warnings before opening: ${base}, quorum 2/3, ${recusal}${recusal === 'votes_on_all' ? '' : ', a member is put forward'}`,
      ...SHARES.flatMap(([name, numerator, denominator]) =>
        COMPARATORS.flatMap((comparator) =>
          COUNCILS.map((members) => {
            const rule = { base, recusal, numerator, denominator, comparator };
            const found = openingWarnings(electionOf(members, rule, { nominees: ['CB01'] }))
              .filter(({ severity }) => severity !== 'totals')
              .map(({ code, marks: { least, most }, needed }) => {
                const marks = least === most ? `${most}` : `${least}-${most}`;
                return `${code} (${needed ?? '-'} of ${marks})`;
              });
            return `  ${comparator.padEnd(2)} ${name.padEnd(6)} of ${String(members).padStart(2)}: ${found.join(', ') || '-'}`;
          }),
        ),
      ),
      '',
    ]),
  );
}

const quorum = (members: number) => quorumOf(TWO_THIRDS.quorum, members);

describe('the table of thresholds', () => {
  it('stands in thresholds.txt, with the warnings for every line of it', async () => {
    const text = [
      HEADER,
      ...table('All vote, on either base', 'all_members', (members) => members),
      ...table('Of all members, with as few voting as the quorum of 2/3 lets', 'all_members', quorum),
      ...table('Of members voting, with as few voting as the quorum of 2/3 lets', 'members_voting', quorum),
      ...table('Of all members, all vote, one abstains on their own line', 'all_members', (members) => members - 1),
      ...table(
        'Of members voting, all vote, one abstains on their own line',
        'members_voting',
        (members) => members - 1,
      ),
      ...findings(),
    ].join('\n');
    await expect(text).toMatchFileSnapshot('thresholds.txt');
  });

  it('is the same on either base when all vote', () => {
    const all = (members: number) => members;
    expect(table('', 'members_voting', all)).toEqual(table('', 'all_members', all));
  });

  // Worked out on paper from the fractions, not by the program.
  it.each([
    ['> 1/2', 1, 2, '>', [3, 4, 5, 5, 6, 7, 8]],
    ['>= 2/3', 2, 3, '>=', [4, 5, 6, 6, 7, 9, 10]],
    ['>= 70 %', 70, 100, '>=', [4, 5, 6, 7, 7, 10, 11]],
    ['>= 80 %', 80, 100, '>=', [4, 6, 7, 8, 8, 11, 12]],
    ['>= 90 %', 90, 100, '>=', [5, 7, 8, 9, 9, 12, 14]],
    ['> 90 %', 90, 100, '>', [5, 7, 8, 9, 10, 12, 14]],
    ['>= 50 %', 50, 100, '>=', [3, 4, 4, 5, 5, 7, 8]],
    ['>= 66.7 %', 667, 1000, '>=', [4, 5, 6, 7, 7, 9, 11]],
  ] as const)('%s of 5, 7, 8, 9, 10, 13 and 15 members', (_, numerator, denominator, comparator, needed) => {
    const rule = { numerator, denominator, comparator };
    expect([5, 7, 8, 9, 10, 13, 15].map((members) => neededVotes(rule, members))).toEqual(needed);
  });
});
