import type { EpochMs, IsoDate } from './clock.ts';

/** Wall-clock fields of an instant in one time zone. */
export interface LocalTime {
  readonly date: IsoDate;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 1 = Monday … 7 = Sunday (ISO 8601). */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Clocks are put back and forth on whole quarters of an hour: for so long what a zone adds to UTC stays the same, ms. */
const QUARTER_MS = 900_000;

/** Quarters of an hour kept for each zone: three months. */
const MOST_KEPT = 10_000;

const offsets = new Map<string, Map<number, number>>();

// Intl takes ten times as long as everything else here, and a year's plan asks for thousands of hours.
function offsetOf(at: EpochMs, zone: string): number {
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const quarter = Math.floor(at / QUARTER_MS);
  let offset = known.get(quarter);
  if (offset === undefined) {
    const fields: Record<string, number> = {};
    const start = quarter * QUARTER_MS;
    for (const part of formatFor(zone).formatToParts(start)) fields[part.type] = Number(part.value);
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = fields;
    offset = Date.UTC(year, month - 1, day, hour, minute, second) - start;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(quarter, offset);
  }
  return offset;
}

/** The wall clock in `zone` (IANA name) at the instant `at`. */
export function localTime(at: EpochMs, zone: string): LocalTime {
  const shown = new Date(at + offsetOf(at, zone));
  const date = shown.toISOString().slice(0, 10);
  return {
    date,
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    weekday: shown.getUTCDay() || 7,
  };
}

/** ISO weekday (1 = Monday … 7 = Sunday) of a date. */
export function weekdayOf(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The instant at which the clock in `zone` shows `date` `time` (`HH:MM`); in a gap, the instant after it. */
export function instantOf(date: IsoDate, time: string, zone: string): EpochMs {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 3; round += 1) {
    const shown = localTime(guess, zone);
    const shownMs = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
    if (shownMs === wanted) return guess;
    guess += wanted - shownMs;
  }
  return guess;
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** `date` moved by whole days. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one date to another, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
