import type { Report, ReportAction, ReportState, Review, ReviewRound } from '../domain/review.ts';
import type { ReportContent } from '../domain/review-content.ts';
import type { PledgeKind } from '../domain/title.ts';
import type { EpochMs } from '../lib/clock.ts';

/** A review as it was frozen at its closing. */
export interface StoredSnapshot {
  readonly takenAt: EpochMs;
  /** Of `body`, as 64 hex digits. */
  readonly sha256: string;
  /** JSON, written once. */
  readonly body: string;
}

/** Reviews of the campaigns, and what they said when they closed. */
export interface Reviews {
  find(campaignId: number, round: ReviewRound): Review | null;
  byId(id: number): Review | null;
  open(review: Pick<Review, 'campaignId' | 'round' | 'openedAt' | 'openedBy' | 'openReason'>): number;
  close(
    id: number,
    closing: { readonly at: EpochMs; readonly by: number | null; readonly reason: string | null },
  ): void;
  snapshot(reviewId: number): StoredSnapshot | null;
  /** Stores the snapshot of a review; a second one is refused by the database. */
  freeze(reviewId: number, snapshot: StoredSnapshot): void;
}

export interface ReportEventRow {
  readonly at: EpochMs;
  readonly actorId: number;
  readonly actorName: string;
  readonly action: ReportAction;
  readonly version: number;
  readonly note: string | null;
}

/** Which of the waiting pledges or reports are meant. */
export interface WaitingScope {
  readonly state: 'submitted' | 'endorsed';
  /** Of this division only; null for all. */
  readonly divisionId: number | null;
  /** True: only what goes to the secretary at once; false: only what a head decides on; null: both. */
  readonly direct: boolean | null;
  /** Whose own goes to the secretary at once: leaders and heads. */
  readonly directMembers: readonly number[];
  /** Divisions without a head. */
  readonly headless: readonly number[];
  /** Only what is this one's own; null for everybody's. */
  readonly of: WaitingOwner | null;
  /** Who asks: what is their own is never meant. */
  readonly own: WaitingOwner;
}

/** Whose own a pledge or report is: a person's, and as head the division's. */
export interface WaitingOwner {
  readonly memberId: number | null;
  readonly divisionId: number | null;
}

/** Part of a list that may be as long as the office is large. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
}

/** What waits for somebody, oldest submission first, as ids: nothing is read. Scopes must not overlap. */
export interface WaitingLists {
  /** With `until`, without what was endorsed after that moment. */
  pledges(campaignId: number, scopes: readonly WaitingScope[], part: Part, until?: EpochMs): readonly number[];
  /** With `until`, without what was submitted after that moment. */
  reports(reviewId: number, scopes: readonly WaitingScope[], part: Part, until?: EpochMs): readonly number[];
}

/** Reports of people and divisions. */
export interface ReviewReports {
  byId(id: number): Report | null;
  ofMember(reviewId: number, memberId: number): Report | null;
  ofDivision(reviewId: number, divisionId: number): Report | null;
  all(reviewId: number): readonly Report[];
  /** Oldest submission first; of one division where it is given. */
  inStates(reviewId: number, states: readonly ReportState[], divisionId?: number): readonly Report[];
  /** Reports that wait for somebody, counted from an index. */
  countWaiting(reviewId: number, scope: WaitingScope): number;
  /** Moves individual reports to the divisions in which their owners are now. */
  followOwners(reviewId: number): void;
  create(report: {
    readonly reviewId: number;
    readonly kind: PledgeKind;
    readonly memberId: number | null;
    readonly divisionId: number;
    readonly draft: ReportContent | null;
    readonly now: EpochMs;
  }): number;
  saveDraft(id: number, draft: ReportContent | null, now: EpochMs): void;
  /** Stores a submitted version, which then waits for confirmation. */
  saveVersion(report: Report, content: ReportContent, by: number, now: EpochMs): number;
  setState(id: number, state: ReportState, now: EpochMs): void;
  permitLate(id: number, until: EpochMs, now: EpochMs): void;
  record(id: number, event: Omit<ReportEventRow, 'actorName'>): void;
  events(id: number): readonly ReportEventRow[];
}

/** A file kept as evidence. */
export interface EvidenceFile {
  readonly id: number;
  readonly reportId: number;
  /** Random name under which the bytes are kept. */
  readonly storedName: string;
  readonly sha256: string;
  /** The name under which it was sent. */
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly addedAt: EpochMs;
  readonly addedBy: number;
}

/** Files kept as evidence; which item of a report shows them is in the report's content. */
export interface EvidenceFiles {
  byId(id: number): EvidenceFile | null;
  byStoredName(storedName: string): EvidenceFile | null;
  bySha(reportId: number, sha256: string): EvidenceFile | null;
  add(file: Omit<EvidenceFile, 'id'>): number;
  /** Files added before an instant that no draft and no submitted version of their report shows. */
  unused(before: EpochMs, limit: number): readonly EvidenceFile[];
  /** Files of campaigns of the years before one. */
  ofYearsBefore(year: number, limit: number): readonly EvidenceFile[];
  drop(id: number): void;
  /** Random names of all kept files. */
  storedNames(): ReadonlySet<string>;
}
