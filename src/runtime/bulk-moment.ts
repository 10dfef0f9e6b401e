import { deliverableAt, officeCalendar } from '../app/calendar.ts';
import type { WaitingMessage } from '../app/delivery-ports.ts';
import type { Work } from '../app/ports.ts';
import { openReminders } from '../app/snoozing.ts';
import { DUTY_KINDS } from '../domain/due-plan/kinds.ts';
import { nextWorkingMoment } from '../domain/working-moment.ts';
import type { EpochMs } from '../lib/clock.ts';

/**
 * When a reminder or digest that has waited may leave: now, or in the reader's next working time; null when there is
 * nothing left to be said. A platform may be out of reach for hours, and its month may turn at midnight: what was right
 * when it was written is asked again before it leaves.
 */
export type BulkMoment = (message: WaitingMessage, now: EpochMs) => EpochMs | null;

/** Kinds that only say what somebody owes. */
const OWED: ReadonlySet<string> = new Set(Object.values(DUTY_KINDS).map(({ reminder }) => reminder));
/** The secretary confirmed that it comes at any hour. */
const AT_ANY_HOUR = 'urgent_reminder';

/** Builds the question over the stored people and calendar. */
export function createBulkMoment(base: Omit<Work, 'now'>): BulkMoment {
  return ({ memberId, kind }, now) => {
    const work: Work = { ...base, now };
    if (memberId === null) return nextWorkingMoment(officeCalendar(work), now, work.zone);
    const person = work.store.members.byId(memberId);
    if (person === null || !person.active) return null;
    if (kind === AT_ANY_HOUR) return now;
    if (OWED.has(kind) && openReminders(work, person).length === 0) return null;
    return deliverableAt(work, memberId, now);
  };
}
