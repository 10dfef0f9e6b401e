import { type LeaveDays, type LeaveError, leaveProblem } from '../domain/leave.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { addDays, localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import type { Leave } from './calendar-ports.ts';
import type { Work } from './ports.ts';

/** Leave of a person that is not over yet, in the order of its dates. */
export function leaveAhead(work: Work, memberId: number): readonly Leave[] {
  const today = localTime(work.now, work.zone).date;
  return work.store.leaves.ofMember(memberId).filter(({ to }) => to >= today);
}

/** Leave is kept this long after its end, for whoever wonders why a message came late. */
const KEPT_DAYS = 30;

/** Forgets leave that is long over. */
export function forgetOldLeave(work: Work): void {
  work.store.leaves.prune(addDays(localTime(work.now, work.zone).date, -KEPT_DAYS));
}

/** Whether `by` may enter and remove leave of a person: their own, or anybody's for the secretary. */
function mayKeep(by: Person, memberId: number): boolean {
  return by.active && (by.id === memberId || may(by, 'keep_leave'));
}

/** Enters days on which a person is away. */
export function addLeave(
  work: Work,
  by: Person,
  memberId: number,
  { from, to }: LeaveDays,
): Result<void, LeaveError | 'not_allowed'> {
  const owner = work.store.members.byId(memberId);
  if (owner?.active !== true || !mayKeep(by, memberId)) return err('not_allowed');
  const today = localTime(work.now, work.zone).date;
  const problem = leaveProblem({ from, to }, today, work.store.leaves.ofMember(memberId));
  if (problem !== null) return err(problem);
  work.store.leaves.add({ memberId, from, to, addedBy: by.id, addedAt: work.now });
  auditLeave(work, 'leave_entered', by, { memberId, from, to });
  return ok(undefined);
}

/** Removes days of leave, whoever entered them. */
export function removeLeave(work: Work, by: Person, id: number): Result<Leave, 'not_allowed' | 'leave_gone'> {
  const leave = work.store.leaves.byId(id);
  if (leave === null) return err('leave_gone');
  if (!mayKeep(by, leave.memberId)) return err('not_allowed');
  work.store.leaves.remove(id);
  auditLeave(work, 'leave_removed', by, leave);
  return ok(leave);
}

// One's own is one's own matter; what the desk does for others is logged.
function auditLeave(
  work: Work,
  action: 'leave_entered' | 'leave_removed',
  by: Person,
  { memberId, from, to }: Pick<Leave, 'memberId' | 'from' | 'to'>,
): void {
  if (by.id === memberId) return;
  audit(work, { action, actor: by, subject: { kind: 'member', id: memberId }, details: { from, to } });
}
