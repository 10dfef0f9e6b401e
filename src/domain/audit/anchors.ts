import type { EpochMs } from '../../lib/clock.ts';
import type { AuditHead } from './chain.ts';

/** A head with the time at which it was noted. */
interface NotedHead extends AuditHead {
  readonly at: EpochMs;
}

/** A stretch of time that a restored backup undid: from the making of the backup to the restoring. */
interface UndoneTime {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/**
 * The heads that a chain must agree with. What was noted in a time that was undone belongs to a chain that went with it;
 * the restoring itself is an entry, so nobody sets a head aside unseen.
 */
export function bindingHeads(heads: readonly NotedHead[], undone: readonly UndoneTime[]): readonly AuditHead[] {
  return heads.filter(({ at }) => !undone.some(({ from, until }) => at > from && at <= until));
}
