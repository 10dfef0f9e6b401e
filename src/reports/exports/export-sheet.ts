import type { Campaign, StoredDivision, Work } from '../../app/ports.ts';
import type { TextKey, TextParams } from '../../conversation/text-key.ts';
import type { Person } from '../../domain/person.ts';
import type { EpochMs } from '../../lib/clock.ts';
import type { ExportMaterial } from '../exports.ts';
import type { ColumnKind, TableCell, TableSheet } from '../tables/table-sheet.ts';

/** Sheets of the exports, each with the texts `export.sheet.<name>` for its tab and `export.title.<name>` for its head. */
export type SheetName =
  | 'registrations_individual'
  | 'registrations_owing'
  | 'registrations_collective'
  | 'standings_divisions'
  | 'standings_titles'
  | 'standings_targets'
  | 'quota'
  | 'review_divisions'
  | 'review_items'
  | 'review_targets'
  | 'history_people'
  | 'history_divisions'
  | 'history_decisions'
  | 'delivery_unreachable'
  | 'delivery_unlinked'
  | 'delivery_messages'
  | 'audit';

/** A column of an exported table, and what of a row stands in it. */
export interface ExportColumn<Row> {
  readonly header: TextKey;
  readonly params?: TextParams;
  readonly kind: ColumnKind;
  readonly width: number;
  readonly of: (row: Row) => TableCell;
}

/** What every sheet of an export says about itself. */
export interface Occasion {
  readonly campaign: Campaign;
  readonly at: EpochMs;
  /** The active divisions that the asker may see, in the plan's order. */
  readonly divisions: readonly StoredDivision[];
}

/** The campaign and the divisions that an export is about; null before the first plan. */
export function occasionOf({ read, scope }: ExportMaterial): Occasion | null {
  return read(({ store, now }: Work) => {
    const campaign = store.campaigns.current();
    if (campaign === null) return null;
    const divisions = store.divisions
      .all()
      .filter(({ id, active }) => active && (scope.divisionId === null || scope.divisionId === id));
    return { campaign, at: now, divisions };
  });
}

/** One sheet: the agency, the table's name, as of when, then the columns with the number of the row before them. */
export function exportSheet<Row>(
  material: ExportMaterial,
  { campaign, at, divisions }: Occasion,
  sheet: {
    readonly name: SheetName;
    readonly columns: readonly ExportColumn<Row>[];
    readonly rows: Iterable<Row> | AsyncIterable<Row>;
    readonly expected: number;
  },
): TableSheet {
  const { text, scope } = material;
  const title = text(`export.title.${sheet.name}`, { year: String(campaign.year) });
  const division = scope.divisionId === null ? undefined : divisions[0];
  const columns = [numbering<Row>(), ...sheet.columns];
  return {
    name: text(`export.sheet.${sheet.name}`),
    titles: [
      campaign.plan.agency.name,
      division === undefined ? title : text('export.title.of_division', { title, division: division.name }),
      text('export.as_of', { at: { as: 'moment', date: at } }),
    ],
    // Headers by which an import finds its columns have several forms: the first is the one to write.
    columns: columns.map(({ header, params, kind, width }) => {
      return { header: text(header, params).split('|')[0] ?? '', kind, width };
    }),
    rows: cellsOf(sheet.rows, columns),
    expected: sheet.expected,
  };
}

function numbering<Row>(): ExportColumn<Row> {
  let number = 0;
  const of = () => {
    number += 1;
    return number;
  };
  return { header: 'export.column.number', kind: 'number', width: 6, of };
}

async function* cellsOf<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ExportColumn<Row>[],
): AsyncIterable<readonly TableCell[]> {
  for await (const row of rows) yield columns.map((column) => column.of(row));
}

/** Who a row is about: code, name, division, post. */
export function personColumns<Row>(personOf: (row: Row) => Person | null): readonly ExportColumn<Row>[] {
  return [
    { header: 'export.column.staff_code', kind: 'text', width: 12, of: (row) => personOf(row)?.code ?? null },
    { header: 'export.column.full_name', kind: 'text', width: 26, of: (row) => personOf(row)?.fullName ?? null },
    { header: 'export.column.division', kind: 'text', width: 28, of: (row) => personOf(row)?.divisionName ?? null },
    { header: 'export.column.position', kind: 'text', width: 20, of: (row) => personOf(row)?.position ?? null },
  ];
}
