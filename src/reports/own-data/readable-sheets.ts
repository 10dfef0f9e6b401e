import { columnSort } from '../../app/own-data.ts';
import type { OwnRows } from '../../app/privacy-ports.ts';
import type { TextKey, TextParams } from '../../conversation/text-key.ts';
import type { Person } from '../../domain/person.ts';
import type { EpochMs } from '../../lib/clock.ts';
import type { TableSheet } from '../tables/table-sheet.ts';
import { OWN_DATA_FIELDS } from './fields.ts';

type Text = (key: TextKey, params?: TextParams) => string;

const WIDTHS = { group: 30, item: 6, field: 24, value: 70 } as const;
type Column = keyof typeof WIDTHS;

/** Everything stored about a person for that person to read: one line a field, what is empty left out. */
export function ownDataSheets(
  tables: readonly OwnRows[],
  { fullName: name, code }: Pick<Person, 'fullName' | 'code'>,
  now: EpochMs,
  text: Text,
): readonly TableSheet[] {
  return (['own', 'act'] as const).map((sort): TableSheet => {
    const rows = tables.filter((each) => each.sort === sort).flatMap((each) => linesOf(each, text));
    return {
      name: text(`own_data.sheet.${sort}`),
      titles: [
        '',
        text(`own_data.title.${sort}`, { name, code }),
        text('export.as_of', { at: { as: 'moment', date: now } }),
      ],
      columns: (Object.keys(WIDTHS) as Column[]).map((column) => ({
        header: text(`own_data.column.${column}`),
        kind: column === 'item' ? 'number' : 'text',
        width: WIDTHS[column],
      })),
      rows,
      expected: rows.length,
    };
  });
}

function linesOf({ table, rows }: OwnRows, text: Text): readonly (readonly [string, number, string, string])[] {
  const group = text(`own_data.table.${table}` as TextKey);
  return rows.flatMap((row, index) =>
    OWN_DATA_FIELDS.filter((field) => row[field] !== undefined && row[field] !== null && row[field] !== '').map(
      (field) => [group, index + 1, text(`own_data.field.${field}`), shown(field, row[field], text)] as const,
    ),
  );
}

function shown(field: string, value: unknown, text: Text): string {
  switch (columnSort(field)) {
    case 'json':
      return flat(JSON.parse(String(value)));
    case 'moment':
      return text('own_data.moment', { at: { as: 'moment', date: Number(value) } });
    case 'switch':
      return text(value === 1 ? 'own_data.yes' : 'own_data.no');
    case 'plain':
      return String(value);
  }
}

/** What is stored as JSON as a text of lines, its places named as they are stored. */
function flat(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(flat)
      .filter((part) => part !== '')
      .join('; ');
  if (typeof value !== 'object' || value === null) return value === null ? '' : String(value);
  return Object.entries(value)
    .map(([name, part]) => [name, flat(part)] as const)
    .filter(([, part]) => part !== '')
    .map(([name, part]) => `${name}: ${part}`)
    .join('\n');
}
