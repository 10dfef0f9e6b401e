import { holds, type Person } from '../domain/person.ts';
import type { Work } from './ports.ts';

/**
 * Everything that can be taken out as a file, spreadsheet or document. To add one: its code here with its row in
 * `EXPORTS`, its builder in `reports/exports.ts` (`sheets` for tables, `document` for bytes), and the texts
 * `export.<code>` (what people call it) and `file.export.<code>` (the file's name without ending; takes {year}).
 * Dialogue (`/xuatdulieu`), job, rights and links follow from the row. Where it comes in several forms, `variants` lists
 * those that can be had now, each with a text `export.variant.<label>`.
 */
export type ExportCode = 'registrations_individual' | 'registrations_collective';

/** What somebody may have of an export. */
export interface ExportScope {
  /** Of this division only; null for the whole office. */
  readonly divisionId: number | null;
  /** Whether names of those who owe something are for them: the secretary's and, of their own division, the heads'. */
  readonly owing: boolean;
}

/** One of several forms of an export, such as the review of one round. */
export interface ExportVariant {
  /** ASCII without spaces: it stands in commands and jobs. */
  readonly id: string;
  /** Its label is the text `export.variant.<label>` with these values. */
  readonly label: 'review_now' | 'review_closed';
  readonly params: Readonly<Record<string, string>>;
}

export interface ExportKind {
  readonly code: ExportCode;
  readonly format: 'xlsx' | 'docx';
  /** Whether leaders have it of the whole office, beside the secretary, who has everything. */
  readonly leaders: boolean;
  /** Whether heads have it of their own division. */
  readonly heads: boolean;
  /** Its forms as they can be had now; without it there is one. */
  readonly variants?: (work: Work) => readonly ExportVariant[];
}

const EXPORTS: readonly ExportKind[] = [
  { code: 'registrations_individual', format: 'xlsx', leaders: true, heads: true },
  { code: 'registrations_collective', format: 'xlsx', leaders: true, heads: true },
];

/** The export of a code; null where there is none. */
export function exportNamed(code: string): ExportKind | null {
  return EXPORTS.find((candidate) => candidate.code === code) ?? null;
}

/** What a person may have of an export by who they are now; null where nothing. */
export function exportScope(person: Person, kind: ExportKind): ExportScope | null {
  if (holds(person, 'secretary')) return WHOLE_OFFICE;
  if (kind.leaders && holds(person, 'leader')) return { divisionId: null, owing: false };
  return kind.heads && holds(person, 'head') ? { divisionId: person.divisionId, owing: true } : null;
}

/** What the secretary may have, and whoever works at the server itself. */
export const WHOLE_OFFICE: ExportScope = { divisionId: null, owing: true };

/** The exports that a person may have something of, in the order of the list. */
export function exportsFor(person: Person): readonly ExportKind[] {
  return EXPORTS.filter((kind) => exportScope(person, kind) !== null);
}

/** What a link to an exported file was made for, as it is stored with the link. */
export function entitlementOf(kind: ExportKind, { divisionId, owing }: ExportScope): string {
  return [kind.code, divisionId ?? 'office', owing ? 'owing' : 'counts'].join(':');
}

/** Whether a person may still have what a link was made for: the same export, with no more than they may see now. */
export function stillEntitled(person: Person, entitlement: string): boolean {
  const [code = '', division, names] = entitlement.split(':');
  const kind = exportNamed(code);
  const scope = kind === null ? null : exportScope(person, kind);
  if (scope === null) return false;
  return (scope.divisionId === null || division === String(scope.divisionId)) && (scope.owing || names === 'counts');
}
