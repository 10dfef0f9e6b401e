import type { IsoDate } from '../lib/clock.ts';

/** Reads a day as documents write it, `15/11/2021` or `15-11-2021` or `15.11.2021`; null when there is no such day. */
export function readWrittenDate(typed: string): IsoDate | null {
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(typed.trim());
  if (match === null) return null;
  const [, day = '', , month = '', year = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : date;
}
