import type { Election } from '../domain/ballot/election.ts';
import { workingDayOnOrAfter } from '../domain/work-calendar.ts';
import { nextWorkingMoment } from '../domain/working-moment.ts';
import { type EpochMs, MINUTE } from '../lib/clock.ts';
import { addDays, instantOf, localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { officeCalendar } from './calendar.ts';
import type { Work } from './ports.ts';

type Window = Election['window'];

/** The hours at which a proposed window begins and ends: a meeting in the morning, the count before people go home. */
const BEGINS = '08:00';
const ENDS = '16:00';

/** Windows worth proposing: from now or from the next working morning, to the afternoon of a working day. */
export function windowProposals(work: Work): readonly Window[] {
  const { now } = work;
  return [
    { from: now, until: dayAhead(work, 1, ENDS) },
    { from: now, until: dayAhead(work, 3, ENDS) },
    { from: dayAhead(work, 1, BEGINS), until: dayAhead(work, 3, ENDS) },
  ];
}

/** So many working days ahead, at that time. */
function dayAhead(work: Work, days: number, time: string): EpochMs {
  const calendar = officeCalendar(work);
  let { date } = localTime(work.now, work.zone);
  for (let passed = 0; passed < days; passed += 1) date = workingDayOnOrAfter(calendar, addDays(date, 1));
  return instantOf(date, time, work.zone);
}

export type WindowProblem = 'election_window_over' | 'election_window_empty' | 'election_outside_work';

/** A window whose ends lie in working time, and whose end is ahead; it may begin at once, at whatever hour that is. */
export function checkWindow(work: Work, window: Window): Result<Window, WindowProblem> {
  const { from, until } = window;
  if (until <= work.now) return err('election_window_over');
  if (from >= until) return err('election_window_empty');
  const begins = from <= work.now || isWorkingTime(work, from);
  // The deadline is the first moment at which nobody votes: the minute before it is the last of the window.
  const ends = isWorkingTime(work, until) || isWorkingTime(work, until - MINUTE);
  return begins && ends ? ok(window) : err('election_outside_work');
}

function isWorkingTime(work: Work, at: EpochMs): boolean {
  return nextWorkingMoment(officeCalendar(work), at, work.zone) === at;
}
