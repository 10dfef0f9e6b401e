import type { Work } from '../../app/ports.ts';
import { frozenSnapshot, takeSnapshot } from '../../app/review-snapshot.ts';
import { REVIEW_ROUNDS } from '../../domain/review.ts';
import type { ReviewSnapshot, TargetFigures } from '../../domain/review-snapshot.ts';
import type { ExportMaterial } from '../exports.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { type ExportColumn, exportSheet, type Occasion, occasionOf } from './export-sheet.ts';

type DivisionRow = ReviewSnapshot['divisions'][number];
type Owner = ReviewSnapshot['owners'][number];
interface ItemRow {
  readonly owner: Owner;
  /** Null where nothing was reported. */
  readonly item: Owner['items'][number] | null;
}

/** What a review said when it closed, or says now: divisions, every commitment, and targets for the whole office. */
export function reviewSheets(material: ExportMaterial): readonly TableSheet[] {
  const occasion = occasionOf(material);
  const said = occasion === null ? null : material.read((work) => snapshotOf(work, occasion, material.variant));
  if (occasion === null || said === null) return [];
  const at = { ...occasion, at: said.takenAt };
  const codes = new Set(occasion.divisions.map(({ code }) => code));
  const wholeOffice = material.scope.divisionId === null;
  const divisions = said.divisions.filter(({ code }) => wholeOffice || codes.has(code));
  const owners = said.owners.filter(({ divisionCode }) => wholeOffice || codes.has(divisionCode));
  const names = new Map(said.divisions.map(({ code, name }) => [code, name]));
  const sheets = [
    exportSheet(material, at, {
      name: 'review_divisions',
      columns: divisionColumns(material),
      rows: divisions,
      expected: divisions.length,
    }),
    exportSheet(material, at, {
      name: 'review_items',
      columns: itemColumns(material, names),
      rows: itemRows(owners),
      expected: owners.length,
    }),
  ];
  if (!wholeOffice) return sheets;
  const targets = { rows: said.targets, expected: said.targets.length, columns: TARGET_COLUMNS };
  return [...sheets, exportSheet(material, at, { name: 'review_targets', ...targets })];
}

function snapshotOf(work: Work, { campaign }: Occasion, variant: string): ReviewSnapshot | null {
  const [name, form] = variant.split('-');
  const round = REVIEW_ROUNDS.find((candidate) => candidate === name);
  const review = round === undefined ? null : work.store.reviews.find(campaign.id, round);
  if (review === null) return null;
  if (form === 'closed') return frozenSnapshot(work, review)?.said ?? null;
  // The same view as the one that is frozen, of this moment.
  return JSON.parse(takeSnapshot(work, campaign, review).body) as ReviewSnapshot;
}

function divisionColumns({ text }: ExportMaterial): readonly ExportColumn<DivisionRow>[] {
  const duty = (name: 'reported' | 'confirmed' | 'owes' | 'returned'): ExportColumn<DivisionRow> => ({
    header: `export.column.duty_${name}`,
    kind: 'count',
    width: 12,
    of: ({ people }) => people[name],
  });
  const status = (name: (typeof STATUSES)[number]): ExportColumn<DivisionRow> => ({
    header: `report.status.${name}`,
    kind: 'count',
    width: 14,
    of: ({ statuses }) => statuses[name] ?? 0,
  });
  return [
    { header: 'export.column.division', kind: 'text', width: 34, of: ({ name }) => name },
    duty('reported'),
    duty('confirmed'),
    duty('returned'),
    duty('owes'),
    {
      header: 'export.column.collective_report',
      kind: 'text',
      width: 18,
      of: ({ collective }) => text(`review.duty.${collective}`),
    },
    ...STATUSES.map(status),
  ];
}

const STATUSES = ['done', 'on_track', 'behind', 'in_difficulty'] as const;

function itemColumns({ text }: ExportMaterial, names: ReadonlyMap<string, string>): readonly ExportColumn<ItemRow>[] {
  return [
    {
      header: 'export.column.kind',
      kind: 'text',
      width: 12,
      of: ({ owner }) => text(owner.kind === 'individual' ? 'export.kind.person' : 'export.kind.division'),
    },
    { header: 'export.column.code', kind: 'text', width: 12, of: ({ owner }) => owner.code },
    { header: 'export.column.name', kind: 'text', width: 28, of: ({ owner }) => owner.name },
    {
      header: 'export.column.division',
      kind: 'text',
      width: 28,
      of: ({ owner }) => names.get(owner.divisionCode) ?? owner.divisionCode,
    },
    { header: 'export.column.report', kind: 'text', width: 16, of: ({ owner }) => text(`review.duty.${owner.duty}`) },
    { header: 'export.column.commitment', kind: 'text', width: 50, of: ({ item }) => item?.text ?? null },
    {
      header: 'export.column.status',
      kind: 'text',
      width: 18,
      of: ({ item }) => (item?.status == null ? null : text(`report.status.${item.status}`)),
    },
    {
      header: 'export.column.figure',
      kind: 'number',
      width: 12,
      of: ({ item }) => (item?.figure == null ? null : Number(item.figure)),
    },
    { header: 'export.column.note', kind: 'text', width: 40, of: ({ item }) => item?.note ?? null },
    { header: 'export.column.evidence', kind: 'count', width: 12, of: ({ item }) => item?.evidence ?? null },
  ];
}

function* itemRows(owners: readonly Owner[]): Iterable<ItemRow> {
  for (const owner of owners) {
    if (owner.items.length === 0) yield { owner, item: null };
    for (const item of owner.items) yield { owner, item };
  }
}

const TARGET_COLUMNS: readonly ExportColumn<TargetFigures>[] = [
  { header: 'export.column.target', kind: 'text', width: 70, of: ({ text }) => text },
  { header: 'export.column.registered', kind: 'count', width: 14, of: ({ registered }) => registered },
  { header: 'export.column.reported', kind: 'count', width: 14, of: ({ reported }) => reported },
  { header: 'export.column.base', kind: 'count', width: 14, of: ({ base }) => base },
];
