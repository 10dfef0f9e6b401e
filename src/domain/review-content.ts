import { err, ok, type Result } from '../lib/result.ts';
import { fold } from '../lib/vietnamese.ts';
import type { PledgeContent } from './pledge.ts';
import type { InitiativeLevel } from './title.ts';

export const COMMITMENT_STATUSES = ['done', 'on_track', 'behind', 'in_difficulty'] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

export const INITIATIVE_STATUSES = [
  'in_progress',
  'handed_in',
  'recognised_grassroots',
  'recognised_provincial',
  'recognised_national',
] as const;
export type InitiativeStatus = (typeof INITIATIVE_STATUSES)[number];

/** Where one promise stands. */
export type ItemStatus = CommitmentStatus | InitiativeStatus;

/** What shows that something was done: a kept file, or the address of something published. */
export type Evidence =
  | { readonly kind: 'file'; readonly fileId: number; readonly name: string }
  | { readonly kind: 'link'; readonly url: string };

/** The report on one promise of the pledge. */
export interface ReportItem {
  /** What the promise is known by through every version of the pledge. */
  readonly key: string;
  readonly text: string;
  readonly status: ItemStatus | null;
  /** Decimal number with a point, as `12.5`; null where none is given. */
  readonly figure: string | null;
  /** Null before it was asked, empty when there is nothing to say. */
  readonly note: string | null;
  readonly evidence: readonly Evidence[];
}

/** What somebody reports on a pledge. */
export interface ReportContent {
  /** The version of the pledge on which this reports. */
  readonly pledgeVersion: number;
  readonly items: readonly ReportItem[];
}

/** Longest texts in characters, and most pieces of evidence. */
export const REPORT_LIMITS = {
  note: 1_000,
  link: 500,
  evidencePerItem: 5,
  evidencePerReport: 30,
  reason: 500,
} as const;

/** Key of the initiative: a pledge has one, and it stays the same one under another name. */
export const INITIATIVE_KEY = 'initiative';

function blank(key: string, text: string): ReportItem {
  return { key, text, status: null, figure: null, note: null, evidence: [] };
}

/** One empty item for each promise of a pledge: the initiative, then the commitments in their order. */
function blankItems(pledge: PledgeContent): readonly ReportItem[] {
  const { initiative, commitments } = pledge;
  return [
    ...(initiative === null ? [] : [blank(INITIATIVE_KEY, initiative.name)]),
    ...commitments.map(({ code, text }) => blank(code === null ? `own:${fold(text)}` : `plan:${code}`, text)),
  ];
}

/** What an amended pledge changed in a report that had been begun. */
export interface PledgeChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly reworded: readonly string[];
}

/** A report that follows the given version of the pledge: what is known of a promise stays with it. */
export function followPledge(
  content: ReportContent | null,
  pledge: PledgeContent,
  pledgeVersion: number,
): { readonly content: ReportContent; readonly changes: PledgeChanges } {
  const known = new Map((content?.items ?? []).map((item) => [item.key, item]));
  const fresh = blankItems(pledge);
  const items = fresh.map((item) => ({ ...item, ...known.get(item.key), text: item.text }));
  const keys = new Set(fresh.map((item) => item.key));
  const changes =
    content === null
      ? { added: [], removed: [], reworded: [] }
      : {
          added: fresh.filter((item) => !known.has(item.key)).map((item) => item.text),
          removed: content.items.filter((item) => !keys.has(item.key)).map((item) => item.text),
          reworded: fresh
            .filter((item) => known.has(item.key) && known.get(item.key)?.text !== item.text)
            .map((item) => item.text),
        };
  return { content: { pledgeVersion, items }, changes };
}

/** Whether a status needs words: what is late or stuck is of no use to the reader without a reason. */
export function needsNote(status: ItemStatus | null): boolean {
  return status === 'behind' || status === 'in_difficulty';
}

/** Whether an item was answered as far as a report needs it. */
export function answered(item: ReportItem): boolean {
  return item.status !== null && item.note !== null && (item.note !== '' || !needsNote(item.status));
}

/** Statuses that an item can have. */
export function statusesOf(item: Pick<ReportItem, 'key'>): readonly ItemStatus[] {
  return item.key === INITIATIVE_KEY ? INITIATIVE_STATUSES : COMMITMENT_STATUSES;
}

/** The level at which an initiative was recognised, by its status. */
export function recognisedLevel(status: ItemStatus | null): InitiativeLevel | null {
  if (status === 'recognised_grassroots') return 'grassroots';
  if (status === 'recognised_provincial') return 'provincial';
  return status === 'recognised_national' ? 'national' : null;
}

/** The number of a promise and what it counts: `100%`, `02 hộ nghèo`. */
export interface PromisedFigure {
  readonly figure: string;
  readonly unit: string;
}

// A number that stands by itself, followed by a percent sign or the word it counts: neither part of a document's number
// (93/QĐ-UBND), of a name (Covid-19) or date, nor the number after «ngày», «tháng», «quý», «năm», «số».
const FIGURE =
  /(?<![\p{L}\p{N}./,-])(?<!(?:ngày|tháng|quý|năm|số|khoản|điều|mục)\s)(\d+(?:[.,]\d+)*)\s?(%|\p{Ll}+(?!\p{L}))(?![-/])/giu;

/** The figure that a commitment names, null where it names none or several. */
export function promisedFigure(text: string): PromisedFigure | null {
  const found = [...text.normalize('NFC').matchAll(FIGURE)];
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const figure = parseFigure(only[1] ?? '');
  return figure.ok ? { figure: figure.value, unit: only[2] ?? '' } : null;
}

/**
 * A figure as Vietnamese people write it: a comma before decimals, points between thousands (`1.250,5`); a single point
 * that cannot part thousands is a decimal point (`2.5`). Returned with a point, at most three decimals.
 */
export function parseFigure(typed: string): Result<string, 'figure_unreadable'> {
  const text = typed.trim().replace(/\s?%$/, '');
  const grouped = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,3}))?$/.exec(text);
  const plain = grouped ?? /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text);
  if (plain === null) return err('figure_unreadable');
  const whole = (plain[1] ?? '').replace(/\./g, '').replace(/^0+(?=\d)/, '');
  const decimals = (plain[2] ?? '').replace(/0+$/, '');
  return ok(decimals === '' ? whole : `${whole}.${decimals}`);
}
