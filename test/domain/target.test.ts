import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/domain/target.ts';

const share = { unit: 'percent', ceiling: false } as const;

describe('a percentage', () => {
  it('of "trên 90%" is strict: exactly 90 % is not enough', () => {
    const over90 = { ...share, comparator: '>', figure: 90 } as const;

    expect(assess(over90, 9, 10)).toMatchObject({ met: false, actualHundredths: 9000, required: 10 });
    expect(assess(over90, 91, 100)).toMatchObject({ met: true, actualHundredths: 9100, required: 91 });
  });

  it('of 100 % is met by everybody and by nobody less', () => {
    const everybody = { ...share, comparator: '>=', figure: 100 } as const;

    expect(assess(everybody, 33, 33).met).toBe(true);
    expect(assess(everybody, 32, 33)).toMatchObject({ met: false, required: 33 });
  });

  it('that is goal and ceiling at once is reached at the most the ceiling allows and passed above it', () => {
    const fighters = { unit: 'percent', comparator: '>=', figure: 15, ceiling: true } as const;

    expect(assess(fighters, 3, 33)).toMatchObject({ met: false, ceiling: 4, required: 4, aboveCeiling: false });
    expect(assess(fighters, 4, 33)).toMatchObject({ met: true, actualHundredths: 1212, aboveCeiling: false });
    expect(assess(fighters, 5, 33)).toMatchObject({ met: false, aboveCeiling: true });
  });

  it('of a small number of divisions asks for a whole one', () => {
    expect(assess({ ...share, comparator: '>=', figure: 20 }, 0, 4)).toMatchObject({ met: false, required: 1 });
  });

  it('of nobody, or of an unknown number, is neither met nor missed', () => {
    const goal = { ...share, comparator: '>=', figure: 100 } as const;

    expect(assess(goal, 0, 0).met).toBeNull();
    expect(assess(goal, 3, null).met).toBeNull();
    expect(assess(goal, null, 10)).toMatchObject({ met: null, required: 10 });
  });

  it('is met from the required number on and not one earlier', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('>' as const, '>=' as const),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 2000 }),
        (comparator, figure, base) => {
          const target = { ...share, comparator, figure };
          const required = assess(target, null, base).required ?? Number.NaN;
          expect(assess(target, required, base).met).toBe(true);
          if (required > 0) expect(assess(target, required - 1, base).met).toBe(false);
        },
      ),
    );
  });
});

describe('a count', () => {
  const count = { unit: 'count', ceiling: false } as const;

  it('of at least one is met by one', () => {
    const atLeastOne = { ...count, comparator: '>=', figure: 1 } as const;

    expect(assess(atLeastOne, 0, null)).toMatchObject({ met: false, required: 1 });
    expect(assess(atLeastOne, 2, null).met).toBe(true);
  });

  it('of nobody disciplined is missed by the first', () => {
    const nobody = { ...count, comparator: '=', figure: 0 } as const;

    expect(assess(nobody, 0, null).met).toBe(true);
    expect(assess(nobody, 1, null).met).toBe(false);
  });
});

describe('other targets', () => {
  it('a higher rank is a lower number than last year', () => {
    const rank = { unit: 'previous_year', comparator: '<', figure: null, ceiling: false } as const;

    expect(assess(rank, 4, 6).met).toBe(true);
    expect(assess(rank, 6, 6).met).toBe(false);
    expect(assess(rank, 4, null).met).toBeNull();
  });

  it('a yes or no is open until somebody answers', () => {
    const achieved = { unit: 'achieved', comparator: '=', figure: null, ceiling: false } as const;

    expect([null, 0, 1].map((actual) => assess(achieved, actual, null).met)).toEqual([null, false, true]);
  });
});
