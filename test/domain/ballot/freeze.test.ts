import { describe, expect, it } from 'vitest';
import type { Election } from '../../../src/domain/ballot/election.ts';
import { freshRoll, VOTING_WAYS } from '../../../src/domain/ballot/election.ts';
import { freeze, MOST_NOMINEES } from '../../../src/domain/ballot/freeze.ts';
import type { VotingRule } from '../../../src/domain/plan.ts';
import { electionOf, FROM, TWO_THIRDS } from './example-election.ts';

const sound = electionOf(7);
const rules = (...changes: readonly Partial<VotingRule>[]) => ({
  rules: changes.map((change) => ({ voting: { ...TWO_THIRDS, ...change }, places: null })),
});
const tellers = (needed: number, ...codes: string[]): Pick<Election, 'custody'> => ({
  custody: { by: 'tellers', needed, tellers: codes.map((code) => ({ code, name: code })) },
});
const nominees = (...lines: readonly (readonly [number, string])[]): Pick<Election, 'nominees'> => ({
  nominees: lines.map(([number, code]) => ({ number, code, title: TWO_THIRDS.title, name: code, division: 'VP' })),
});

describe('an election', () => {
  it('is frozen with its lists in order', () => {
    const mixed = {
      ...sound,
      ...tellers(2, 'C', 'A', 'B'),
      roll: sound.roll.toReversed(),
      ...nominees([2, 'A'], [1, 'B']),
    };
    const frozen = freeze(mixed);
    expect(frozen.ok && frozen.value.roll).toEqual(sound.roll);
    expect(frozen.ok && frozen.value.nominees.map(({ number }) => number)).toEqual([1, 2]);
    expect(frozen.ok && frozen.value.custody).toMatchObject({ tellers: [{ code: 'A' }, { code: 'B' }, { code: 'C' }] });
    expect(freeze(sound)).toEqual({ ok: true, value: sound });
  });

  it('begins with a roll on which nobody has voted', () => {
    const roll = freshRoll(electionOf(3, {}, { paper: 1 }));
    expect(roll.map(({ way }) => way)).toEqual(['paper', 'electronic', 'electronic']);
    expect(roll.some(({ voted }) => voted)).toBe(false);
    expect(VOTING_WAYS).toContain(roll[0]?.way);
  });

  it('may ask for everybody, or for more than none', () => {
    expect(freeze({ ...sound, ...rules({ numerator: 1, denominator: 1 }) }).ok).toBe(true);
    expect(freeze({ ...sound, ...rules({ numerator: 0, denominator: 1, comparator: '>' }) }).ok).toBe(true);
  });

  it.each<readonly [string, Partial<Election>, string]>([
    ['nobody may vote', { roll: [] }, 'election_roll_empty'],
    ['somebody would vote twice', { roll: [...sound.roll, ...sound.roll] }, 'election_roll_repeats'],
    ['nobody is put forward', { nominees: [] }, 'election_no_nominees'],
    ['a number is missing', nominees([1, 'A'], [3, 'B']), 'election_nominee_numbers'],
    ['two lines have one number', nominees([1, 'A'], [1, 'B']), 'election_nominee_numbers'],
    ['a person is put forward twice', nominees([1, 'A'], [2, 'A']), 'election_nominee_repeats'],
    ['one name is spelled in two ways', nominees([1, '\u1ec7'], [2, 'e\u0323\u0302']), 'election_nominee_repeats'],
    ['a title has no rule', rules({ title: 'advanced_worker' }), 'election_rules_missing'],
    ['a title has two rules', rules({}, { base: 'members_voting' }), 'election_rules_missing'],
    ['hands are raised', rules({ method: 'open_vote' }), 'election_rule_not_secret'],
    ['more than all are needed', rules({ numerator: 1, denominator: 1, comparator: '>' }), 'election_rule_unusable'],
    ['nobody needs to agree', rules({ numerator: 0, denominator: 1 }), 'election_rule_unusable'],
    ['the share is more than all', rules({ numerator: 4, denominator: 3 }), 'election_rule_unusable'],
    ['the share is of nothing', rules({ numerator: 0, denominator: 0 }), 'election_rule_unusable'],
    ['the share is no integer', rules({ numerator: 66.7, denominator: 100 }), 'election_rule_unusable'],
    ['the quorum is nobody', rules({ quorum: { numerator: 0, denominator: 3 } }), 'election_rule_unusable'],
    ['the quorum is too many', rules({ quorum: { numerator: 4, denominator: 3 } }), 'election_rule_unusable'],
    ['places are negative', { rules: [{ voting: TWO_THIRDS, places: -1 }] }, 'election_places_unusable'],
    ['it ends as it begins', { window: { from: FROM, until: FROM } }, 'election_window_empty'],
    ['one teller opens alone', tellers(1, 'A', 'B'), 'election_tellers_unusable'],
    ['too few tellers', tellers(3, 'A', 'B'), 'election_tellers_unusable'],
    ['a teller counts twice', tellers(2, 'A', 'A'), 'election_tellers_unusable'],
    ['too many tellers', tellers(2, ...Array.from({ length: 256 }, (_, n) => `${n}`)), 'election_tellers_unusable'],
  ])('is not frozen where %s', (_, change, error) => {
    expect(freeze({ ...sound, ...change })).toEqual({ ok: false, error });
  });

  it('has no more nominees than a mark can name', () => {
    const lines = (count: number) => nominees(...Array.from({ length: count }, (_, at) => [at + 1, `N${at}`] as const));
    expect(freeze({ ...sound, ...lines(MOST_NOMINEES) }).ok).toBe(true);
    expect(freeze({ ...sound, ...lines(MOST_NOMINEES + 1) })).toEqual({ ok: false, error: 'election_nominee_numbers' });
  });
});
