import { holds, type Person } from '../domain/person.ts';
import { REVIEW_ROUNDS, type Review } from '../domain/review.ts';
import { may } from '../domain/rights.ts';
import type { Work } from './ports.ts';
import type { WaitingOwner, WaitingScope } from './review-ports.ts';

/** The pledges on which the person can decide now, as scopes that do not overlap: a province has too many to read. */
export function pledgeScopes(work: Work, actor: Person): readonly WaitingScope[] {
  if (!may(actor, 'decide')) return [];
  const scope = scopeOf(work, actor);
  const office = officeOf(work, actor);
  const accepted: readonly WaitingScope[] =
    office === 'nothing'
      ? []
      : [
          { ...scope, of: office, state: 'endorsed' },
          { ...scope, of: office, direct: true },
        ];
  return [...accepted, ...underHead(actor, scope)];
}

/** The reports of a round on which the person can decide now. */
export function reportScopes(work: Work, actor: Person, review: Review): readonly WaitingScope[] {
  if (!may(actor, 'decide')) return [];
  const scope = scopeOf(work, actor);
  // Once a round has closed, the secretary may decide on everything that heads have left.
  if (holds(actor, 'secretary') && review.state === 'closed') return [scope];
  const office = officeOf(work, actor);
  return [...(office === 'nothing' ? [] : [{ ...scope, of: office, direct: true }]), ...underHead(actor, scope)];
}

/** The rounds of the current campaign that were opened, in their order. */
export function openedReviews(work: Work): readonly Review[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  return REVIEW_ROUNDS.flatMap((round) => work.store.reviews.find(campaign.id, round) ?? []);
}

/** How many pledges the person can decide on now; with a state, of those. */
export function countWaitingPledges(work: Work, actor: Person, state: WaitingScope['state'] | null = null): number {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return 0;
  return pledgeScopes(work, actor)
    .filter((scope) => state === null || scope.state === state)
    .reduce((sum, scope) => sum + work.store.pledges.countWaiting(campaign.id, scope), 0);
}

/** How many reports the person can decide on now. */
export function countWaitingReports(work: Work, actor: Person): number {
  return openedReviews(work).reduce((sum, review) => sum + countReports(work, actor, review), 0);
}

/** How many reports of a round the person can decide on now. */
export function countReports(work: Work, actor: Person, review: Review): number {
  return reportScopes(work, actor, review).reduce(
    (sum, scope) => sum + work.store.reviewReports.countWaiting(review.id, scope),
    0,
  );
}

/** Whose the person decides on beyond a division: everybody's (null), somebody's own, or nobody's. */
function officeOf(work: Work, actor: Person): WaitingOwner | null | 'nothing' {
  if (holds(actor, 'secretary')) return null;
  if (!holds(actor, 'leader')) return 'nothing';
  // A leader stands in where no secretary is left whose own it is not.
  const [first, ...others] = work.store.members.withRole('secretary');
  if (first === undefined) return null;
  const { divisionId } = first;
  const together = [first, ...others].every((one) => holds(one, 'head') && one.divisionId === divisionId);
  return { memberId: others.length === 0 ? first.id : null, divisionId: together ? divisionId : null };
}

function underHead(actor: Person, scope: WaitingScope): readonly WaitingScope[] {
  return holds(actor, 'head') ? [{ ...scope, divisionId: actor.divisionId, direct: false }] : [];
}

/** Everything that is submitted, but for one's own. */
function scopeOf(work: Work, actor: Person): WaitingScope {
  const heads = work.store.members.withRole('head');
  const led = new Set(heads.map((head) => head.divisionId));
  const divisions = work.store.divisions.all().map(({ id }) => id);
  return {
    state: 'submitted',
    divisionId: null,
    direct: null,
    of: null,
    directMembers: [...heads, ...work.store.members.withRole('leader')].map(({ id }) => id),
    headless: divisions.filter((id) => !led.has(id)),
    own: { memberId: actor.id, divisionId: holds(actor, 'head') ? actor.divisionId : null },
  };
}
