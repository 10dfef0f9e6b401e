import type { Person } from '../domain/person.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import { instantOfMilestone } from './campaign.ts';
import type { Fired, ReviewStanding } from './due-fired.ts';
import type { Campaign, Work } from './ports.ts';
import { reviewProgress } from './review.ts';
import { progressByDivision, titleQuota } from './standings.ts';

/** Deadlines that the digest looks ahead to. */
const DEADLINES_SHOWN = 3;

/** The weekly digest as it stands now, for each reader who wants it: the same for all, and nobody's personal matters. */
export function digestFor(
  work: Work,
  campaign: Campaign,
  readers: readonly Person[],
): readonly Extract<Fired, { kind: 'weekly_digest' }>[] {
  const progress = progressByDivision(work, campaign);
  const reviews = reviewStandings(work, campaign);
  const quota = titleQuota(work, campaign, 'grassroots_emulation_fighter');
  const deadlines = campaign.plan.milestones
    .map((milestone) => ({ milestone, at: instantOfMilestone(milestone, work.zone) }))
    .filter(({ at }) => at > work.now)
    .sort((left, right) => left.at - right.at)
    .slice(0, DEADLINES_SHOWN);
  return readers
    .filter((to) => !work.store.preferences.of(to.id).muted.includes('digest'))
    .map((to) => ({ kind: 'weekly_digest', to, campaign, progress, reviews, quota, deadlines }));
}

function reviewStandings(work: Work, campaign: Campaign): readonly ReviewStanding[] {
  return REVIEW_ROUNDS.flatMap((round) => {
    const review = work.store.reviews.find(campaign.id, round);
    if (review === null) return [];
    const divisions = reviewProgress(work, campaign, round)
      .filter(({ people }) => people > 0)
      .map(({ name, people, byDuty: { reported, confirmed } }) => {
        return { name, people, reported: reported + confirmed, confirmed };
      });
    return [{ round, open: review.state === 'open', divisions }];
  });
}
