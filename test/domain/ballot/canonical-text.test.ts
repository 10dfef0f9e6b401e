import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, fingerprintOf } from '../../../src/domain/ballot/canonical-text.ts';
import { CASTING_PLACES, type Custody, type Election, VOTING_WAYS } from '../../../src/domain/ballot/election.ts';
import { COUNCIL_POSTS } from '../../../src/domain/member.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES } from '../../../src/domain/title.ts';
import { comparator, electionOf, FROM, UNTIL } from './example-election.ts';

const example = electionOf(2, { recusal: 'abstains_on_own' }, { paper: 1, places: 1 });

// Few letters, the signs of the text's own form among them, so that one field can look like the end of another.
const sign = fc.constantFrom(
  'a',
  'B',
  '\\',
  '\t',
  '\n',
  '{',
  '9',
  '}',
  ' ',
  '\u0301',
  'e',
  '\u00e9',
  '\u202e',
  '\u200b',
  '\ud800',
);
const text = fc.array(sign, { maxLength: 4 }).map((signs) => signs.join(''));
const small = fc.nat(3);
const few = { maxLength: 2 };
const title = fc.constantFrom(...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES);
const teller = fc.record({ code: text, name: text });
const custody: fc.Arbitrary<Custody> = fc.oneof(
  fc.constant({ by: 'server' } as const),
  fc.record({ by: fc.constant('tellers' as const), needed: small, tellers: fc.array(teller, few) }),
);
const voting = fc.record({
  title,
  method: fc.constantFrom('secret_ballot' as const, 'open_vote' as const),
  base: fc.constantFrom('all_members' as const, 'members_voting' as const),
  numerator: small,
  denominator: small,
  comparator,
  quorum: fc.record({ numerator: small, denominator: small }),
  recusal: fc.constantFrom('votes_on_all' as const, 'abstains_on_own' as const),
  grounds: text,
});
const anyElection: fc.Arbitrary<Election> = fc.record({
  year: small,
  name: text,
  council: text,
  roll: fc.array(
    fc.record({
      code: text,
      name: text,
      post: fc.constantFrom(...COUNCIL_POSTS),
      way: fc.constantFrom(...VOTING_WAYS),
    }),
    few,
  ),
  nominees: fc.array(fc.record({ number: small, title, code: text, name: text, division: text }), few),
  rules: fc.array(fc.record({ voting, places: fc.option(small) }), few),
  window: fc.record({ from: small, until: small }),
  casting: fc.constantFrom(...CASTING_PLACES),
  custody,
});

/** What an election says, by another way than lines: letters in NFC, lists in an order of their own. */
function said(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(said).sort().join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}:${said(part)}`)
      .sort()
      .join(',')}}`;
  }
  return JSON.stringify(typeof value === 'string' ? value.normalize('NFC') : value);
}

describe('the canonical text', () => {
  it('is one line a fact, as anybody can read and hash it', () => {
    const lines = canonicalText({
      ...example,
      custody: { by: 'tellers', needed: 2, tellers: ['B', 'A'].map((code) => ({ code, name: `Ông ${code}` })) },
    }).split('\n');
    expect(lines).toEqual([
      'thidua-election/1',
      'year\t2022',
      'name\tXét danh hiệu thi đua năm 2022',
      'council\tHội đồng Thi đua – Khen thưởng cơ quan',
      'window\t2022-12-05T01:00:00.000Z\t2022-12-07T09:00:00.000Z',
      'casting\tchat_and_page',
      'custody\ttellers\t2',
      'teller\tA\tÔng A',
      'teller\tB\tÔng B',
      'member\tCB01\tchair\tpaper\tThành viên 1',
      'member\tCB02\tmember\telectronic\tThành viên 2',
      'rule\tgrassroots_emulation_fighter\tsecret_ballot\tall_members\t>=\t2\t3\t2\t3\tabstains_on_own\t1\tQuy chế của Hội đồng',
      'nominee\t1\tgrassroots_emulation_fighter\tCB01\tÔng CB01\tVăn phòng',
      'nominee\t2\tgrassroots_emulation_fighter\tNV01\tÔng NV01\tVăn phòng',
      '',
    ]);
  });

  it('never changes with the order of what went in, nor with how a letter is encoded', () => {
    fc.assert(
      fc.property(anyElection, (election) => {
        const reversed: Election = {
          ...election,
          name: election.name.normalize('NFD'),
          roll: election.roll.toReversed(),
          nominees: election.nominees.toReversed(),
          rules: election.rules.toReversed(),
          custody:
            election.custody.by === 'server'
              ? election.custody
              : { ...election.custody, tellers: election.custody.tellers.toReversed() },
        };
        expect(canonicalText(reversed)).toBe(canonicalText(election));
      }),
    );
  });

  it('is the same for a name typed in composed and in separate signs', () => {
    const typed = (name: string) => canonicalText({ ...example, name });
    expect(typed('Thi e\u0323\u0302')).toBe(typed('Thi \u1ec7'));
  });

  it('is the same for two elections exactly when they say the same', () => {
    const pair = fc.oneof(
      fc.tuple(anyElection, anyElection),
      // Two that differ in one part only are where a weak form would slip.
      fc
        .tuple(anyElection, anyElection, fc.constantFrom(...(Object.keys(example) as (keyof Election)[])))
        .map(([one, other, key]) => [one, { ...one, [key]: other[key] }] as const),
      fc.tuple(anyElection, text, text, text, text).map(
        ([one, a, b, c, d]) =>
          [
            { ...one, name: a, council: b },
            { ...one, name: c, council: d },
          ] as const,
      ),
    );
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const bytes = (election: Election) => Buffer.from(canonicalText(election)).toString('hex');
        expect(bytes(one) === bytes(other)).toBe(said(one) === said(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps a field from writing lines that look like others, and hides no sign', () => {
    const forged = canonicalText({ ...example, name: 'A\nyear\t2023\\\u202e\ud800' });
    expect(forged.split('\n')[2]).toBe('name\tA\\{a}year\\{9}2023\\{5c}\\{202e}\\{d800}');
  });

  it('changes with every single fact', () => {
    const [rule] = example.rules;
    if (rule === undefined) throw new Error('no rule');
    const changes: readonly Partial<Election>[] = [
      { year: 2023 },
      { name: 'khác' },
      { council: 'khác' },
      { window: { from: FROM, until: UNTIL + 1 } },
      { window: { from: FROM + 1, until: UNTIL } },
      { casting: 'page' },
      { custody: { by: 'tellers', needed: 2, tellers: [] } },
      { custody: { by: 'tellers', needed: 3, tellers: [] } },
      { roll: example.roll.slice(1) },
      { nominees: example.nominees.slice(1) },
      { rules: [{ ...rule, places: null }] },
      { rules: [{ ...rule, voting: { ...rule.voting, comparator: '>' } }] },
      { rules: [{ ...rule, voting: { ...rule.voting, grounds: 'khác' } }] },
    ];
    const texts = [{}, ...changes].map((change) => canonicalText({ ...example, ...change }));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('the fingerprint', () => {
  it('is the SHA-256 of the text in UTF-8', () => {
    const hash = createHash('sha256')
      .update(Buffer.from(canonicalText(example), 'utf8'))
      .digest('hex');
    expect(fingerprintOf(example).full).toBe(hash);
  });

  it('is shown to people as its first hundred bits, four groups of five signs', () => {
    const { full, short } = fingerprintOf(example);
    expect(short).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    const value = [...short.replaceAll('-', '')].reduce(
      (sum, sign) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(sign)),
      0n,
    );
    expect(value.toString(16).padStart(25, '0')).toBe(full.slice(0, 25));
  });

  it('stays what it is: minutes of past years can be checked', () => {
    expect(fingerprintOf(example)).toMatchInlineSnapshot(`
      {
        "full": "2e045482a67721a9251c656f52e113ba45a6a0137abfd26533131f9335688659",
        "short": "5R259-0N6EW-GTJ98-WCNQN",
      }
    `);
  });
});
