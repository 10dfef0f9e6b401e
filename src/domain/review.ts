import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { holds, type Person } from './person.ts';
import { type EndorsementRoute, isOwn, type Pledge } from './pledge.ts';
import type { ReportContent } from './review-content.ts';
import { mayOver } from './rights.ts';
import type { PledgeKind } from './title.ts';

export const REVIEW_ROUNDS = ['preliminary', 'final'] as const;
/** Preliminary review (sơ kết) in the middle of the year, final review (tổng kết) at its end. */
export type ReviewRound = (typeof REVIEW_ROUNDS)[number];

/** A round of one campaign as it was opened; a closed one never opens again. */
export interface Review {
  readonly id: number;
  readonly campaignId: number;
  readonly round: ReviewRound;
  readonly state: 'open' | 'closed';
  readonly openedAt: EpochMs;
  /** Who opened it by hand, with the reason; null when the plan's day did. */
  readonly openedBy: number | null;
  readonly openReason: string | null;
  readonly closedAt: EpochMs | null;
  readonly closedBy: number | null;
  readonly closeReason: string | null;
}

export const REPORT_STATES = ['draft', 'submitted', 'confirmed', 'returned'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export const REPORT_ACTIONS = ['submitted', 'amended', 'confirmed', 'returned', 'late_permitted'] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

/** One person's, or a division's, report in a review. */
export interface Report {
  readonly id: number;
  readonly reviewId: number;
  readonly kind: PledgeKind;
  /** The person, null for a division's report. */
  readonly memberId: number | null;
  readonly divisionId: number;
  readonly state: ReportState;
  /** Number of the newest submitted version, 0 before the first. */
  readonly version: number;
  readonly draft: ReportContent | null;
  readonly content: ReportContent | null;
  readonly submittedAt: EpochMs | null;
  readonly lateUntil: EpochMs | null;
  readonly updatedAt: EpochMs;
}

/**
 * What somebody owes a review: nothing (no pledge that stands, or the review is not open to them), a report, a report
 * that came back, or nothing more because it is in or confirmed.
 */
export type ReviewDuty = 'none' | 'owes' | 'returned' | 'reported' | 'confirmed';

export type ReviewWindowError = 'review_not_open' | 'review_closed';

/**
 * Whether a report may be changed by its owner at `now`. The deadline holds by the clock, also before the closing was
 * carried out; a late permission of the secretary prolongs it for one report.
 */
export function reportable(
  review: Pick<Review, 'state'> | null,
  deadline: EpochMs | null,
  report: Pick<Report, 'lateUntil'> | null,
  now: EpochMs,
): Result<void, ReviewWindowError> {
  if (review === null) return err('review_not_open');
  if (review.state === 'open' && (deadline === null || now < deadline)) return ok(undefined);
  if (report?.lateUntil != null && now < report.lateUntil) return ok(undefined);
  return err('review_closed');
}

const REPORTED_ON: readonly Pledge['state'][] = ['submitted', 'endorsed', 'accepted'];

/** Whether a pledge is one that is reported on: submitted and neither returned nor withdrawn. */
export function isReportedOn<Some extends { readonly state: Pledge['state']; readonly content: unknown }>(
  pledge: Some | null,
): pledge is Some {
  return pledge !== null && pledge.content !== null && REPORTED_ON.includes(pledge.state);
}

/** What the owner of a pledge that stands owes; the caller has asked whether there is one, and whether it is open. */
export function dutyOf(report: Pick<Report, 'state'> | null): Exclude<ReviewDuty, 'none'> {
  if (report === null || report.state === 'draft') return 'owes';
  return report.state === 'submitted' ? 'reported' : report.state;
}

export type ReportDecisionError = 'not_allowed' | 'own_report' | 'report_not_waiting' | 'report_changed';

export interface ReportCase {
  readonly report: Report;
  readonly route: EndorsementRoute;
  /** How many active secretaries there are whose own the report is not. */
  readonly otherSecretaries: number;
  /** The version that the actor was looking at. */
  readonly version: number;
  /** Whether the round has closed: what its head has left undecided until then, a secretary may decide as well. */
  readonly closed: boolean;
}

/**
 * Allows the head of the division, or where nobody stands between the secretary, to confirm or return the version that
 * was shown; once the round has closed, the secretary in place of a head who is away. Nobody decides on their own; a
 * secretary's own goes to another one or, where there is none, to a leader.
 */
export function authoriseReportDecision(actor: Person, subject: ReportCase): Result<void, ReportDecisionError> {
  const { report, route } = subject;
  if (isOwn(actor, report)) return err('own_report');
  if (!mayDecide(actor, subject, route)) return err('not_allowed');
  if (report.state !== 'submitted') return err('report_not_waiting');
  if (report.version !== subject.version) return err('report_changed');
  return ok(undefined);
}

function mayDecide(actor: Person, { report, otherSecretaries, closed }: ReportCase, route: EndorsementRoute): boolean {
  if (route.by === 'head') {
    if (holds(actor, 'head') && actor.divisionId === report.divisionId) return true;
    return closed && holds(actor, 'secretary');
  }
  if (holds(actor, 'secretary')) return true;
  return otherSecretaries === 0 && holds(actor, 'leader');
}

/** Whether the person may see the report and its evidence: the owner, the head of the division, the secretary. */
export function mayRead(actor: Person, report: Pick<Report, 'kind' | 'memberId' | 'divisionId'>): boolean {
  if (!actor.active) return false;
  return isOwn(actor, report) || mayOver(actor, 'read_reports', report.divisionId);
}
