import { holds, type Person } from '../domain/person.ts';
import { isReason } from '../domain/reason.ts';
import { may } from '../domain/rights.ts';
import type { PledgeKind } from '../domain/title.ts';
import { DAY, type EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';

/** How long a permission holds. */
const LATE_PERMISSION_MS = 3 * DAY;

/** Whom a permission is for: a person, or as its head the division. */
export interface LateSubject {
  readonly owner: Person;
  readonly kind: PledgeKind;
}

/** Whether the actor may let somebody be late for this reason; only a head stands for a division. */
export function mayPermitLate(
  actor: Person,
  { owner, kind }: LateSubject,
  reason: string,
): Result<void, 'not_allowed' | 'reason_missing'> {
  if (!may(actor, 'permit_late')) return err('not_allowed');
  if (!isReason(reason)) return err('reason_missing');
  return kind === 'collective' && !holds(owner, 'head') ? err('not_allowed') : ok(undefined);
}

/** The columns of a new pledge or report that say whose it is, without a draft yet. */
export function emptyFor({ owner, kind }: LateSubject, now: EpochMs) {
  return { kind, memberId: kind === 'individual' ? owner.id : null, divisionId: owner.divisionId, draft: null, now };
}

/** Until when a permission given now holds. */
export function permittedUntil(now: EpochMs): EpochMs {
  return now + LATE_PERMISSION_MS;
}
