import type { Person } from '../domain/person.ts';
import { isOwn } from '../domain/pledge.ts';
import { keptSince } from '../domain/retention.ts';
import { mayRead, type Report, type ReviewWindowError, reportable } from '../domain/review.ts';
import { type Evidence, REPORT_LIMITS, type ReportItem } from '../domain/review-content.ts';
import { localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Work } from './ports.ts';
import { reviewDeadline } from './review.ts';
import { mayDecideReport } from './review-approval.ts';
import type { EvidenceFile } from './review-ports.ts';
import { draftOfReport, saveItem } from './review-report.ts';

export type AttachError =
  | ReviewWindowError
  | 'not_allowed'
  | 'no_report'
  | 'evidence_full'
  | 'evidence_report_full'
  | 'evidence_known';

/** The item to which somebody may add a piece of evidence now. */
export function mayAttach(work: Work, actor: Person, reportId: number, key: string): Result<ReportItem, AttachError> {
  const report = work.store.reviewReports.byId(reportId);
  if (report === null) return err('no_report');
  if (!isOwn(actor, report)) return err('not_allowed');
  const open = openNow(work, report);
  if (!open.ok) return open;
  const { items } = draftOfReport(work, reportId);
  const item = items.find((candidate) => candidate.key === key);
  if (item === undefined) return err('no_report');
  if (item.evidence.length >= REPORT_LIMITS.evidencePerItem) return err('evidence_full');
  const pieces = items.reduce((sum, { evidence }) => sum + evidence.length, 0);
  return pieces >= REPORT_LIMITS.evidencePerReport ? err('evidence_report_full') : ok(item);
}

function openNow(work: Work, report: Report): Result<void, ReviewWindowError> {
  const review = work.store.reviews.byId(report.reviewId);
  const campaign = work.store.campaigns.current();
  if (review === null || campaign === null || review.campaignId !== campaign.id) return err('review_not_open');
  return reportable(review, reviewDeadline(campaign.plan, review.round, work.zone), report, work.now);
}

/** A file that was fetched, checked and stored. */
export type KeptFile = Pick<EvidenceFile, 'storedName' | 'sha256' | 'name' | 'mime' | 'sizeBytes'>;

/**
 * Adds a kept file to an item. `stored` is false when the report holds the same bytes already: then the item shows
 * those, and the new copy is not needed.
 */
export function attachFile(
  work: Work,
  actor: Person,
  reportId: number,
  key: string,
  file: KeptFile,
): Result<{ readonly stored: boolean }, AttachError> {
  const allowed = mayAttach(work, actor, reportId, key);
  if (!allowed.ok) return allowed;
  const item = allowed.value;
  const known = work.store.evidenceFiles.bySha(reportId, file.sha256);
  if (known !== null && item.evidence.some((piece) => piece.kind === 'file' && piece.fileId === known.id)) {
    return err('evidence_known');
  }
  const fileId = known?.id ?? work.store.evidenceFiles.add({ ...file, reportId, addedAt: work.now, addedBy: actor.id });
  const name = known?.name ?? file.name;
  saveItem(work, reportId, key, { evidence: [...item.evidence, { kind: 'file', fileId, name }] });
  return ok({ stored: known === null });
}

export type LinkError = AttachError | 'link_malformed';

/** Adds the address of something published; only https, so that nobody is led to an unprotected page. */
export function attachLink(
  work: Work,
  actor: Person,
  reportId: number,
  key: string,
  typed: string,
): Result<void, LinkError> {
  const url = linkOf(typed);
  if (url === null) return err('link_malformed');
  const allowed = mayAttach(work, actor, reportId, key);
  if (!allowed.ok) return allowed;
  const item = allowed.value;
  if (item.evidence.some((piece) => piece.kind === 'link' && piece.url === url)) return err('evidence_known');
  saveItem(work, reportId, key, { evidence: [...item.evidence, { kind: 'link', url }] });
  return ok(undefined);
}

/** Whether a typed text is meant as an address, sound or not: it has a scheme, or a dot within a word. */
export function looksLikeLink(typed: string): boolean {
  return /:\/\/|^www\.|^\S+\.\p{L}{2,}(?:[/?#]\S*)?$/iu.test(typed.trim());
}

function linkOf(typed: string): string | null {
  const text = typed.trim();
  if (text.length > REPORT_LIMITS.link || !/^https:\/\/[^\s]+$/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const sound = url.hostname.includes('.') && url.username === '' && url.password === '';
  return sound ? url.href : null;
}

/** Takes a piece away from an item of the draft; submitted versions keep theirs. */
export function removeEvidence(work: Work, reportId: number, key: string, index: number): void {
  const item = draftOfReport(work, reportId).items.find((candidate) => candidate.key === key);
  if (item !== undefined) saveItem(work, reportId, key, { evidence: item.evidence.filter((_, at) => at !== index) });
}

/** A kept file for somebody who is entitled to it: the owner, the head of the division, the secretary, who decides. */
export function evidenceFor(work: Pick<Work, 'store'>, actor: Person, fileId: number): EvidenceFile | null {
  return entitled(work, actor, work.store.evidenceFiles.byId(fileId));
}

/** The same by the random name of the file, as a link that was handed over knows it. */
export function evidenceNamed(work: Pick<Work, 'store'>, actor: Person, storedName: string): EvidenceFile | null {
  return entitled(work, actor, work.store.evidenceFiles.byStoredName(storedName));
}

function entitled(work: Pick<Work, 'store'>, actor: Person, file: EvidenceFile | null): EvidenceFile | null {
  const report = file === null ? null : work.store.reviewReports.byId(file.reportId);
  if (file === null || report === null) return null;
  return mayRead(actor, report) || mayDecideReport(work, actor, report) ? file : null;
}

/** Files among pieces of evidence. */
export function filesAmong(items: readonly ReportItem[]): readonly Extract<Evidence, { kind: 'file' }>[] {
  const files = items.flatMap(({ evidence }) => evidence).filter((piece) => piece.kind === 'file');
  return [...new Map(files.map((piece) => [piece.fileId, piece])).values()];
}

/** Files deleted in one sweep. */
const SWEPT_AT_ONCE = 500;

/**
 * Forgets files that no draft and no version shows, and those of years long over; returns the names whose bytes are to be
 * removed.
 */
export function forgetEvidence({ store, now, zone }: Pick<Work, 'store' | 'now' | 'zone'>): readonly string[] {
  const { evidenceFiles } = store;
  const unused = evidenceFiles.unused(keptSince('unused_evidence', now), SWEPT_AT_ONCE);
  const year = Number(localTime(keptSince('evidence', now), zone).date.slice(0, 4));
  const forgotten = [...unused, ...evidenceFiles.ofYearsBefore(year, SWEPT_AT_ONCE)];
  for (const file of forgotten) evidenceFiles.drop(file.id);
  return forgotten.map((file) => file.storedName);
}
