import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMITMENT_STATUSES } from '../../src/domain/review-content.ts';
import { differencesSince, type ReviewFacts, snapshotOf } from '../../src/domain/review-snapshot.ts';

const item = fc.record({
  key: fc.constantFrom('plan:a', 'plan:b', 'own:c', 'own:d'),
  text: fc.constantFrom('A', 'B'),
  status: fc.constantFrom(...COMMITMENT_STATUSES),
  figure: fc.option(fc.constant('2.5'), { nil: null }),
  note: fc.constant(''),
  evidence: fc.constant([]),
});

const pledges = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('individual' as const, 'collective' as const),
    code: fc.constantFrom('CB1', 'CB2', 'CB3', 'CB4', 'CB5'),
    name: fc.constant('N'),
    divisionCode: fc.constantFrom('vp', 'cs'),
    duty: fc.constantFrom('owes' as const, 'returned' as const, 'reported' as const, 'confirmed' as const),
    version: fc.nat(3),
    content: fc.record({ pledgeVersion: fc.constant(1), items: fc.array(item, { maxLength: 4 }) }),
  }),
  { selector: ({ kind, code }) => `${kind}:${code}`, maxLength: 8 },
);

function factsOf(read: ReviewFacts['pledges']): ReviewFacts {
  return {
    year: 2022,
    round: 'preliminary',
    takenAt: 1,
    divisions: [
      { code: 'vp', name: 'Văn phòng' },
      { code: 'cs', name: 'Phòng Chính sách' },
    ],
    pledges: read,
    targets: [],
    indicators: [],
  };
}

describe('the snapshot of a review', () => {
  it('is the same bytes for the same facts, in whatever order they were read', () => {
    fc.assert(
      fc.property(pledges, fc.infiniteStream(fc.nat()), (read, order) => {
        const shuffled = read
          .map((pledge) => ({ pledge, at: order.next().value }))
          .sort((left, right) => left.at - right.at)
          .map(({ pledge }) => pledge);
        const bytes = JSON.stringify(snapshotOf(factsOf(read)));
        // What is counted together takes its text from the first by code, so the order of reading does not matter.
        expect(JSON.stringify(snapshotOf(factsOf(shuffled)))).toBe(bytes);
      }),
    );
  });

  it('counts every person once, and in the divisions together as many as in all', () => {
    fc.assert(
      fc.property(pledges, (read) => {
        const { people, divisions } = snapshotOf(factsOf(read));
        const total = Object.values(people).reduce((sum, count) => sum + count, 0);
        expect(total).toBe(read.filter(({ kind }) => kind === 'individual').length);
        for (const duty of ['owes', 'returned', 'reported', 'confirmed'] as const) {
          expect(divisions.reduce((sum, division) => sum + division.people[duty], 0)).toBe(people[duty]);
        }
      }),
    );
  });

  it('counts no item of a report that is missing or came back', () => {
    fc.assert(
      fc.property(pledges, (read) => {
        const { owners, statuses } = snapshotOf(factsOf(read));
        for (const { duty, items } of owners) if (duty === 'owes' || duty === 'returned') expect(items).toEqual([]);
        const counted = Object.values(statuses).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(owners.reduce((sum, { items }) => sum + items.length, 0));
      }),
    );
  });

  it('differs from itself in nothing, and from later facts exactly where duty or version differ', () => {
    fc.assert(
      fc.property(pledges, pledges, (before, after) => {
        const then = snapshotOf(factsOf(before));
        const now = snapshotOf(factsOf(after));
        expect(differencesSince(then, then)).toEqual([]);
        const expected = after.filter(({ kind, code, duty, version }) => {
          const old = before.find((pledge) => pledge.kind === kind && pledge.code === code);
          return (old?.duty ?? 'none') !== duty || (old?.version ?? 0) !== version;
        });
        expect(differencesSince(then, now).length).toBe(expected.length);
      }),
    );
  });
});
