import type { IsoDate } from '../../lib/clock.ts';
import { addDays, weekdayOf } from '../../lib/office-time.ts';
import type { Holiday } from '../holiday.ts';
import type { CalendarDay } from '../work-calendar.ts';

/** The two holidays of a year that follow the moon: the first day of the first lunar month, the tenth of the third. */
export interface LunarDates {
  readonly tet: IsoDate;
  readonly hungKings: IsoDate;
}

const TUESDAY = 2;
const SATURDAY = 6;

/**
 * Days off of a year by the Labour Code 2019: article 112 names them, article 111.3 makes up for those on a weekend. The
 * code leaves two choices to the Prime Minister each year, and this takes the one usual from 2020 to 2026: Tết begins
 * two days before the first lunar day, or one where that fills a week; the second day of National Day is the third of
 * September where the second is a Monday or Thursday, else the first. Swapped working days cannot be foreseen.
 */
export function lawfulDays(year: number, lunar: LunarDates): readonly CalendarDay[] {
  const named = new Map<IsoDate, Holiday>([
    [`${year}-01-01`, 'new_year'],
    ...tetDays(lunar.tet),
    [lunar.hungKings, 'hung_kings'],
    [`${year}-04-30`, 'liberation_day'],
    [`${year}-05-01`, 'labour_day'],
    ...nationalDays(year),
  ]);
  for (const date of [...named.keys()].sort()) {
    if (weekdayOf(date) < SATURDAY) continue;
    let next = addDays(date, 1);
    while (weekdayOf(next) >= SATURDAY || named.has(next)) next = addDays(next, 1);
    named.set(next, 'in_lieu');
  }
  return [...named].map(([date, name]) => dayOff(date, name)).sort((left, right) => (left.date < right.date ? -1 : 1));
}

/** A day off by law or by the government's notice. */
export function dayOff(date: IsoDate, name: Holiday): CalendarDay {
  return { date, kind: 'holiday', name };
}

function tetDays(first: IsoDate): readonly (readonly [IsoDate, Holiday])[] {
  const before = weekdayOf(first) === TUESDAY ? 1 : 2;
  return [0, 1, 2, 3, 4].map((day) => [addDays(first, day - before), 'tet']);
}

function nationalDays(year: number): readonly (readonly [IsoDate, Holiday])[] {
  const second = `${year}-09-02`;
  const after = [1, 4].includes(weekdayOf(second));
  return [
    [after ? `${year}-09-03` : `${year}-09-01`, 'national_day'],
    [second, 'national_day'],
  ];
}
