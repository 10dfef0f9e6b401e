import { columnSort } from '../../app/own-data.ts';
import type { OwnRows } from '../../app/privacy-ports.ts';
import type { EpochMs } from '../../lib/clock.ts';

/** The shape of the file (docs/privacy.md); a change of it gets the next number. */
const FORMAT = { format: 'thidua-bot/own-data', version: 1 } as const;

/**
 * Everything stored about a person for a machine to read: tables by name with their rows, moments as ISO 8601 in UTC,
 * what is stored as JSON as it is.
 */
export function ownDataJson(tables: readonly OwnRows[], staffCode: string, now: EpochMs): string {
  const sorted = (sort: OwnRows['sort']) =>
    Object.fromEntries(
      tables.filter((each) => each.sort === sort).map(({ table, rows }) => [table, rows.map(readable)]),
    );
  const file = { ...FORMAT, takenAt: iso(now), staffCode, about: sorted('own'), done: sorted('act') };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function readable(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, readValue(column, value)]));
}

function readValue(column: string, value: unknown): unknown {
  if (value === null || value === '') return value;
  switch (columnSort(column)) {
    case 'json':
      return JSON.parse(String(value));
    case 'moment':
      return iso(Number(value));
    case 'switch':
      return value === 1;
    case 'plain':
      return value;
  }
}

function iso(at: EpochMs): string {
  return new Date(at).toISOString();
}
