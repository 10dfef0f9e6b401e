import { holds, type Person } from '../domain/person.ts';
import { type EndorsementRoute, endorsementRoute, type Pledge } from '../domain/pledge.ts';
import {
  isReportedOn,
  REVIEW_ROUNDS,
  type Report,
  type Review,
  type ReviewWindowError,
  reportable,
} from '../domain/review.ts';
import {
  answered,
  followPledge,
  type PledgeChanges,
  type ReportContent,
  type ReportItem,
} from '../domain/review-content.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Campaign, Work } from './ports.ts';
import { pledgeOf } from './registration.ts';
import { reportOf, reviewDeadline, reviewDuty } from './review.ts';
import { recordReport } from './submission-record.ts';

export type FindReportError = 'no_campaign' | 'not_allowed' | 'review_not_open' | 'nothing_to_report';

/** A person's, or as head their division's, place in the review that concerns them now. */
export interface Reporting {
  readonly campaign: Campaign;
  readonly review: Review;
  readonly kind: PledgeKind;
  readonly pledge: Pledge & { readonly content: NonNullable<Pledge['content']> };
  readonly report: Report | null;
  /** Until when it can be submitted; null while there is no deadline. */
  readonly deadline: EpochMs | null;
  /** Whether it can be changed now. */
  readonly open: Result<void, ReviewWindowError>;
}

/** Looks up what somebody reports on: in the round that is owed, else that is open, else the last one. */
export function findReporting(work: Work, person: Person, kind: PledgeKind): Result<Reporting, FindReportError> {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  if (kind === 'collective' && !holds(person, 'head')) return err('not_allowed');
  const reviews = REVIEW_ROUNDS.flatMap((round) => work.store.reviews.find(campaign.id, round) ?? []);
  const places = reviews.map((review) => placeIn(work, campaign, review, person, kind));
  const owed = places.find(({ review }) => {
    const duty = reviewDuty(work, campaign, review.round, person, kind);
    return duty === 'owes' || duty === 'returned';
  });
  const place = owed ?? places.findLast(({ open }) => open.ok) ?? places.at(-1);
  if (place === undefined) return err('review_not_open');
  const pledge = pledgeOf(work, campaign, person, kind);
  if (!isReportedOn(pledge) || pledge.content === null) return err('nothing_to_report');
  return ok({ campaign, kind, pledge: { ...pledge, content: pledge.content }, ...place });
}

function placeIn(work: Work, campaign: Campaign, review: Review, person: Person, kind: PledgeKind) {
  const report = reportOf(work, review, person, kind);
  const planned = reviewDeadline(campaign.plan, review.round, work.zone);
  const lateUntil = report?.lateUntil ?? null;
  // A late permission adds to the plan's day while the round is open, and stands alone once it has closed.
  const inTime = planned === null ? null : Math.max(planned, lateUntil ?? 0);
  const deadline = review.state === 'open' ? inTime : (lateUntil ?? planned);
  return { review, report, deadline, open: reportable(review, planned, report, work.now) };
}

export type ReportError = FindReportError | ReviewWindowError;

/** Opens the draft of a report: as it was left, or from what was submitted; it follows the pledge as it is now. */
export function openReport(
  work: Work,
  person: Person,
  kind: PledgeKind,
): Result<
  { readonly reportId: number; readonly content: ReportContent; readonly changes: PledgeChanges },
  ReportError
> {
  const found = findReporting(work, person, kind);
  if (!found.ok) return found;
  const { review, pledge, report, open } = found.value;
  if (!open.ok) return open;
  const { content, changes } = followPledge(report?.draft ?? report?.content ?? null, pledge.content, pledge.version);
  if (report !== null) {
    work.store.reviewReports.saveDraft(report.id, content, work.now);
    return ok({ reportId: report.id, content, changes });
  }
  const reportId = work.store.reviewReports.create({
    reviewId: review.id,
    kind,
    memberId: kind === 'individual' ? person.id : null,
    divisionId: person.divisionId,
    draft: content,
    now: work.now,
  });
  return ok({ reportId, content, changes });
}

/** What is being written, or stands where nothing is; empty where the report is gone. */
export function draftOfReport(work: Work, reportId: number): ReportContent {
  const report = work.store.reviewReports.byId(reportId);
  return report?.draft ?? report?.content ?? { pledgeVersion: 0, items: [] };
}

/** Saves a changed item in the draft; what the item shows otherwise stays. */
export function saveItem(
  work: Work,
  reportId: number,
  key: string,
  change: Partial<Omit<ReportItem, 'key' | 'text'>>,
): void {
  const content = draftOfReport(work, reportId);
  const items = content.items.map((item) => (item.key === key ? { ...item, ...change } : item));
  work.store.reviewReports.saveDraft(reportId, { ...content, items }, work.now);
}

/** Throws the draft away; what was submitted stays. */
export function discardReport(work: Work, reportId: number): void {
  work.store.reviewReports.saveDraft(reportId, null, work.now);
}

/** Items that still lack an answer, numbered from 1. */
export function unanswered(content: ReportContent): readonly number[] {
  return content.items.flatMap((item, index) => (answered(item) ? [] : [index + 1]));
}

export interface SubmittedReport {
  readonly review: Review;
  readonly report: Report;
  readonly version: number;
  readonly amended: boolean;
  /** Nothing differs from the version that stands: nothing was stored. */
  readonly unchanged: boolean;
  /** It came in after the review was frozen. */
  readonly afterClosing: boolean;
  readonly route: EndorsementRoute;
  readonly heads: readonly Person[];
}

export type SubmitReportError = ReportError | 'nothing_to_submit' | 'report_incomplete' | 'report_outdated';

/**
 * Submits the draft as a new version, which then waits for confirmation again. `report_outdated` when the pledge was
 * amended since the draft was opened.
 */
export function submitReport(work: Work, person: Person, kind: PledgeKind): Result<SubmittedReport, SubmitReportError> {
  const found = findReporting(work, person, kind);
  if (!found.ok) return found;
  const { review, pledge, report, open } = found.value;
  if (!open.ok) return open;
  if (report === null || report.draft === null) return err('nothing_to_submit');
  if (report.draft.pledgeVersion !== pledge.version) return err('report_outdated');
  if (unanswered(report.draft).length > 0) return err('report_incomplete');
  const heads = headsOf(work, report.divisionId);
  const route = endorsementRoute(report, kind === 'individual' ? person : null, heads);
  const told = { review, report, route, heads, afterClosing: review.state === 'closed' };
  const standing = report.state === 'submitted' || report.state === 'confirmed';
  if (standing && JSON.stringify(report.draft) === JSON.stringify(report.content)) {
    discardReport(work, report.id);
    return ok({ ...told, version: report.version, amended: false, unchanged: true });
  }
  const version = work.store.reviewReports.saveVersion(report, report.draft, person.id, work.now);
  const amended = version > 1;
  const action = amended ? 'amended' : 'submitted';
  recordReport(work, report, { actor: person, action, version, note: null });
  return ok({ ...told, version, amended, unchanged: false });
}

/** Who confirms a report, by who its owner and the heads of its division are now. */
export function reportRoute(
  work: Pick<Work, 'store'>,
  report: Pick<Report, 'kind' | 'memberId' | 'divisionId'>,
): EndorsementRoute {
  const owner = report.memberId === null ? null : work.store.members.byId(report.memberId);
  return endorsementRoute(report, owner, headsOf(work, report.divisionId));
}

function headsOf(work: Pick<Work, 'store'>, divisionId: number): readonly Person[] {
  return work.store.members.activeInDivision(divisionId).filter((person) => holds(person, 'head'));
}
