import { deliverableAt, officeCalendar } from '../app/calendar.ts';
import type { WaitingMessage } from '../app/delivery-ports.ts';
import { isStillMeant } from '../app/notice-rights.ts';
import type { Work } from '../app/ports.ts';
import { openReminders } from '../app/snoozing.ts';
import { DUTY_KINDS } from '../domain/due-plan/kinds.ts';
import { nextWorkingMoment } from '../domain/working-moment.ts';
import type { EpochMs } from '../lib/clock.ts';
import { isBulk } from './send-queue.ts';

/**
 * When a message that has waited may leave: now, or, for reminders and digests, in the reader's next working time; null
 * when there is nothing left to be said, or not to this reader any more. A platform may be out of reach for hours, and
 * its month may turn at midnight: what was right when it was written is asked again before it leaves.
 */
export type LeavingMoment = (message: WaitingMessage, now: EpochMs) => EpochMs | null;

/** Kinds that only say what somebody owes. */
const OWED: ReadonlySet<string> = new Set(Object.values(DUTY_KINDS).map(({ reminder }) => reminder));
/** The secretary confirmed that it comes at any hour. */
const AT_ANY_HOUR = 'urgent_reminder';

/** Builds the question over the stored people and calendar. */
export function createLeavingMoment(base: Omit<Work, 'now'>): LeavingMoment {
  return (message, now) => {
    if (!isStillMeant(base.store, message)) return null;
    if (!isBulk(message)) return now;
    const { memberId, kind } = message;
    const work: Work = { ...base, now };
    if (memberId === null) return nextWorkingMoment(officeCalendar(work), now, work.zone);
    const person = work.store.members.byId(memberId);
    if (person === null) return null;
    if (kind === AT_ANY_HOUR) return now;
    if (OWED.has(kind) && openReminders(work, person).length === 0) return null;
    return deliverableAt(work, memberId, now);
  };
}
