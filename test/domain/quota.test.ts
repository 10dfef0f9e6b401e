import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotaLine, withinQuota } from '../../src/domain/quota.ts';

const percent = fc.integer({ min: 0, max: 100 });
const base = fc.integer({ min: 0, max: 100_000 });

describe('quotaLine', () => {
  it.each([
    [15, 25, 3, 75, 3, 4],
    [15, 28, 4, 20, 4, 5],
    [15, 30, 4, 50, 4, 5],
    [15, 33, 4, 95, 4, 5],
    [15, 35, 5, 25, 5, 6],
    [15, 38, 5, 70, 5, 6],
    [15, 40, 6, 0, 6, 6],
    [20, 3, 0, 60, 0, 1],
    [20, 4, 0, 80, 0, 1],
    [20, 5, 1, 0, 1, 1],
    [20, 6, 1, 20, 1, 2],
  ])('%i %% of %i is %i,%i: %i rounded down, %i rounded up', (share, people, whole, hundredths, floor, ceil) => {
    const down = quotaLine({ percent: share, base: people, rounding: 'floor' });
    const up = quotaLine({ percent: share, base: people, rounding: 'ceil' });

    expect(down.exact).toEqual({ whole, hundredths });
    expect([down.limit, up.limit]).toEqual([floor, ceil]);
  });

  it('never lets a ceiling be passed and never wastes a place', () => {
    fc.assert(
      fc.property(percent, base, (share, people) => {
        const { limit } = quotaLine({ percent: share, base: people, rounding: 'floor' });
        expect(limit * 100).toBeLessThanOrEqual(share * people);
        expect(share * people).toBeLessThan((limit + 1) * 100);
      }),
    );
  });

  it('rounds up to the least number that reaches the share', () => {
    fc.assert(
      fc.property(percent, base, (share, people) => {
        const { limit } = quotaLine({ percent: share, base: people, rounding: 'ceil' });
        expect(limit * 100).toBeGreaterThanOrEqual(share * people);
        expect((limit - 1) * 100).toBeLessThan(share * people);
      }),
    );
  });

  it('never shrinks when more people qualify', () => {
    fc.assert(
      fc.property(percent, base, fc.constantFrom('floor' as const, 'ceil' as const), (share, people, rounding) => {
        const now = quotaLine({ percent: share, base: people, rounding }).limit;
        expect(quotaLine({ percent: share, base: people + 1, rounding }).limit).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('shows parts that add up to the exact share', () => {
    fc.assert(
      fc.property(percent, base, (share, people) => {
        const { exact, numerator } = quotaLine({ percent: share, base: people, rounding: 'floor' });
        expect(exact.whole * 100 + exact.hundredths).toBe(numerator);
      }),
    );
  });

  it('refuses what cannot be counted', () => {
    expect(() => quotaLine({ percent: 12.5, base: 10, rounding: 'floor' })).toThrow(RangeError);
    expect(() => quotaLine({ percent: 15, base: -1, rounding: 'floor' })).toThrow(RangeError);
  });
});

describe('withinQuota', () => {
  it('accepts the limit itself and refuses one more', () => {
    const line = quotaLine({ percent: 15, base: 33, rounding: 'floor' });

    expect(withinQuota(line, 4)).toBe(true);
    expect(withinQuota(line, 5)).toBe(false);
  });
});
