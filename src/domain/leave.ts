import type { IsoDate } from '../lib/clock.ts';
import { addDays, daysBetween } from '../lib/office-time.ts';

/** Days on which somebody is away, both included. */
export interface LeaveDays {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export type LeaveError = 'leave_over' | 'leave_backwards' | 'leave_too_long' | 'leave_too_far' | 'leave_overlaps';

/** Maternity leave is six months (Labour Code 2019, article 139); more than a year is an absence of another kind. */
const LONGEST_LEAVE_DAYS = 366;
/** Further ahead it is a slip in the year. */
const FURTHEST_DAYS = 366;

/** What is wrong with days of leave entered on `today`, beside those entered before; null when nothing is. */
export function leaveProblem(days: LeaveDays, today: IsoDate, others: readonly LeaveDays[]): LeaveError | null {
  if (days.to < days.from) return 'leave_backwards';
  if (days.to < today) return 'leave_over';
  if (daysBetween(days.from, days.to) >= LONGEST_LEAVE_DAYS) return 'leave_too_long';
  if (days.from > addDays(today, FURTHEST_DAYS)) return 'leave_too_far';
  return others.some(({ from, to }) => from <= days.to && days.from <= to) ? 'leave_overlaps' : null;
}
