import type { Person } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import type { Pledge } from '../domain/pledge.ts';
import { dutyOf, type Report, type Review, type ReviewDuty, type ReviewRound, reportable } from '../domain/review.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { EpochMs } from '../lib/clock.ts';
import { instantOfMilestone } from './campaign.ts';
import type { Campaign, Work } from './ports.ts';
import { pledgeOf } from './registration.ts';
import { takeSnapshot } from './review-snapshot.ts';

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

/** Whether a pledge is one that is reported on: submitted and neither returned nor withdrawn. */
export function isReportedOn(pledge: Pledge | null): pledge is Pledge {
  return pledge !== null && pledge.content !== null && REPORTED_ON.has(pledge.state);
}

const REPORTED_ON = new Set<Pledge['state']>(['submitted', 'endorsed', 'accepted']);

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

/** How far the reports of one division are. */
export interface ReviewDivisionProgress {
  readonly divisionId: number;
  readonly name: string;
  /** Active people with a pledge to report on. */
  readonly people: number;
  readonly byDuty: Readonly<Record<Exclude<ReviewDuty, 'none'>, number>>;
  /** Active people whose report is missing or came back, by name. */
  readonly owing: readonly Person[];
  /** What is owed for the division's collective pledge. */
  readonly collective: ReviewDuty;
}

/** Progress of a round in every active division, whether it is open still or closed. */
export function reviewProgress(work: Work, campaign: Campaign, round: ReviewRound): readonly ReviewDivisionProgress[] {
  const { store } = work;
  const review = store.reviews.find(campaign.id, round);
  const reports = review === null ? [] : store.reviewReports.all(review.id);
  const byMember = new Map(reports.flatMap((report) => (report.memberId === null ? [] : [[report.memberId, report]])));
  const byDivision = new Map(
    reports.flatMap((report) => (report.kind === 'collective' ? [[report.divisionId, report]] : [])),
  );
  const pledges = store.pledges.inStates(campaign.id, [...REPORTED_ON]);
  const pledged = new Set(pledges.map((pledge) => pledge.memberId));
  const collective = new Set(pledges.filter(({ kind }) => kind === 'collective').map(({ divisionId }) => divisionId));
  const people = store.members.active().filter((person) => pledged.has(person.id));
  return store.divisions
    .all()
    .filter((division) => division.active)
    .map((division) => {
      const members = people.filter((person) => person.divisionId === division.id);
      const byDuty = { owes: 0, returned: 0, reported: 0, confirmed: 0 };
      const owing: Person[] = [];
      for (const person of members) {
        const duty = dutyOf(byMember.get(person.id) ?? null);
        byDuty[duty] += 1;
        if (duty === 'owes' || duty === 'returned') owing.push(person);
      }
      return {
        divisionId: division.id,
        name: division.name,
        people: members.length,
        byDuty,
        owing,
        collective: collective.has(division.id) ? dutyOf(byDivision.get(division.id) ?? null) : 'none',
      };
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
  return true;
}
