import type { IsoDate } from '../lib/clock.ts';
import type { ExportCode } from './exports.ts';
import type { ChartChoice } from './picture-request.ts';

/** Asynchronous work that a dialogue can ask for; it runs after the commit, outside any transaction. */
export type JobRequest =
  /** Fetch a staff list from the channel and read its rows. */
  | { readonly kind: 'read_staff_list'; readonly ref: string; readonly name: string; readonly sizeBytes: number }
  /** Fetch a list of past years' decisions from the channel and read its rows. */
  | { readonly kind: 'read_history_list'; readonly ref: string; readonly name: string; readonly sizeBytes: number }
  /** Write the empty list of decisions to fill in, and hand it over in the chat. */
  | { readonly kind: 'history_template' }
  /** Write the empty staff list to fill in, and hand it over in the chat. */
  | { readonly kind: 'staff_template' }
  /** Issue codes and write the slips to print, and hand them over in the chat. */
  | { readonly kind: 'invite_slips'; readonly everybody: boolean }
  /** Write an export (app/exports.ts) for whoever may have it when it is written, and hand it over in the chat. */
  | {
      readonly kind: 'export';
      readonly code: ExportCode;
      /** Id of one of the export's variants, '' where it has none. */
      readonly variant: string;
      /** The message that says that the work has begun, where it is known and can be edited. */
      readonly shownIn: string | null;
    }
  /** Write everything that is stored about whoever asks into a file for them, and hand it over in the chat. */
  | { readonly kind: 'own_data'; readonly format: 'xlsx' | 'json' }
  /** Write what a recount is compared with into a file, and hand it over in the chat. */
  | { readonly kind: 'count_record'; readonly electionId: number }
  /** Draw a picture of how things stand, of as much as the person may see, and hand it over in the chat with its words. */
  | {
      readonly kind: 'picture';
      readonly chart: ChartChoice;
      /** Monday of the digest whose picture is meant; '' for the figures of now. */
      readonly week: IsoDate | '';
    }
  /** Fetch a file at once (addresses of photos expire), check it, and keep it as evidence of one item of a report. */
  | {
      readonly kind: 'keep_evidence';
      readonly ref: string;
      readonly name: string;
      readonly sizeBytes: number;
      readonly reportId: number;
      readonly key: string;
    };

/** How keeping a piece of evidence ended, as a text to say. */
export interface EvidenceKept {
  readonly ok: boolean;
  readonly text: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What reading a list gave. Problem codes have texts `staff_sheet.problem.<code>` or `error.<code>`. */
export type ListRead<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      readonly skipped: readonly number[];
      /** Headers of columns that were not read because they are nobody's business here. */
      readonly unwanted?: readonly string[];
    }
  | {
      readonly ok: false;
      readonly text: string;
      readonly params: Readonly<Record<string, string | number>>;
    };
