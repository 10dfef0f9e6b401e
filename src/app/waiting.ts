import { holds, type Person } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import { approvalQueue, mayApprove } from './approval.ts';
import type { Work } from './ports.ts';
import { reportQueue } from './review-approval.ts';
import type { WaitingScope } from './review-ports.ts';

type Counter = (scope: WaitingScope) => number;

/** How many pledges the person can decide on now: as many as `approvalQueue` lists, counted without reading them. */
export function countWaitingPledges(work: Work, actor: Person): number {
  const campaign = work.store.campaigns.current();
  if (campaign === null || !mayApprove(actor)) return 0;
  // A leader stands in for the one secretary at that secretary's own: rare, and few.
  if (!holds(actor, 'secretary') && standsIn(work, actor)) return approvalQueue(work, actor).length;
  const count: Counter = (scope) => work.store.pledges.countWaiting(campaign.id, scope);
  const scope = scopeOf(work, actor);
  const accepted = holds(actor, 'secretary')
    ? count({ ...scope, state: 'endorsed', divisionId: null, direct: null }) +
      count({ ...scope, state: 'submitted', divisionId: null, direct: true })
    : 0;
  return accepted + underHead(actor, scope, count);
}

/** How many reports the person can decide on now: as many as `reportQueue` lists, counted without reading them. */
export function countWaitingReports(work: Work, actor: Person): number {
  const campaign = work.store.campaigns.current();
  if (campaign === null || !mayApprove(actor)) return 0;
  if (!holds(actor, 'secretary') && standsIn(work, actor)) return reportQueue(work, actor).length;
  const scope = scopeOf(work, actor);
  return REVIEW_ROUNDS.reduce((sum, round) => {
    const review = work.store.reviews.find(campaign.id, round);
    if (review === null) return sum;
    const count: Counter = (wanted) => work.store.reviewReports.countWaiting(review.id, wanted);
    // Once a round has closed, the secretary may decide on everything that heads have left.
    if (holds(actor, 'secretary') && review.state === 'closed') {
      return sum + count({ ...scope, state: 'submitted', divisionId: null, direct: null });
    }
    const direct = holds(actor, 'secretary')
      ? count({ ...scope, state: 'submitted', divisionId: null, direct: true })
      : 0;
    return sum + direct + underHead(actor, scope, count);
  }, 0);
}

function standsIn(work: Work, actor: Person): boolean {
  return holds(actor, 'leader') && work.store.members.withRole('secretary').length < 2;
}

function underHead(actor: Person, scope: Scope, count: Counter): number {
  if (!holds(actor, 'head')) return 0;
  return count({ ...scope, state: 'submitted', divisionId: actor.divisionId, direct: false });
}

type Scope = Pick<WaitingScope, 'directMembers' | 'headless' | 'own'>;

function scopeOf(work: Work, actor: Person): Scope {
  const heads = work.store.members.withRole('head');
  const led = new Set(heads.map((head) => head.divisionId));
  const divisions = work.store.divisions.all().map(({ id }) => id);
  return {
    directMembers: [...heads, ...work.store.members.withRole('leader')].map(({ id }) => id),
    headless: divisions.filter((id) => !led.has(id)),
    own: { memberId: actor.id, divisionId: holds(actor, 'head') ? actor.divisionId : null },
  };
}
