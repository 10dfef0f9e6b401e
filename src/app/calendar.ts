import type { WorkCalendar } from '../domain/work-calendar.ts';
import { nextMomentFor, nextWorkingMoment } from '../domain/working-moment.ts';
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
export function deliverableAt(work: Work, memberId: number, at: EpochMs): EpochMs {
  const calendar = officeCalendar(work);
  const { quiet } = work.store.preferences.of(memberId);
  const leave = work.store.leaves.ofMember(memberId);
  if (quiet !== null || leave.length > 0) return nextMomentFor(calendar, { quiet, leave }, at, work.zone);
  return officeMoment(calendar, at, work.zone);
}

// Most people have chosen nothing, and what falls due together asks for the same instant a thousand times over.
const moments = new WeakMap<WorkCalendar, { readonly at: EpochMs; readonly zone: string; readonly moment: EpochMs }>();

function officeMoment(calendar: WorkCalendar, at: EpochMs, zone: string): EpochMs {
  const known = moments.get(calendar);
  if (known?.at === at && known.zone === zone) return known.moment;
  const moment = nextWorkingMoment(calendar, at, zone);
  moments.set(calendar, { at, zone, moment });
  return moment;
}
