import type { Agency } from '../../domain/plan.ts';
import type { IsoDate } from '../../lib/clock.ts';
import type { DocumentWords } from './document-words.ts';
import type { DataOf, Shape } from './shape.ts';

/** What the office gives a document; what is null is written in by hand. */
export interface PaperDetails {
  readonly agency: Agency;
  /** Year of the campaign. */
  readonly year: number;
  /** The number alone: its sign (`/BC-BDT`) follows from the kind of document and the agency. */
  readonly number: string | null;
  readonly date: IsoDate | null;
}

export const AGENCY_HEAD = {
  parent_agency: 'text',
  agency: 'text',
  agency_short: 'text',
  agency_sign: 'text',
  number: 'text',
  place: 'text',
  date: 'text',
  year: 'text',
} as const satisfies Shape;

/** Names, number, place and day at the head of the agency's documents. */
export function agencyHead(paper: PaperDetails, words: DocumentWords): DataOf<typeof AGENCY_HEAD> {
  const { agency, year, number, date } = paper;
  return {
    parent_agency: agency.parentName,
    agency: agency.name,
    agency_short: agency.shortName,
    agency_sign: initials(agency.shortName),
    number: words.orByHand(number),
    place: agency.place,
    date: words.day(date, year),
    year: String(year),
  };
}

export const COUNCIL_HEAD = { ...AGENCY_HEAD, council: 'text' } as const satisfies Shape;

/** The same for the emulation council, which has numbers of its own. */
export function councilHead(
  paper: PaperDetails & { readonly council: string },
  words: DocumentWords,
): DataOf<typeof COUNCIL_HEAD> {
  return { ...agencyHead(paper, words), council: paper.council };
}

export const SIGNED = {
  signing_for: 'text',
  signer_post: 'text',
  signer_name: 'text',
  recipients: { recipient: 'text' },
} as const satisfies Shape;

/** Who signs for the agency and who receives it. A deputy signs for the head (KT.), and the head's post is named above. */
export function signed({ signer, recipients }: Agency, words: DocumentWords): DataOf<typeof SIGNED> {
  const deputy = words.text('document.deputy_prefix');
  const head = signer.post.startsWith(deputy) ? signer.post.slice(deputy.length) : null;
  return {
    signing_for: head === null ? '' : words.text('document.signing_for', { post: capitalised(head) }),
    signer_post: signer.post,
    signer_name: signer.name,
    recipients: recipients.map((recipient, index) => ({
      recipient: `${recipient}${index === recipients.length - 1 ? '.' : ';'}`,
    })),
  };
}

/** `Ban Dân tộc` is `BDT`: how the sign of a document names its author (NĐ 30/2020/NĐ-CP, appendix I, II.3.b). */
function initials(name: string): string {
  const letters = name.split(/\s+/).map((word) => word.match(/\p{L}/u)?.[0] ?? '');
  return letters.join('').toUpperCase();
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
