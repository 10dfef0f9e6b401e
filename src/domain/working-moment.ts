import { type EpochMs, type IsoDate, MINUTE } from '../lib/clock.ts';
import { addDays, instantOf, localTime } from '../lib/office-time.ts';
import { type Hours, minutesLeft } from './hours.ts';
import { isWorkingDay, type WorkCalendar, workingDayOnOrAfter } from './work-calendar.ts';

/** What holds for one person beside the office's calendar. */
export interface PersonalTimes {
  readonly quiet: Hours | null;
  /** Days away, both included. */
  readonly leave: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
}

const NOTHING_PERSONAL: PersonalTimes = { quiet: null, leave: [] };

/** Days off, a night and a lunch come one after another a few times; more than this is hours that leave none free. */
const MOST_STEPS = 40;

/** The instant itself when a message may leave then, else the beginning of the next working time. */
export function nextWorkingMoment(calendar: WorkCalendar, at: EpochMs, zone: string): EpochMs {
  return nextMomentFor(calendar, NOTHING_PERSONAL, at, zone);
}

/**
 * The instant itself when a message may reach a person then, else the beginning of their next working time. Hours that
 * together leave no minute of the day free are a mistake: then the person's own do not count, and then the office's.
 */
export function nextMomentFor(calendar: WorkCalendar, person: PersonalTimes, at: EpochMs, zone: string): EpochMs {
  const { quiet } = calendar;
  const office = quiet.lunch === null ? [quiet] : [quiet, quiet.lunch];
  const own = person.quiet === null ? [] : [[...office, person.quiet]];
  for (const closed of [...own, office, []]) {
    const found = firstFree(calendar, person, closed, at, zone);
    if (found !== null) return found;
  }
  return at;
}

function firstFree(
  calendar: WorkCalendar,
  person: PersonalTimes,
  closed: readonly Hours[],
  at: EpochMs,
  zone: string,
): EpochMs | null {
  let moment = at;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const later = laterThan(calendar, person, closed, moment, zone);
    if (later === null) return moment;
    moment = later;
  }
  return null;
}

/** The next moment worth trying, null when this one is free. */
function laterThan(
  calendar: WorkCalendar,
  person: PersonalTimes,
  closed: readonly Hours[],
  moment: EpochMs,
  zone: string,
): EpochMs | null {
  const { date, hour, minute } = localTime(moment, zone);
  const day = presentDay(calendar, person, date);
  if (day !== date) return Math.max(instantOf(day, '00:00', zone), moment + MINUTE);
  const now = hour * 60 + minute;
  const left = Math.max(0, ...closed.map((hours) => minutesLeft(hours, now)));
  if (left === 0) return null;
  const end = now + left;
  const wanted = instantOf(end >= DAY_MINUTES ? addDays(date, 1) : date, clockTime(end % DAY_MINUTES), zone);
  // In the hour that a clock shows twice, the time looked for may be the first of the two: already past.
  return wanted > moment ? wanted : moment + left * MINUTE;
}

const DAY_MINUTES = 1_440;

function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The date itself when the office works and the person is there, else the first such day after it. */
function presentDay(calendar: WorkCalendar, { leave }: PersonalTimes, date: IsoDate): IsoDate {
  let day = date;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const away = leave.find(({ from, to }) => from <= day && day <= to);
    const next = away === undefined ? workingDayOnOrAfter(calendar, day) : addDays(away.to, 1);
    if (next === day) return day;
    day = next;
  }
  return isWorkingDay(calendar, day) ? day : date;
}
