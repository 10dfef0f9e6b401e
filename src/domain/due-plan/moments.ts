import type { EpochMs, IsoDate } from '../../lib/clock.ts';
import { instantOf } from '../../lib/office-time.ts';
import { isWorkingDay, type WorkCalendar, workingDayOnOrBefore } from '../work-calendar.ts';

/**
 * When a reminder meant for `date` `time` leaves: on that day, or the last working day before it, in working hours. A
 * time before work or at lunch waits for their end; one after work moves to the beginning of the day's second half.
 */
export function reminderMoment(calendar: WorkCalendar, date: IsoDate, time: string, zone: string): EpochMs {
  return instantOf(workingDayOnOrBefore(calendar, date), workingTime(calendar, time), zone);
}

function workingTime({ quiet: { from, until, lunch } }: WorkCalendar, time: string): string {
  if (time < until) return until;
  if (time >= from) return lunch?.until ?? until;
  return lunch !== null && time >= lunch.from && time < lunch.until ? lunch.until : time;
}

/** The last working day before a deadline on a day off; null when the office works on the day itself. */
export function announcedDay(calendar: WorkCalendar, date: IsoDate): IsoDate | null {
  return isWorkingDay(calendar, date) ? null : workingDayOnOrBefore(calendar, date);
}
