import type { Person } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import {
  dutyOf,
  isReportedOn,
  type Report,
  type Review,
  type ReviewDuty,
  type ReviewRound,
  reportable,
} from '../domain/review.ts';
import { type DivisionReports, reportsByDivision } from '../domain/standings/reviews.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { EpochMs } from '../lib/clock.ts';
import { audit } from './audit.ts';
import { instantOfMilestone } from './campaign.ts';
import type { Campaign, Work } from './ports.ts';
import { pledgeOf } from './registration.ts';
import { takeSnapshot } from './review-snapshot.ts';
import { activeDivisions } from './standings.ts';

export type { ReviewDuty, ReviewRound } from '../domain/review.ts';

/**
 * The moment from which a round takes no more reports: the plan's milestone for the preliminary review; null for the
 * final one, which lasts until the secretary closes it.
 */
export function reviewDeadline(plan: Plan, round: ReviewRound, zone: string): EpochMs | null {
  if (round === 'final') return null;
  const milestone = plan.milestones.find(({ kind }) => kind === 'preliminary_review_closes');
  return milestone === undefined ? null : instantOfMilestone(milestone, zone);
}

/** The report of a person, or of their division, in a review. */
export function reportOf(work: Work, review: Review, person: Person, kind: PledgeKind): Report | null {
  return kind === 'individual'
    ? work.store.reviewReports.ofMember(review.id, person.id)
    : work.store.reviewReports.ofDivision(review.id, person.divisionId);
}

/** What a person owes a round for their own pledge, or as head for their division's. */
export function reviewDuty(
  work: Work,
  campaign: Campaign,
  round: ReviewRound,
  person: Person,
  kind: PledgeKind = 'individual',
): ReviewDuty {
  const review = work.store.reviews.find(campaign.id, round);
  if (review === null) return 'none';
  const report = reportOf(work, review, person, kind);
  const deadline = reviewDeadline(campaign.plan, round, work.zone);
  if (!reportable(review, deadline, report, work.now).ok) return 'none';
  return isReportedOn(pledgeOf(work, campaign, person, kind)) ? dutyOf(report) : 'none';
}

/** Progress of a round in every active division, whether it is open still or closed. */
export function reviewProgress(work: Work, campaign: Campaign, round: ReviewRound): readonly DivisionReports[] {
  const { store } = work;
  const review = store.reviews.find(campaign.id, round);
  return reportsByDivision({
    divisions: activeDivisions(store),
    people: store.members.active(),
    pledges: store.standing.pledges(campaign.id),
    reports: review === null ? [] : store.standing.reports(review.id),
  });
}

/** Somebody who opens or closes a round by hand, and why. */
export interface ByHand {
  readonly actor: Person;
  readonly reason: string;
}

/**
 * Opens a round: by the plan's day, or by the secretary with a reason. Idempotent: true only when this call opened it.
 * A closed round stays closed; whoever is late needs a permission.
 */
export function openReview(work: Work, campaign: Campaign, round: ReviewRound, byHand: ByHand | null = null): boolean {
  if (work.store.reviews.find(campaign.id, round) !== null) return false;
  work.store.reviews.open({
    campaignId: campaign.id,
    round,
    openedAt: work.now,
    openedBy: byHand?.actor.id ?? null,
    openReason: byHand?.reason ?? null,
  });
  auditRound(work, 'review_opened', campaign, round, byHand);
  return true;
}

/** Closes an open round and freezes its snapshot. Idempotent: true only when this call closed it. */
export function closeReview(work: Work, campaign: Campaign, round: ReviewRound, byHand: ByHand | null = null): boolean {
  const review = work.store.reviews.find(campaign.id, round);
  if (review === null || review.state === 'closed') return false;
  work.store.reviews.close(review.id, {
    at: work.now,
    by: byHand?.actor.id ?? null,
    reason: byHand?.reason ?? null,
  });
  work.store.reviews.freeze(review.id, takeSnapshot(work, campaign, review));
  auditRound(work, 'review_closed', campaign, round, byHand);
  return true;
}

function auditRound(
  work: Work,
  action: 'review_opened' | 'review_closed',
  { year }: Campaign,
  round: ReviewRound,
  byHand: ByHand | null,
): void {
  // By its day it is the program that opens or closes, whoever reads what.
  audit(work, { action, actor: byHand?.actor ?? null, subject: { kind: 'year', id: year }, details: { round } });
}
