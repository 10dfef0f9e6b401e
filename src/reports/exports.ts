import type { ExportCode, ExportScope } from '../app/exports.ts';
import type { Work } from '../app/ports.ts';
import type { TextKey, TextParams } from '../conversation/text-key.ts';
import type { TableSheet } from './tables/table-sheet.ts';

/** What an export is made from. */
export interface ExportMaterial {
  /** One short transaction a call: the bot goes on between two of them. */
  readonly read: <T>(use: (work: Work) => T) => T;
  /** What the asker may have. */
  readonly scope: ExportScope;
  /** Id of the chosen variant (app/exports.ts), '' where there is only one form. */
  readonly variant: string;
  /** A text in the reader's language. */
  readonly text: (key: TextKey, params?: TextParams) => string;
}

/** How an export is made: tables that are written row by row, or the bytes of a document. */
export type ExportBuilder =
  | { readonly sheets: (material: ExportMaterial) => Promise<readonly TableSheet[]> }
  | { readonly document: (material: ExportMaterial) => Promise<Uint8Array> };

/** What makes each export; libraries and builders are loaded by the job that needs them. */
export const EXPORT_BUILDERS: Readonly<Record<ExportCode, ExportBuilder>> = {
  registrations_individual: {
    sheets: async (material) => (await import('./exports/registrations.ts')).individualRegistrations(material),
  },
  registrations_collective: {
    sheets: async (material) => (await import('./exports/registrations.ts')).collectiveRegistrations(material),
  },
};
