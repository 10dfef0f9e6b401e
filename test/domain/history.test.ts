import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consecutiveYears, type HeldTitle, timesInARow } from '../../src/domain/history.ts';
import type { Title } from '../../src/domain/title.ts';

const FIGHTER: Title = 'grassroots_emulation_fighter';
const held = (...years: number[]): HeldTitle[] => years.map((year) => ({ year, title: FIGHTER }));
const year = fc.integer({ min: 2003, max: 2030 });
const history = fc.array(fc.record({ year, title: fc.constantFrom<Title>(FIGHTER, 'advanced_worker') }), {
  maxLength: 20,
});

describe('years in a row', () => {
  it.each([
    [held(2019, 2020, 2021), 2021, 3],
    [held(2019, 2021), 2021, 1],
    [held(2019, 2020, 2021), 2022, 0],
    [held(2019, 2020, 2021, 2022), 2021, 3],
    [held(2020, 2021, 2021), 2021, 2],
    [[], 2021, 0],
  ])('of %j up to %i are %i', (records, last, expected) => {
    expect(consecutiveYears(records, FIGHTER, last)).toBe(expected);
  });

  it('do not depend on the order of the records, nor on double ones', () => {
    fc.assert(
      fc.property(history, year, (records, last) => {
        const count = consecutiveYears(records, FIGHTER, last);
        expect(consecutiveYears([...records].reverse().concat(records), FIGHTER, last)).toBe(count);
      }),
    );
  });

  it('are all held, and the year before the first of them is not', () => {
    fc.assert(
      fc.property(history, year, (records, last) => {
        const count = consecutiveYears(records, FIGHTER, last);
        const has = (wanted: number) => records.some((one) => one.title === FIGHTER && one.year === wanted);
        for (let back = 0; back < count; back += 1) expect(has(last - back)).toBe(true);
        expect(has(last - count)).toBe(false);
      }),
    );
  });

  it('grow by one when the next year is added', () => {
    fc.assert(
      fc.property(history, year, (records, last) => {
        const before = consecutiveYears(records, FIGHTER, last);
        expect(consecutiveYears([...records, ...held(last + 1)], FIGHTER, last + 1)).toBe(before + 1);
      }),
    );
  });

  it('may lie further apart where the rule says so', () => {
    expect(timesInARow(held(2013, 2016, 2019), FIGHTER, 2022, 3)).toBe(3);
    expect(timesInARow(held(2013, 2016, 2019), FIGHTER, 2023, 3)).toBe(0);
  });
});
