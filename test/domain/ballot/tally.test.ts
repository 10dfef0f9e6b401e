import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Choice, Election } from '../../../src/domain/ballot/election.ts';
import { decodeMark, type OpenedMark } from '../../../src/domain/ballot/mark.ts';
import { linesOf } from '../../../src/domain/ballot/pass-rule.ts';
import { countBox, countElection, type OpenedBox, type PaperTotals } from '../../../src/domain/ballot/tally.ts';
import { choice, electionOf, rollWith, sealedMark } from './example-election.ts';

let drawn = 0;
function mark(nominee: number, chosen: Choice): OpenedMark {
  drawn += 1;
  return decodeMark(sealedMark(nominee, chosen, drawn));
}

function boxOf(nominee: number, agree: number, disagree = 0, none = 0): OpenedBox {
  const times = (count: number, chosen: Choice) => Array.from({ length: count }, () => mark(nominee, chosen));
  return { nominee, marks: [...times(agree, 'agree'), ...times(disagree, 'disagree'), ...times(none, 'no_opinion')] };
}

const nine = electionOf(9);
const all = rollWith(nine, () => true);
const paperOf = (nominee: number, agree: number, disagree = 0): PaperTotals => {
  return { nominee, agree, disagree, noOpinion: 0, invalid: 0 };
};

describe('the count', () => {
  it('gives each line its totals, base, votes needed and percentage', () => {
    const result = countElection(nine, all, [boxOf(1, 6, 2, 1), boxOf(2, 5, 4)], []);
    expect(result).toEqual({
      ok: true,
      value: {
        members: 9,
        voted: 9,
        absent: 0,
        paper: 0,
        quorum: 6,
        quorumMet: true,
        lines: [
          {
            nominee: 1,
            agree: 6,
            disagree: 2,
            noOpinion: 1,
            invalid: 0,
            marks: 9,
            base: 9,
            needed: 6,
            percent: { whole: 66, hundredths: 67 },
            passed: true,
          },
          {
            nominee: 2,
            agree: 5,
            disagree: 4,
            noOpinion: 0,
            invalid: 0,
            marks: 9,
            base: 9,
            needed: 6,
            percent: { whole: 55, hundredths: 56 },
            passed: false,
          },
        ],
        titles: [{ title: 'grassroots_emulation_fighter', passed: 1, places: null, overCap: false }],
      },
    });
  });

  it('holds absent members against a nominee only where the base is all members', () => {
    const lineWith = (base: 'all_members' | 'members_voting') => {
      const election = electionOf(9, { base }, { nominees: ['NV01'] });
      const roll = rollWith(election, (code) => code <= 'CB07');
      const result = countElection(election, roll, [boxOf(1, 5, 2)], []);
      return result.ok ? { ...result.value, line: result.value.lines[0] } : null;
    };
    expect(lineWith('all_members')).toMatchObject({ absent: 2, line: { base: 9, needed: 6, passed: false } });
    expect(lineWith('members_voting')).toMatchObject({ absent: 2, line: { base: 7, needed: 5, passed: true } });
  });

  it('flags more passes than places, and cuts nobody', () => {
    const over = electionOf(9, {}, { places: 1 });
    const result = countElection(over, all, [boxOf(1, 9), boxOf(2, 6, 3)], []);
    expect(result.ok && result.value.titles).toMatchObject([{ passed: 2, places: 1, overCap: true }]);
    expect(result.ok && result.value.lines.map(({ passed }) => passed)).toEqual([true, true]);
    const within = countElection(over, all, [boxOf(1, 9), boxOf(2, 5, 4)], []);
    expect(within.ok && within.value.titles).toMatchObject([{ passed: 1, overCap: false }]);
  });

  it('expects no mark of a member on their own line, and keeps them in the base of all members', () => {
    const own = electionOf(9, { recusal: 'abstains_on_own' });
    const result = countElection(own, all, [boxOf(1, 8), boxOf(2, 9)], []);
    expect(result.ok && result.value.lines).toMatchObject([
      { marks: 8, base: 9, percent: { whole: 88, hundredths: 89 } },
      { marks: 9, base: 9 },
    ]);
    const unrecused = countElection(own, all, [boxOf(1, 9), boxOf(2, 9)], []);
    expect(unrecused).toMatchObject({ error: { code: 'count_marks_differ', nominee: 1, expected: 8, found: 9 } });
  });

  it('adds paper to electronic marks, and says how many voted on paper', () => {
    const mixed = electionOf(9, { recusal: 'abstains_on_own' }, { paper: 2 });
    const roll = rollWith(mixed, () => true);
    // CB01 votes on paper and stands on line 1: of two sheets one has a mark there.
    const result = countElection(mixed, roll, [boxOf(1, 6, 1), boxOf(2, 7)], [paperOf(1, 1), paperOf(2, 0, 2)]);
    expect(result.ok && result.value).toMatchObject({ voted: 9, paper: 2 });
    expect(result.ok && result.value.lines).toMatchObject([
      { agree: 7, disagree: 1, marks: 8 },
      { agree: 7, disagree: 2, marks: 9 },
    ]);
  });

  const six = rollWith(nine, (code) => code <= 'CB06');
  const mixed = electionOf(9, {}, { paper: 1 });
  const returned = rollWith(mixed, () => true);
  it.each<readonly [string, ReturnType<typeof countElection>, object]>([
    [
      'a mark is missing',
      countElection(nine, six, [boxOf(1, 5), boxOf(2, 6)], []),
      { code: 'count_marks_differ', nominee: 1, expected: 6, found: 5 },
    ],
    [
      'a mark was added',
      countElection(nine, six, [boxOf(1, 6), boxOf(2, 6, 1)], []),
      { code: 'count_marks_differ', nominee: 2, expected: 6, found: 7 },
    ],
    [
      'a box is missing',
      countElection(nine, six, [boxOf(1, 6)], []),
      { code: 'count_boxes_differ', nominee: 2, expected: 1, found: 0 },
    ],
    [
      'a box comes twice',
      countElection(nine, six, [boxOf(1, 6), boxOf(2, 6), boxOf(2, 6)], []),
      { code: 'count_boxes_differ', nominee: 2, expected: 1, found: 2 },
    ],
    [
      'a box is of nobody',
      countElection(nine, six, [boxOf(1, 6), boxOf(2, 6), boxOf(3, 0)], []),
      { code: 'count_boxes_differ', nominee: 3, expected: 0, found: 1 },
    ],
    [
      'somebody is not on the frozen roll',
      countElection(nine, [...six.slice(1), { code: 'X', way: 'electronic', voted: true }], [], []),
      { code: 'count_roll_differs', nominee: null, expected: 9, found: 8 },
    ],
    [
      'somebody was struck off the roll',
      countElection(nine, six.slice(1), [], []),
      { code: 'count_roll_differs', nominee: null, expected: 9, found: 8 },
    ],
    [
      'paper totals are missing',
      countElection(mixed, returned, [boxOf(1, 8), boxOf(2, 8)], [paperOf(1, 1)]),
      { code: 'count_paper_lines_differ', nominee: 2, expected: 1, found: 0 },
    ],
    [
      'paper was not handed in by anybody',
      countElection(nine, six, [boxOf(1, 6), boxOf(2, 6)], [paperOf(1, 0), paperOf(2, 0)]),
      { code: 'count_paper_lines_differ', nominee: 1, expected: 0, found: 1 },
    ],
    [
      'paper totals are too many',
      countElection(mixed, returned, [boxOf(1, 8), boxOf(2, 8)], [paperOf(1, 1), paperOf(2, 2)]),
      { code: 'count_paper_differs', nominee: 2, expected: 1, found: 2 },
    ],
    [
      'a paper total is negative',
      countElection(mixed, returned, [boxOf(1, 8), boxOf(2, 8)], [paperOf(1, 2, -1), paperOf(2, 1)]),
      { code: 'count_paper_differs', nominee: 1, expected: 1, found: 1 },
    ],
  ])('stops and names it where %s', (_, result, error) => expect(result).toEqual({ ok: false, error }));
});

describe('a box', () => {
  it('counts what says nothing, or is about another nominee, as invalid', () => {
    const wrongVersion = { version: 2, nominee: 1, choice: 'agree', serial: 'aa' } as const;
    const marks = [mark(1, 'agree'), mark(2, 'agree'), decodeMark(null), decodeMark(new Uint8Array(3)), wrongVersion];
    expect(countBox(1, marks)).toEqual({ agree: 1, disagree: 0, noOpinion: 0, invalid: 4 });
  });

  it('counts a copied mark once and its copies as invalid; copies that disagree are all invalid', () => {
    const agreed = mark(1, 'agree');
    expect(countBox(1, [agreed, agreed, mark(1, 'disagree')])).toMatchObject({ agree: 1, disagree: 1, invalid: 1 });
    const twin = decodeMark(sealedMark(1, 'agree', 7_000_000));
    const other = decodeMark(sealedMark(1, 'disagree', 7_000_000));
    expect(countBox(1, [twin, other, twin])).toMatchObject({ agree: 0, disagree: 0, invalid: 3 });
  });
});

const choices = fc.array(fc.array(choice, { minLength: 2, maxLength: 2 }), { minLength: 9, maxLength: 9 });

/** The boxes as they are when everybody on the roll voted as told. */
function cast(election: Election, told: readonly (readonly Choice[])[]): readonly OpenedBox[] {
  return election.nominees.map(({ number }) => ({
    nominee: number,
    marks: election.roll.flatMap((member, index) => {
      const chosen = told[index]?.[number - 1];
      const marked = linesOf(election, member).some((line) => line.number === number);
      return marked && chosen !== undefined ? [mark(number, chosen)] : [];
    }),
  }));
}

describe('whatever is chosen', () => {
  const recusal = fc.constantFrom('votes_on_all' as const, 'abstains_on_own' as const);

  it('the totals are the choices, in any order of roll, boxes and marks', () => {
    fc.assert(
      fc.property(choices, recusal, fc.infiniteStream(fc.nat()), (told, recuse, stream) => {
        const election = electionOf(9, { recusal: recuse });
        const boxes = cast(election, told);
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((entry) => [stream.next().value, entry] as const)
            .toSorted(([left], [right]) => left - right)
            .map(([, entry]) => entry);
        const result = countElection(election, all, boxes, []);
        const again = shuffled(boxes).map(({ nominee, marks }) => ({ nominee, marks: shuffled(marks) }));
        const mixed = { ...election, roll: shuffled(election.roll), nominees: shuffled(election.nominees) };
        expect(countElection(mixed, shuffled(all), again, [])).toEqual(result);
        const agreed = told.filter(([first], index) => first === 'agree' && (recuse === 'votes_on_all' || index > 0));
        expect(result.ok && result.value.lines[0]?.agree).toBe(agreed.length);
      }),
    );
  });

  it('a mark put in place of another is a copy, and every copy shows as invalid', () => {
    fc.assert(
      fc.property(choices, fc.nat(8), fc.nat(8), (told, from, onto) => {
        fc.pre(from !== onto);
        const election = electionOf(9, {}, { nominees: ['NV01'] });
        const [box] = cast(election, told);
        const original = box?.marks[from];
        if (box === undefined || original === undefined) throw new Error('no box');
        const honest = countElection(election, all, [box], []);
        const replaced = { ...box, marks: box.marks.with(onto, original) };
        const added = { ...box, marks: [...box.marks, original] };
        expect(countElection(election, all, [added], [])).toMatchObject({ error: { code: 'count_marks_differ' } });
        const tampered = countElection(election, all, [replaced], []);
        if (!honest.ok || !tampered.ok) throw new Error('not counted');
        expect(tampered.value.lines[0]?.invalid).toBe(1);
        expect(tampered.value.lines[0]?.agree).toBeLessThanOrEqual(honest.value.lines[0]?.agree ?? 0);
      }),
    );
  });

  it('nothing is counted unless every box holds one mark of each who voted', () => {
    fc.assert(
      fc.property(choices, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (told, came) => {
        const roll = rollWith(nine, (code) => came[Number(code.slice(2)) - 1] === true);
        const voted = came.filter(Boolean).length;
        const result = countElection(nine, roll, cast(nine, told), []);
        expect(result.ok).toBe(voted === 9);
      }),
    );
  });
});
