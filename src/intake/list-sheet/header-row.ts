import { matchKey } from '../../domain/match-key.ts';
import type { Grid } from './sheet-problem.ts';

/** Accepted headers by column, from the locale files. */
export type HeaderAliases<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** Where a sheet says what its columns are. */
export interface Header<Column extends string> {
  /** Index in the grid of the first row after the header. */
  readonly dataFrom: number;
  readonly columns: ReadonlyMap<Column, number>;
}

/** Rows in which a header is looked for: titles, the office's name and dates may stand above. */
const SEARCHED_ROWS = 30;
/** One matching cell may be chance. */
const FEWEST_COLUMNS = 2;

/** The row, or pair of merged rows, that names the most columns; null when none names two. */
export function findHeader<Column extends string>(grid: Grid, aliases: HeaderAliases<Column>): Header<Column> | null {
  const columnOf = new Map<string, Column>();
  const columns = Object.entries(aliases) as [Column, readonly string[]][];
  for (const [column, forms] of columns) for (const alias of forms) columnOf.set(matchKey(alias), column);

  let best: Header<Column> | null = null;
  for (let index = 0; index < Math.min(grid.length, SEARCHED_ROWS); index += 1) {
    const upper = grid[index] ?? [];
    const lower = grid[index + 1] ?? [];
    const single = matchCells(
      upper.map((cell) => [cell]),
      columnOf,
    );
    const pair = matchCells(pairedCells(upper, lower), columnOf);
    for (const [columns, height] of [
      [single, 1],
      [pair, 2],
    ] as const) {
      if (columns.size >= FEWEST_COLUMNS && columns.size > (best?.columns.size ?? 0)) {
        best = { dataFrom: index + height, columns };
      }
    }
  }
  return best;
}

/**
 * Readings of each column of a two-row header, the most telling first. Merged cells carry their text in their first
 * cell only, so a group's name is carried to the right over the cells that have a sub-header.
 */
function pairedCells(upper: readonly string[], lower: readonly string[]): readonly (readonly string[])[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = upper[index] ?? '';
    const below = lower[index] ?? '';
    if (above !== '' || below === '') group = above;
    return below === '' ? [above] : [`${group} ${below}`, below, above];
  });
}

/** The most telling reading of any cell wins: a group's name alone must not take a column that a sub-header names. */
function matchCells<Column extends string>(
  readings: readonly (readonly string[])[],
  columnOf: ReadonlyMap<string, Column>,
): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  const taken = new Set<number>();
  for (const reading of [0, 1, 2]) {
    for (const [index, texts] of readings.entries()) {
      const column = columnOf.get(matchKey(texts[reading] ?? ''));
      if (column === undefined || columns.has(column) || taken.has(index)) continue;
      columns.set(column, index);
      taken.add(index);
    }
  }
  return columns;
}
