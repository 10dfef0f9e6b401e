import { describe, expect, it } from 'vitest';
import { lawfulDays } from '../../src/domain/holidays/lawful-days.ts';
import { HOLIDAY_NOTICES } from '../../src/domain/holidays/notices.ts';
import type { CalendarDay } from '../../src/domain/work-calendar.ts';
import { lunarDates } from '../../src/intake/lunar-dates.ts';
import { weekdayOf } from '../../src/lib/office-time.ts';

describe('the lunar holidays', () => {
  // Dates of every wall calendar in Vietnam. 2030's Tết differs from China's calendar of other meridians in neither.
  it.each([
    [2022, '2022-02-01', '2022-04-10'],
    [2023, '2023-01-22', '2023-04-29'],
    [2024, '2024-02-10', '2024-04-18'],
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
  ])('of %i are %s and %s', async (year, tet, hungKings) => {
    expect(await lunarDates(year)).toEqual({ tet, hungKings });
  });

  it('of 2007 follow the meridian of Hà Nội: a day before China', async () => {
    expect((await lunarDates(2007)).tet).toBe('2007-02-17');
  });
});

/** Working days given free by a decision of that year, and the Saturdays worked for them: no rule foresees them. */
const SWAPS: Readonly<Record<number, readonly string[]>> = {
  2022: [],
  2023: [],
  2024: ['2024-04-29', '2024-05-04'],
  2025: ['2025-04-26', '2025-05-02'],
  2026: ['2026-01-02', '2026-01-10', '2026-08-22', '2026-08-31'],
};

const onWeekdays = (days: readonly CalendarDay[]) =>
  days.filter(({ date, kind }) => kind === 'holiday' && weekdayOf(date) < 6).map(({ date, name }) => `${date} ${name}`);

describe('what the law gives', () => {
  it.each(HOLIDAY_NOTICES.map((notice) => [notice.year, notice] as const))(
    'in %i is what the government announced, but for its swaps',
    async (year, notice) => {
      const computed = lawfulDays(year, await lunarDates(year));
      const announced = [...notice.days].sort((left, right) => (left.date < right.date ? -1 : 1));
      expect(onWeekdays(computed)).toEqual(onWeekdays(announced));
      expect(announced.filter(({ kind }) => kind !== 'holiday').map(({ date }) => date)).toEqual(SWAPS[year]);
    },
  );

  it('in 2027, not announced yet, is Tết from 4 to 10 February', async () => {
    const days = lawfulDays(2027, await lunarDates(2027)).map(({ date, name }) => `${date} ${name}`);
    expect(days).toEqual([
      '2027-01-01 new_year',
      '2027-02-04 tet',
      '2027-02-05 tet',
      '2027-02-06 tet',
      '2027-02-07 tet',
      '2027-02-08 tet',
      '2027-02-09 in_lieu',
      '2027-02-10 in_lieu',
      '2027-04-16 hung_kings',
      '2027-04-30 liberation_day',
      '2027-05-01 labour_day',
      '2027-05-03 in_lieu',
      '2027-09-02 national_day',
      '2027-09-03 national_day',
    ]);
  });

  it.each([2022, 2027, 2040, 2060])(
    'in %i is eleven days, and a working day more for each on a weekend',
    async (year) => {
      const days = lawfulDays(year, await lunarDates(year));
      const inLieu = days.filter(({ name }) => name === 'in_lieu');
      const atWeekends = days.filter(({ date }) => weekdayOf(date) >= 6);
      expect(days.length - inLieu.length).toBe(11);
      expect(inLieu.length).toBe(atWeekends.length);
      expect(inLieu.every(({ date }) => weekdayOf(date) < 6)).toBe(true);
    },
  );
});
