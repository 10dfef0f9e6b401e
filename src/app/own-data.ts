import type { Person } from '../domain/person.ts';

/** What a link to a file of somebody's own data was made for. */
const OWN_DATA = 'own_data';

/** What opens the link to a file of a person's own data: being that person. */
export function ownDataEntitlement({ id }: Pick<Person, 'id'>): string {
  return `${OWN_DATA}:${id}`;
}

/** Whether a link was made for somebody's own data; null where it was made for something else. */
export function isOwnData({ id }: Pick<Person, 'id'>, entitlement: string): boolean | null {
  const [what, whose] = entitlement.split(':');
  return what === OWN_DATA ? whose === String(id) : null;
}

/** A place that holds JSON, a moment or a switch, by its column's name. */
export function columnSort(column: string): 'json' | 'moment' | 'switch' | 'plain' {
  if (JSON_COLUMNS.has(column)) return 'json';
  if (column === 'at' || column.endsWith('_at') || column === 'late_until') return 'moment';
  return SWITCHES.has(column) ? 'switch' : 'plain';
}

const JSON_COLUMNS: ReadonlySet<string> = new Set(['draft', 'content', 'payload', 'details', 'prompt_choices']);
const SWITCHES: ReadonlySet<string> = new Set([
  'active',
  'reachable',
  'preferred',
  'spread',
  'held',
  'on_roll',
  'voted',
]);
