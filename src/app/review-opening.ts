import { holds, type Person } from '../domain/person.ts';
import { isReason } from '../domain/reason.ts';
import type { ReviewRound } from '../domain/review.ts';
import { may } from '../domain/rights.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Campaign, Work } from './ports.ts';
import { closeReview, openReview, reviewDeadline, reviewDuty } from './review.ts';

export type OpenReviewError = 'not_allowed' | 'no_campaign' | 'reason_missing' | 'review_open' | 'review_closed';

/**
 * Opens a round before its day, or one whose day the plan does not name. A closed round, or one past its deadline, is
 * not opened again: whoever is late gets a permission of their own, so that the snapshot stays what it was.
 */
export function openReviewByHand(
  work: Work,
  actor: Person,
  round: ReviewRound,
  reason: string,
): Result<Campaign, OpenReviewError> {
  if (!may(actor, 'run_reviews')) return err('not_allowed');
  if (!isReason(reason)) return err('reason_missing');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const review = work.store.reviews.find(campaign.id, round);
  if (review?.state === 'open') return err('review_open');
  const deadline = reviewDeadline(campaign.plan, round, work.zone);
  if (review !== null || (deadline !== null && work.now >= deadline)) return err('review_closed');
  openReview(work, campaign, round, { actor, reason });
  return ok(campaign);
}

export type CloseReviewError = 'not_allowed' | 'no_campaign' | 'reason_missing' | 'review_not_open' | 'review_closed';

/** Closes a round before its deadline, or one that has none, with the reason. */
export function closeReviewByHand(
  work: Work,
  actor: Person,
  round: ReviewRound,
  reason: string,
): Result<Campaign, CloseReviewError> {
  if (!may(actor, 'run_reviews')) return err('not_allowed');
  if (!isReason(reason)) return err('reason_missing');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const review = work.store.reviews.find(campaign.id, round);
  if (review === null) return err('review_not_open');
  if (!closeReview(work, campaign, round, { actor, reason })) return err('review_closed');
  return ok(campaign);
}

/** Active people who owe a round a report, for themselves or as heads. */
export function owingPeople(work: Work, campaign: Campaign, round: ReviewRound): readonly Person[] {
  return work.store.members.active().filter((person) => {
    const own = reviewDuty(work, campaign, round, person);
    if (own === 'owes' || own === 'returned') return true;
    return holds(person, 'head') && reviewDuty(work, campaign, round, person, 'collective') === 'owes';
  });
}
