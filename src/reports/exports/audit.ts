import { type NamedEntry, namedPage } from '../../app/audit-list.ts';
import { auditMore, auditWhat, auditWho, isOfDay } from '../../conversation/audit-wording.ts';
import { say } from '../../conversation/text-key.ts';
import { localTime } from '../../lib/office-time.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { exportSheet, occasionOf } from './export-sheet.ts';

/** Entries in one file: beyond that a sheet is of no use; the command line gives all of them. */
const MOST_ENTRIES = 100_000;
/** Entries of one short transaction. */
const AT_ONCE = 500;

/** The audit log, newest first. */
export function auditSheets(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  if (occasion === null) return [];
  const { said, read } = material;
  const zone = read((work) => work.zone);
  return [
    exportSheet<NamedEntry>(material, occasion, {
      name: 'audit',
      columns: [
        { header: 'export.column.entry', kind: 'number', width: 10, of: ({ entry }) => entry.id },
        { header: 'export.column.day', kind: 'day', width: 12, of: ({ entry }) => localTime(entry.at, zone).date },
        { header: 'export.column.moment', kind: 'moment', width: 18, of: momentOf },
        { header: 'export.column.actor', kind: 'text', width: 28, of: (named) => said(auditWho(named)) },
        { header: 'export.column.action', kind: 'text', width: 40, of: (named) => said(auditWhat(named)) },
        { header: 'export.column.about', kind: 'text', width: 44, of: (named) => about(material, named) },
        { header: 'export.column.hash', kind: 'text', width: 20, of: ({ entry }) => entry.hash.slice(0, 16) },
      ],
      rows: newestFirst(material),
      expected: read(({ store }) => Math.min(store.audit.head().count, MOST_ENTRIES)),
    }),
  ];
}

// What is known by its day alone has no moment.
function momentOf({ entry }: NamedEntry): number | null {
  return isOfDay(entry.action) ? null : entry.at;
}

function about({ said }: ExportMaterial, named: NamedEntry): string | null {
  const more = auditMore(named);
  return more.length === 0 ? null : said(say('audit.more', { more: { list: more, join: 'comma' } }));
}

function* newestFirst({ read }: ExportMaterial): Iterable<NamedEntry> {
  let before: number | null = null;
  for (let taken = 0; taken < MOST_ENTRIES; taken += AT_ONCE) {
    const from: number | null = before;
    const page: readonly NamedEntry[] = read((work) => namedPage(work, {}, from, AT_ONCE));
    yield* page;
    if (page.length < AT_ONCE) return;
    before = page.at(-1)?.entry.id ?? null;
  }
}
