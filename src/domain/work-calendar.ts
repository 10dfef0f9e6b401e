import type { IsoDate } from '../lib/clock.ts';
import { addDays, weekdayOf } from '../lib/office-time.ts';
import type { Hours } from './hours.ts';

/** A day that differs from its weekday: nobody works, or the office works to make up for another day. */
export interface CalendarDay {
  readonly date: IsoDate;
  readonly kind: 'holiday' | 'day_off' | 'compensatory';
  readonly name: string;
}

/** Hours in which no message leaves by itself, on the office's clock: the night, and lunch where it is kept. */
export interface QuietHours extends Hours {
  readonly lunch: Hours | null;
}

export type DayKind = 'working' | 'weekend' | CalendarDay['kind'];

/** The office's working days and hours. */
export interface WorkCalendar {
  readonly days: ReadonlyMap<IsoDate, CalendarDay>;
  readonly quiet: QuietHours;
}

/** Before and after work, and lunch; an office may set its own. */
export const DEFAULT_QUIET_HOURS: QuietHours = {
  from: '17:30',
  until: '07:30',
  lunch: { from: '11:30', until: '13:30' },
};

const SATURDAY = 6;
/** Longer than any run of days off; a calendar that never works is a mistake, not a loop. */
const LONGEST_SEARCH_DAYS = 60;

/** What a date is for the office: days of the calendar come before the weekday. */
export function dayKind(calendar: WorkCalendar, date: IsoDate): DayKind {
  return calendar.days.get(date)?.kind ?? (weekdayOf(date) >= SATURDAY ? 'weekend' : 'working');
}

/** Whether the office works on a date. */
export function isWorkingDay(calendar: WorkCalendar, date: IsoDate): boolean {
  const kind = dayKind(calendar, date);
  return kind === 'working' || kind === 'compensatory';
}

/** The date itself when the office works on it, else the last working day before it: for deadlines. */
export function workingDayOnOrBefore(calendar: WorkCalendar, date: IsoDate): IsoDate {
  return searched(calendar, date, -1);
}

/** The date itself when the office works on it, else the next working day. */
export function workingDayOnOrAfter(calendar: WorkCalendar, date: IsoDate): IsoDate {
  return searched(calendar, date, 1);
}

function searched(calendar: WorkCalendar, date: IsoDate, step: 1 | -1): IsoDate {
  let found = date;
  for (let tries = 0; tries < LONGEST_SEARCH_DAYS; tries += 1, found = addDays(found, step)) {
    if (isWorkingDay(calendar, found)) return found;
  }
  return date;
}
