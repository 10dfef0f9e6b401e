import type { ElectionState } from '../domain/ballot/course.ts';
import { holds, type Person } from '../domain/person.ts';
import { REVIEW_ROUNDS, type ReviewRound } from '../domain/review.ts';
import { may, RIGHTS, type Right } from '../domain/rights.ts';
import { runsElections } from './election-closing.ts';
import { isOwnData } from './own-data.ts';
import type { Work } from './ports.ts';

/**
 * Everything that can be taken out as a file, spreadsheet or document. To add one: its code here with its row in
 * `EXPORTS`, its builder in `reports/exports.ts` for a table, `reports/office-documents.ts` for a document, and the texts
 * `export.<code>` (what people call it) and `file.export.<code>` (the file's name without ending; takes {year}).
 * Dialogue (`/xuatdulieu`), job, rights and links follow from the row. Where it comes in several forms, `variants` lists
 * those that can be had now, each with a text `export.variant.<label>`.
 */
export type TableCode =
  | 'registrations_individual'
  | 'registrations_collective'
  | 'standings'
  | 'quota'
  | 'review'
  | 'history'
  | 'delivery'
  | 'audit';

/** Word files for printing and signing, laid out as official documents. */
export type DocumentCode =
  | 'individual_list'
  | 'collective_list'
  | 'target_annex'
  | 'campaign_report'
  | 'paper_ballot'
  | 'count_minutes'
  | 'council_minutes'
  | 'submission';

export type ExportCode = TableCode | DocumentCode;

/** What somebody may have of an export: of one division only, or, where that is null, of the whole office. */
export interface ExportScope {
  readonly divisionId: number | null;
}

/** One of several forms of an export, such as the review of one round. */
export type ExportVariant = {
  /** ASCII without spaces: it stands in commands and jobs. */
  readonly id: string;
} & (
  | { readonly label: 'review_now' | 'review_closed' | 'report'; readonly params: { readonly round: ReviewRound } }
  | { readonly label: 'election'; readonly params: { readonly name: string } }
);

export type ExportKind = (
  | { readonly code: TableCode; readonly format: 'xlsx' }
  | { readonly code: DocumentCode; readonly format: 'docx' }
) & {
  /** Whether leaders have it of the whole office, beside the secretary, who has everything. */
  readonly leaders: boolean;
  /** Whether heads have it of their own division. */
  readonly heads: boolean;
  /** Who else has it of the whole office. */
  readonly also?: (person: Person) => boolean;
  /** Its forms as they can be had now; without it there is one. */
  readonly variants?: (work: Work) => readonly ExportVariant[];
};

const EXPORTS: readonly ExportKind[] = [
  { code: 'registrations_individual', format: 'xlsx', leaders: true, heads: true },
  { code: 'registrations_collective', format: 'xlsx', leaders: true, heads: true },
  { code: 'standings', format: 'xlsx', leaders: true, heads: true },
  { code: 'quota', format: 'xlsx', leaders: true, heads: false },
  // What people report is for themselves, their head and the secretary; leaders read the counts in the standings.
  { code: 'review', format: 'xlsx', leaders: false, heads: true, variants: reviewVariants },
  { code: 'history', format: 'xlsx', leaders: true, heads: true },
  { code: 'delivery', format: 'xlsx', leaders: false, heads: false },
  { code: 'audit', format: 'xlsx', leaders: false, heads: false, also: (person) => may(person, 'read_audit') },
  { code: 'individual_list', format: 'docx', leaders: true, heads: false },
  { code: 'collective_list', format: 'docx', leaders: true, heads: false },
  { code: 'target_annex', format: 'docx', leaders: true, heads: false },
  { code: 'campaign_report', format: 'docx', leaders: true, heads: false, variants: reportVariants },
  // What belongs to the council's session is in its secretary's hands; whoever runs or counts a round has its papers.
  {
    code: 'paper_ballot',
    format: 'docx',
    leaders: false,
    heads: false,
    also: runsElections,
    variants: openElections,
  },
  {
    code: 'count_minutes',
    format: 'docx',
    leaders: false,
    heads: false,
    also: (person) => may(person, 'read_counts'),
    variants: endedElections,
  },
  { code: 'council_minutes', format: 'docx', leaders: false, heads: false },
  { code: 'submission', format: 'docx', leaders: false, heads: false },
];

/** The review rounds that were opened, as they stand now, and as they were frozen where they have closed. */
function reviewVariants(work: Work): readonly ExportVariant[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  return REVIEW_ROUNDS.flatMap((round): readonly ExportVariant[] => {
    const review = work.store.reviews.find(campaign.id, round);
    if (review === null) return [];
    const now: ExportVariant = { id: `${round}-now`, label: 'review_now', params: { round } };
    return review.state === 'open'
      ? [now]
      : [{ id: `${round}-closed`, label: 'review_closed', params: { round } }, now];
  });
}

/** A report on half of the year, and on all of it. */
function reportVariants(): readonly ExportVariant[] {
  return REVIEW_ROUNDS.map((round) => ({ id: round, label: 'report', params: { round } }));
}

/** Secret ballots whose lines are frozen and whose paper ballots are still to be handed out. */
function openElections(work: Work): readonly ExportVariant[] {
  return electionVariants(work, ['open']);
}

/** Secret ballots of which minutes can be made: with a result, or without one for good. */
function endedElections(work: Work): readonly ExportVariant[] {
  return electionVariants(work, ['counted', 'published', 'void']);
}

function electionVariants({ store }: Work, states: readonly ElectionState[]): readonly ExportVariant[] {
  const campaign = store.campaigns.current();
  if (campaign === null) return [];
  return store.elections
    .ofCampaign(campaign.id)
    .filter(({ method, course }) => method === 'secret_ballot' && states.includes(course.state))
    .map(({ id, election }) => ({ id: String(id), label: 'election', params: { name: election.name } }));
}

/** The export of a code; null where there is none. */
export function exportNamed(code: string): ExportKind | null {
  return EXPORTS.find((candidate) => candidate.code === code) ?? null;
}

/** What a person may have of an export by who they are now; null where nothing. */
export function exportScope(person: Person, kind: ExportKind): ExportScope | null {
  const whole = holds(person, 'secretary') || (kind.leaders && holds(person, 'leader')) || kind.also?.(person) === true;
  if (whole) return { divisionId: null };
  return kind.heads && holds(person, 'head') ? { divisionId: person.divisionId } : null;
}

/** The exports that a person may have something of, in the order of the list. */
export function exportsFor(person: Person): readonly ExportKind[] {
  return EXPORTS.filter((kind) => exportScope(person, kind) !== null);
}

/** What a link to an exported file was made for, as it is stored with the link. */
export function entitlementOf({ code }: ExportKind, { divisionId }: ExportScope): string {
  return divisionId === null ? code : `${code}:${divisionId}`;
}

/** What a link to a file was made for that goes with a right and is no export. */
export function entitlementByRight(right: Right): string {
  return `right:${right}`;
}

/**
 * Whether a person may still have what a link was made for: the same export, with no more than they may see now, or what
 * goes with a right that they have now.
 */
export function stillEntitled(person: Person, entitlement: string): boolean {
  const own = isOwnData(person, entitlement);
  if (own !== null) return own;
  const right = (Object.keys(RIGHTS) as Right[]).find((one) => entitlementByRight(one) === entitlement);
  if (right !== undefined) return may(person, right);
  const [code = '', division] = entitlement.split(':');
  const kind = exportNamed(code);
  const scope = kind === null ? null : exportScope(person, kind);
  return scope !== null && (scope.divisionId === null || division === String(scope.divisionId));
}
