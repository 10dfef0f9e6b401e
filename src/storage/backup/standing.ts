import type Sqlite from 'better-sqlite3';
import { hasTable } from './describe.ts';

/** What a restore would lose or bring back, by what people know it as; each has a text `restore.row.<name>`. */
const COUNTED = {
  people: 'member',
  pledges: 'pledge_version',
  reports: 'review_report_version',
  evidence: 'evidence_file',
  exemplars: 'exemplar',
  results: 'award_record',
  elections: 'election',
  audit: 'audit_entry',
} as const;
export type CountedName = keyof typeof COUNTED;
export const COUNTED_NAMES = Object.keys(COUNTED) as readonly CountedName[];

/** Rows of what matters to people. */
export type Standing = Readonly<Record<CountedName, number>>;

/** Counts what matters; a table that an older database lacks has nothing. Throws when the database cannot be read. */
export function standingOf(sqlite: Sqlite.Database): Standing {
  const count = (table: string) =>
    hasTable(sqlite, table) ? Number(sqlite.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()) : 0;
  return Object.fromEntries(COUNTED_NAMES.map((name) => [name, count(COUNTED[name])])) as Standing;
}

/** Ids of the elections whose ballots or counts are under way. */
export function runningElections(sqlite: Sqlite.Database): readonly number[] {
  if (!hasTable(sqlite, 'ballot_box')) return [];
  return sqlite.prepare("SELECT id FROM election WHERE state IN ('open', 'closed')").pluck().all() as number[];
}
