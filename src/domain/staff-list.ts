import { indexDivisions } from './division-match.ts';
import { repeatedRows } from './list-shape.ts';
import type { StaffRecord } from './member.ts';
import type { Division } from './plan.ts';
import { indexVocabulary } from './staff-cells.ts';
import type { StaffRow, StaffVocabulary } from './staff-columns.ts';
import type { StaffProblem } from './staff-problem.ts';
import { type ReadRow, readStaffRow, staffCodeKey } from './staff-row.ts';
import { type StaffWarning, staffWarnings } from './staff-warnings.ts';

/** One field of a person that the list would change. */
interface FieldChange {
  readonly field: keyof StaffRecord;
  readonly before: StaffRecord[keyof StaffRecord];
  readonly after: StaffRecord[keyof StaffRecord];
}

interface ListedPerson {
  readonly row: number;
  readonly record: StaffRecord;
}

interface ChangedPerson extends ListedPerson {
  readonly changes: readonly FieldChange[];
}

/** What importing a list would do. Nothing is written by making it, and wrong rows never are. */
export interface StaffPreview {
  readonly new: readonly ListedPerson[];
  readonly changed: readonly ChangedPerson[];
  readonly unchanged: readonly ListedPerson[];
  /** By row; a row may have several problems. */
  readonly wrong: readonly StaffProblem[];
  /** Odd, but not a reason to refuse. */
  readonly warnings: readonly StaffWarning[];
  /** Stored active people whom no row names, right or wrong: reported, never removed. */
  readonly missing: readonly StaffRecord[];
}

/** Compares a staff list with what is stored. Pure; importing the same list again shows only unchanged people. */
export function previewStaffList(
  rows: readonly StaffRow[],
  divisions: readonly Division[],
  stored: readonly StaffRecord[],
  vocabulary: StaffVocabulary,
): StaffPreview {
  const byKey = new Map(stored.map((record) => [staffCodeKey(record.code), record]));
  const context = {
    divisions: indexDivisions(divisions),
    terms: indexVocabulary(vocabulary),
    storedBy: (codeKey: string) => byKey.get(codeKey),
  };
  const read = markDuplicates(rows.map((row) => readStaffRow(row, context)));

  const added: ListedPerson[] = [];
  const changed: ChangedPerson[] = [];
  const unchanged: ListedPerson[] = [];
  for (const { row, codeKey, record } of read) {
    if (record === null) continue;
    const before = byKey.get(codeKey);
    const changes = before === undefined ? [] : fieldChanges(before, record);
    if (before === undefined) added.push({ row, record });
    else if (changes.length > 0) changed.push({ row, record, changes });
    else unchanged.push({ row, record });
  }

  const named = new Set(read.map(({ codeKey }) => codeKey));
  const missing = stored.filter((record) => record.active && !named.has(staffCodeKey(record.code)));
  const afterwards = [...[...added, ...changed, ...unchanged].map(({ record }) => record), ...missing];
  return {
    new: added,
    changed,
    unchanged,
    wrong: read.flatMap(({ problems }) => problems),
    warnings: staffWarnings(afterwards, divisions),
    missing,
  };
}

/** The records that carrying out a preview writes: one insert or update each, by code. */
export function recordsToStore(preview: StaffPreview): readonly StaffRecord[] {
  return [...preview.new, ...preview.changed].map(({ record }) => record);
}

/** Refuses every row of a code that stands in several: which of them is right only the office knows. */
function markDuplicates(read: readonly ReadRow[]): readonly ReadRow[] {
  const repeated = repeatedRows(read.map(({ row, codeKey }) => ({ row, key: codeKey })));
  return read.map((entry) => {
    const rows = repeated.get(entry.codeKey);
    if (rows === undefined) return entry;
    const params = { row: entry.row, value: entry.code, rows };
    const problem: StaffProblem = { row: entry.row, column: 'code', code: 'duplicate_code', params };
    return { ...entry, record: null, problems: [...entry.problems, problem] };
  });
}

function fieldChanges(before: StaffRecord, after: StaffRecord): readonly FieldChange[] {
  const fields = Object.keys(after) as (keyof StaffRecord)[];
  return fields
    .filter((field) => String(before[field]) !== String(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}
