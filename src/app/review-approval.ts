import type { Person } from '../domain/person.ts';
import { isOwn } from '../domain/pledge.ts';
import { isReason } from '../domain/reason.ts';
import {
  authoriseReportDecision,
  isReportedOn,
  type Report,
  type ReportCase,
  type ReportDecisionError,
  type Review,
  type ReviewRound,
} from '../domain/review.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { AT_ONCE, mayApprove } from './approval.ts';
import { emptyFor, type LateSubject, mayPermitLate, permittedUntil } from './late-permission.ts';
import type { Campaign, Work } from './ports.ts';
import { pledgeOf } from './registration.ts';
import { reportOf } from './review.ts';
import type { Part } from './review-ports.ts';
import { reportRoute } from './review-report.ts';
import { recordReport } from './submission-record.ts';
import { countReports, openedReviews, reportScopes } from './waiting.ts';

/** A report on which somebody can decide. */
export interface WaitingReport {
  readonly review: Review;
  readonly report: Report;
  readonly owner: Person | null;
  readonly route: ReportCase['route'];
}

/** A part of the reports on which this person can decide now: a round after the other, oldest first. */
export function reportQueue(work: Work, actor: Person, part: Part): readonly WaitingReport[] {
  return reportIds(work, actor, part).flatMap((id) => waitingReport(work, actor, id) ?? []);
}

function reportIds(work: Work, actor: Person, { offset, limit }: Part, until?: EpochMs): readonly number[] {
  let skipped = 0;
  const found: number[] = [];
  for (const review of openedReviews(work)) {
    const part = { offset: Math.max(0, offset - skipped), limit: limit - found.length };
    found.push(...work.store.waitingLists.reports(review.id, reportScopes(work, actor, review), part, until));
    skipped += offset === 0 ? 0 : countReports(work, actor, review);
  }
  return found;
}

/** The reports that were submitted by a moment and on which the person can decide, the oldest `AT_ONCE` of them. */
export function reportsUntil(work: Work, actor: Person, until: EpochMs): readonly number[] {
  return reportIds(work, actor, { offset: 0, limit: AT_ONCE }, until);
}

/** One report on which this person can decide now; null where it waits for somebody else, or for nobody. */
export function waitingReport(work: Work, actor: Person, reportId: number): WaitingReport | null {
  const report = work.store.reviewReports.byId(reportId);
  const review = openedReviews(work).find(({ id }) => id === report?.reviewId);
  if (report === null || review === undefined || !mayApprove(actor)) return null;
  const subject = caseOf(work, report, report.version, review);
  if (!authoriseReportDecision(actor, subject).ok) return null;
  return { review, report, owner: ownerOf(work, report), route: subject.route };
}

function caseOf(
  work: Pick<Work, 'store'>,
  report: Report,
  version: number,
  review: Pick<Review, 'state'> | null,
): ReportCase {
  const otherSecretaries = work.store.members.withRole('secretary').filter((person) => !isOwn(person, report)).length;
  return { report, route: reportRoute(work, report), otherSecretaries, version, closed: review?.state === 'closed' };
}

function ownerOf(work: Pick<Work, 'store'>, report: Report): Person | null {
  return report.memberId === null ? null : work.store.members.byId(report.memberId);
}

/** Whether the person may decide on the report as it stands; who may, may also read it. */
export function mayDecideReport(work: Pick<Work, 'store'>, actor: Person, report: Report): boolean {
  const review = work.store.reviews.byId(report.reviewId);
  return authoriseReportDecision(actor, caseOf(work, report, report.version, review)).ok;
}

export type ReportApprovalError = ReportDecisionError | 'no_report' | 'reason_missing';

export interface DecidedReport {
  readonly review: Review;
  readonly report: Report;
  readonly owner: Person | null;
}

/** Confirms the version that was shown. */
export function confirmReport(
  work: Work,
  actor: Person,
  reportId: number,
  version: number,
): Result<DecidedReport, ReportApprovalError> {
  return decide(work, actor, reportId, version, 'confirmed', null);
}

/** Returns the version that was shown, with the reason that its owner will read. */
export function returnReport(
  work: Work,
  actor: Person,
  reportId: number,
  version: number,
  reason: string,
): Result<DecidedReport, ReportApprovalError> {
  if (!isReason(reason)) return err('reason_missing');
  return decide(work, actor, reportId, version, 'returned', reason);
}

/** Confirms what `reportsUntil` lists; what was submitted, or amended, after that moment stays. */
export function confirmAllReports(work: Work, actor: Person, until: EpochMs): readonly DecidedReport[] {
  return reportsUntil(work, actor, until).flatMap((id) => {
    const result = confirmReport(work, actor, id, work.store.reviewReports.byId(id)?.version ?? 0);
    return result.ok ? [result.value] : [];
  });
}

function decide(
  work: Work,
  actor: Person,
  reportId: number,
  version: number,
  outcome: 'confirmed' | 'returned',
  note: string | null,
): Result<DecidedReport, ReportApprovalError> {
  const report = work.store.reviewReports.byId(reportId);
  const review = report === null ? null : work.store.reviews.byId(report.reviewId);
  if (report === null || review === null) return err('no_report');
  const allowed = authoriseReportDecision(actor, caseOf(work, report, version, review));
  if (!allowed.ok) return allowed;
  work.store.reviewReports.setState(report.id, outcome, work.now);
  recordReport(work, report, { actor, action: outcome, version, note });
  return ok({ review, report, owner: ownerOf(work, report) });
}

export type LateReportError = 'not_allowed' | 'reason_missing' | 'review_not_open' | 'nothing_to_report';

/** Lets a person, or as its head the division, report after the closing; the reason stays on record. */
export function permitLateReport(
  work: Work,
  campaign: Campaign,
  actor: Person,
  subject: LateSubject & { readonly round: ReviewRound },
  reason: string,
): Result<EpochMs, LateReportError> {
  const { owner, kind, round } = subject;
  const allowed = mayPermitLate(actor, subject, reason);
  if (!allowed.ok) return allowed;
  const review = work.store.reviews.find(campaign.id, round);
  if (review === null) return err('review_not_open');
  if (!isReportedOn(pledgeOf(work, campaign, owner, kind))) return err('nothing_to_report');
  const { reviewReports } = work.store;
  const known = reportOf(work, review, owner, kind);
  const empty = emptyFor(subject, work.now);
  const id = known?.id ?? reviewReports.create({ reviewId: review.id, ...empty });
  const until = permittedUntil(work.now);
  reviewReports.permitLate(id, until, work.now);
  recordReport(work, { ...empty, id }, { actor, action: 'late_permitted', version: known?.version ?? 0, note: reason });
  return ok(until);
}
