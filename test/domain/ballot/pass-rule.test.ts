import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseOf,
  electionQuorum,
  isRecused,
  linesOf,
  neededVotes,
  passes,
  percentOf,
  quorumOf,
  ruleOf,
} from '../../../src/domain/ballot/pass-rule.ts';
import { comparator, electionOf } from './example-election.ts';

const share = fc
  .tuple(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }))
  .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }));
const base = fc.integer({ min: 1, max: 500 });

describe('the votes needed', () => {
  it('pass, and one fewer does not', () => {
    fc.assert(
      fc.property(share, comparator, base, (fraction, sign, members) => {
        const rule = { ...fraction, comparator: sign };
        const needed = neededVotes(rule, members);
        expect(passes(rule, needed, members)).toBe(true);
        expect(passes(rule, needed - 1, members)).toBe(false);
      }),
    );
  });

  it('are what exact fractions say, at the edge itself', () => {
    const whole = fc.tuple(share, fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(whole, comparator, fc.constantFrom(-1, 0, 1), ([fraction, times], sign, beside) => {
        const { numerator, denominator } = fraction;
        const [agree, members] = [numerator * times + beside, denominator * times];
        const over = BigInt(agree) * BigInt(denominator) - BigInt(numerator) * BigInt(members);
        expect(passes({ ...fraction, comparator: sign }, agree, members)).toBe(sign === '>=' ? over >= 0n : over > 0n);
      }),
    );
  });

  it('differ between the comparators only where the share is a whole number of people', () => {
    fc.assert(
      fc.property(share, base, (fraction, members) => {
        const atLeast = neededVotes({ ...fraction, comparator: '>=' }, members);
        const more = neededVotes({ ...fraction, comparator: '>' }, members);
        expect(more - atLeast).toBe((fraction.numerator * members) % fraction.denominator === 0 ? 1 : 0);
      }),
    );
  });

  it('are reached by nobody where nobody counts', () => {
    const none = { numerator: 0, denominator: 1, comparator: '>=' } as const;
    expect(passes(none, 0, 0)).toBe(false);
    expect(neededVotes(none, 0)).toBe(1);
  });
});

describe('the quorum', () => {
  it.each([
    [5, 4],
    [7, 5],
    [8, 6],
    [9, 6],
    [10, 7],
    [11, 8],
    [13, 9],
    [15, 10],
  ])('of two thirds of %i members is %i', (members, quorum) => {
    expect(quorumOf({ numerator: 2, denominator: 3 }, members)).toBe(quorum);
  });

  it('of a round is that of its strictest rule, and somebody at least', () => {
    const election = electionOf(9);
    const [first] = election.rules;
    const strict = {
      ...ruleOf(election, 'grassroots_emulation_fighter').voting,
      quorum: { numerator: 3, denominator: 4 },
    };
    expect(electionQuorum(election)).toBe(6);
    expect(electionQuorum({ ...election, rules: [...(first ? [first] : []), { voting: strict, places: null }] })).toBe(
      7,
    );
    expect(quorumOf({ numerator: 0, denominator: 1 }, 9)).toBe(1);
  });
});

describe('recusal', () => {
  const own = electionOf(9, { recusal: 'abstains_on_own' });
  const [lineOfMember, lineOfAnother] = own.nominees;

  it('takes the own line, and no other, from a member who is put forward', () => {
    expect(linesOf(own, { code: 'CB01' }).map(({ number }) => number)).toEqual([2]);
    expect(linesOf(own, { code: 'CB02' }).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('takes nothing where the rule lets everybody vote on all', () => {
    expect(linesOf(electionOf(9), { code: 'CB01' }).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('does not mistake a division for the person with the same code', () => {
    const title = 'excellent_labour_collective';
    const collective = electionOf(9, { recusal: 'abstains_on_own', title }, { nominees: ['CB01'] });
    expect(collective.nominees.some((line) => isRecused(collective, line, { code: 'CB01' }))).toBe(false);
  });

  it('leaves the total number of members as it was, and counts among those voting only who marked the line', () => {
    expect(lineOfMember && isRecused(own, lineOfMember, { code: 'CB01' })).toBe(true);
    expect(lineOfAnother && isRecused(own, lineOfAnother, { code: 'CB01' })).toBe(false);
    expect(baseOf({ base: 'all_members' }, 9, 8)).toBe(9);
    expect(baseOf({ base: 'members_voting' }, 9, 8)).toBe(8);
  });
});

describe('the percentage', () => {
  it.each([
    [6, 7, 85, 71],
    [2, 3, 66, 67],
    [1, 3, 33, 33],
    [1, 800, 0, 13],
    [1, 1600, 0, 6],
    [9, 9, 100, 0],
    [0, 9, 0, 0],
    [17_999, 20_000, 90, 0],
  ])('of %i of %i is %i,%i', (part, of, whole, hundredths) => {
    expect(percentOf(part, of)).toEqual({ whole, hundredths });
  });

  it('of nobody is none', () => expect(percentOf(0, 0)).toBeNull());

  it('is never further from the share than half a hundredth, and a half goes up', () => {
    fc.assert(
      fc.property(base, base, (one, other) => {
        const [part, of] = [Math.min(one, other), Math.max(one, other)];
        const shown = percentOf(part, of);
        const exact = BigInt(part) * 20_000n;
        const twice = 2n * BigInt((shown?.whole ?? -1) * 100 + (shown?.hundredths ?? 0)) * BigInt(of);
        expect(twice - exact <= BigInt(of) && exact - twice < BigInt(of)).toBe(true);
      }),
    );
  });
});

it('a title without a rule is a bug', () => {
  expect(() => ruleOf({ rules: [] }, 'advanced_worker')).toThrow('no voting rule');
});
