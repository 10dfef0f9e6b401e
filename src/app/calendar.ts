import { nextWorkingMoment, type WorkCalendar } from '../domain/work-calendar.ts';
import type { EpochMs, IsoDate } from '../lib/clock.ts';
import type { Work } from './ports.ts';

/** The office's working days and quiet hours: what is stored of all years; the same object until it changes. */
export function officeCalendar(work: Work): WorkCalendar {
  return work.store.calendar.office();
}

/** Whether a person is away on a date; cheap enough to be asked for everybody. */
export function isOnLeave(work: Work, memberId: number, date: IsoDate): boolean {
  return work.store.leaves.onDate(date).has(memberId);
}

/**
 * The instant itself when a message may reach the person then, else the beginning of their next working time: by the
 * office's calendar and quiet hours, their own quiet hours, and their leave.
 */
export function deliverableAt(work: Work, _memberId: number, at: EpochMs): EpochMs {
  return nextWorkingMoment(officeCalendar(work), at, work.zone);
}
