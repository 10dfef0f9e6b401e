import type { Preferences } from '../domain/preferences.ts';
import type { CalendarDay, QuietHours, WorkCalendar } from '../domain/work-calendar.ts';
import type { EpochMs, IsoDate } from '../lib/clock.ts';

/**
 * Where a day comes from: computed from the law, the government's notice of the year, or the office's own file. A year
 * has days of the law or of the notice, never of both; the office's come before them.
 */
export type CalendarSource = 'law' | 'notice' | 'office';

/** The office's calendar: days that differ from their weekday, and hours without messages. */
export interface CalendarDays {
  /** Everything stored, as one calendar; kept in memory until it changes, and the same object as long. */
  office(): WorkCalendar;
  /** Days from one date to another, both included, in their order; the office's own come before the others. */
  days(from: IsoDate, to: IsoDate): readonly CalendarDay[];
  ofYear(year: number, source: CalendarSource): readonly CalendarDay[];
  /** Makes the days of a year from a source exactly these; the days of the law and of the notice replace each other. */
  replaceYear(year: number, source: CalendarSource, days: readonly CalendarDay[], now: EpochMs): void;
  setQuiet(quiet: QuietHours): void;
}

/** Days on which a person is away, both included. Why is not stored: the office's messages need no reason. */
export interface Leave {
  readonly id: number;
  readonly memberId: number;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Who entered it: the person, or the secretary. */
  readonly addedBy: number;
  readonly addedAt: EpochMs;
}

export interface Leaves {
  byId(id: number): Leave | null;
  /** In the order of their dates. */
  ofMember(memberId: number): readonly Leave[];
  /** Who is away on a date; kept in memory, so that asking for everybody is cheap. */
  onDate(date: IsoDate): ReadonlySet<number>;
  add(leave: Omit<Leave, 'id'>): number;
  remove(id: number): void;
  /** Forgets what ended before a date. */
  prune(before: IsoDate): void;
}

/** What people have chosen about messages; kept in memory. */
export interface PreferenceStore {
  of(memberId: number): Preferences;
  set(memberId: number, preferences: Preferences): void;
}
