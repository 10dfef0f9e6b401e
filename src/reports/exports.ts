import type { OutboxProblem } from '../app/delivery-ports.ts';
import type { ExportScope, TableCode } from '../app/exports.ts';
import type { Work } from '../app/ports.ts';
import type { Say, TextKey, TextParams } from '../conversation/text-key.ts';
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
  readonly said: (text: Say) => string;
  /** Messages that were given up, newest first. */
  readonly undelivered: () => readonly OutboxProblem[];
}

/** How a table is made: its rows are taken one by one while they are written. */
interface ExportBuilder {
  readonly sheets: (material: ExportMaterial) => Promise<readonly TableSheet[]>;
}

/** What makes each export; libraries and builders are loaded by the job that needs them. */
export const EXPORT_BUILDERS: Readonly<Record<TableCode, ExportBuilder>> = {
  registrations_individual: {
    sheets: async (material) => (await import('./exports/registrations.ts')).individualRegistrations(material),
  },
  registrations_collective: {
    sheets: async (material) => (await import('./exports/registrations.ts')).collectiveRegistrations(material),
  },
  standings: { sheets: async (material) => (await import('./exports/standings.ts')).standingsSheets(material) },
  quota: { sheets: async (material) => (await import('./exports/quota.ts')).quotaSheets(material) },
  review: { sheets: async (material) => (await import('./exports/review.ts')).reviewSheets(material) },
  history: { sheets: async (material) => (await import('./exports/history.ts')).historySheets(material) },
  audit: { sheets: async (material) => (await import('./exports/audit.ts')).auditSheets(material) },
  delivery: { sheets: async (material) => (await import('./exports/delivery.ts')).deliverySheets(material) },
};
