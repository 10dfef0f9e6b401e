import { DAY, type EpochMs, HOUR, MINUTE } from '../../lib/clock.ts';
import { addDays, instantOf, localTime } from '../../lib/office-time.ts';
import { type WorkCalendar, workingDayOnOrBefore } from '../work-calendar.ts';
import { nextWorkingMoment } from '../working-moment.ts';
import type { ElectionState } from './course.ts';
import type { RollEntry } from './election.ts';

/** A reminder comes no earlier than this after the opening, one a day, and no later than this before the end. */
const AFTER_OPENING_MS = 2 * HOUR;
const APART_MS = 12 * HOUR;
const BEFORE_END_MS = 30 * MINUTE;
/** The last reminder, counted back from the deadline. */
const LAST_CALL_MS = 2 * HOUR;
/** Windows shorter than this have no reminder in the middle. */
const LONG_WINDOW_MS = 2 * DAY;

/**
 * When an open election is reminded of, settled at its opening: in the middle of a window of two days or more, at the
 * deadline's hour on the last working day before it, and two hours before it; each in working time, in order; where two
 * fall on one day, the later of these stays. A later deadline moves none: a slot that depends on how the voting goes
 * would tell how it goes.
 */
export function reminderSlots(
  window: { readonly openedAt: EpochMs; readonly deadline: EpochMs },
  calendar: WorkCalendar,
  zone: string,
): readonly EpochMs[] {
  const { openedAt, deadline } = window;
  const middle = openedAt + Math.floor((deadline - openedAt) / 2);
  const wished = [
    deadline - LAST_CALL_MS,
    dayBefore(deadline, calendar, zone),
    ...(deadline - openedAt >= LONG_WINDOW_MS ? [middle] : []),
  ];
  const slots: EpochMs[] = [];
  for (const moment of wished.map((wish) => nextWorkingMoment(calendar, wish, zone))) {
    const inside = moment >= openedAt + AFTER_OPENING_MS && moment <= deadline - BEFORE_END_MS;
    if (inside && slots.every((slot) => Math.abs(slot - moment) >= APART_MS)) slots.push(moment);
  }
  return slots.toSorted((left, right) => left - right);
}

function dayBefore(deadline: EpochMs, calendar: WorkCalendar, zone: string): EpochMs {
  const { date, hour, minute } = localTime(deadline, zone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return instantOf(workingDayOnOrBefore(calendar, addDays(date, -1)), time, zone);
}

/** Whom a slot reaches, by staff code: those who have not voted, or everybody in words that fit everybody. */
export interface ReminderReach {
  readonly text: 'not_voted' | 'neutral';
  readonly to: readonly string[];
}

/** A reminder to one person, or none, would say who is missing or that all have voted. */
const LEAST_REMINDED = 2;

/** Whom a reminder goes to as the roll stands at its slot, in the order of the roll. */
export function reminderReach(roll: readonly RollEntry[]): ReminderReach {
  const missing = roll.filter(({ way, voted }) => way === 'electronic' && !voted);
  if (missing.length >= LEAST_REMINDED) return { text: 'not_voted', to: missing.map(({ code }) => code) };
  return { text: 'neutral', to: roll.map(({ code }) => code) };
}

/** Who voted and who did not, by staff code. */
export interface Participation {
  readonly voted: readonly string[];
  readonly absent: readonly string[];
}

/** With fewer voters the list would say whose marks the totals are. */
const LEAST_LISTED = 3;
const LISTED_STATES: readonly ElectionState[] = ['closed', 'counted', 'published'];

/** The participation list; null until the election is closed, where too few voted, and for a void election. */
export function participation(state: ElectionState, roll: readonly RollEntry[]): Participation | null {
  const voted = roll.filter((entry) => entry.voted);
  if (!LISTED_STATES.includes(state) || voted.length < LEAST_LISTED) return null;
  const absent = roll.filter((entry) => !entry.voted);
  return { voted: voted.map(({ code }) => code).toSorted(), absent: absent.map(({ code }) => code).toSorted() };
}
