import type { Hours } from '../domain/hours.ts';
import type { LeaveDays } from '../domain/leave.ts';
import type { IsoDate } from '../lib/clock.ts';
import { addDays } from '../lib/office-time.ts';
import { fold } from '../lib/vietnamese.ts';
import type { TextKey } from './text-key.ts';

type Words = (key: TextKey) => readonly string[];

/** Days that have words, by their distance from today. */
const NAMED_DAYS = [
  ['date.today', 0],
  ['date.tomorrow', 1],
  ['date.day_after', 2],
] as const;

// `5/2`, `05.02.22`, `5/2/2022`, `05-02-2022`.
const DAY = /\b(\d{1,2})(?:[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?|-(\d{1,2})-(\d{4}))(?![\d/.])/g;
// `21:00`, `21h30`, `21h`, `21`.
const TIME = /\b(\d{1,2})(?:[:hg](\d{2})|[hg])?(?![\d:])/g;

/** A day without a year that lies this far back means next year's; a nearer one is a leave that has begun, or a slip. */
const RECENT_DAYS = 30;

/** Days typed as `5/2`, `05/02/2022`, `mai`, or two of them as `5/2 - 7/2`, `từ 5/2 đến 7/2`; null when it is none. */
export function readDays(typed: string, today: IsoDate, words: Words): LeaveDays | null {
  let text = fold(typed).replace(/[–—]/g, '-');
  for (const { word, distance } of namedDays(words)) {
    text = text.replace(new RegExp(`\\b${word}\\b`), shortDay(addDays(today, distance)));
  }
  const found = [...text.matchAll(DAY)];
  const [first, second] = found;
  if (first === undefined || found.length > 2 || !onlyFillers(text.replace(DAY, ' '), words)) return null;
  const from = dayOf(first, addDays(today, -RECENT_DAYS));
  if (from === null) return null;
  // The end of `28/12 - 3/1` lies in the next year.
  const to = second === undefined ? from : dayOf(second, from);
  return to === null ? null : { from, to };
}

/** Hours typed as `21:00-08:00`, `21h - 8h`, `từ 21h30 đến 8`; null when they are none. */
export function readHours(typed: string, words: Words): Hours | null {
  const text = fold(typed)
    .replace(/[–—]/g, '-')
    .replace(/(\d) ?gio\b ?/g, '$1h');
  const [from, until, ...more] = [...text.matchAll(TIME)].map(timeOf);
  if (from == null || until == null || more.length > 0 || !onlyFillers(text.replace(TIME, ' '), words)) return null;
  return { from, until };
}

// The longest first: `day after tomorrow` is not tomorrow.
function namedDays(words: Words): readonly { readonly word: string; readonly distance: number }[] {
  return NAMED_DAYS.flatMap(([key, distance]) => words(key).map((word) => ({ word, distance }))).sort(
    (left, right) => right.word.length - left.word.length,
  );
}

function shortDay(date: IsoDate): string {
  return date.split('-').reverse().join('/');
}

// Whatever else was typed would be lost, and with it perhaps the meaning: `trừ 5/2` is not `5/2`.
function onlyFillers(rest: string, words: Words): boolean {
  const fillers = words('date.fillers');
  return rest.split(/[\s,;-]+/).every((word) => word === '' || fillers.includes(word));
}

function dayOf(match: RegExpExecArray, notBefore: IsoDate): IsoDate | null {
  const [, day = '', slashed, year, dashed, longYear] = match;
  const month = slashed ?? dashed ?? '';
  const given = year ?? longYear;
  if (given !== undefined) return existing(given.length === 2 ? `20${given}` : given, month, day);
  const thisYear = Number(notBefore.slice(0, 4));
  const candidates = [0, 1, 2, 3, 4].map((ahead) => existing(String(thisYear + ahead), month, day));
  return candidates.find((date) => date !== null && date >= notBefore) ?? null;
}

function existing(year: string, month: string, day: string): IsoDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : date;
}

function timeOf([, hour = '', minute = '00']: RegExpExecArray): string | null {
  return Number(hour) > 23 || Number(minute) > 59 ? null : `${hour.padStart(2, '0')}:${minute}`;
}
