import type { CalendarDay, QuietHours } from './work-calendar.ts';

/** What an office says of a year: its own days off and worked days, and its quiet hours where it sets them. */
export interface OfficeCalendar {
  readonly year: number;
  /** In the order of their dates. */
  readonly days: readonly CalendarDay[];
  /** Null leaves those in force. */
  readonly quiet: QuietHours | null;
}

/** One difference between what is stored and what a file says. */
export type CalendarChange =
  | { readonly change: 'added' | 'removed'; readonly day: CalendarDay }
  | { readonly change: 'changed'; readonly day: CalendarDay; readonly before: CalendarDay }
  | { readonly change: 'quiet'; readonly quiet: QuietHours; readonly before: QuietHours };

/** Everything in which a file differs from the office's stored days of its year and the quiet hours in force. */
export function diffCalendar(
  stored: readonly CalendarDay[],
  quiet: QuietHours,
  file: OfficeCalendar,
): readonly CalendarChange[] {
  const before = new Map(stored.map((day) => [day.date, day]));
  const dates = new Set(file.days.map(({ date }) => date));
  const days = file.days.flatMap((day): readonly CalendarChange[] => {
    const known = before.get(day.date);
    if (known === undefined) return [{ change: 'added', day }];
    return known.kind === day.kind && known.name === day.name ? [] : [{ change: 'changed', day, before: known }];
  });
  const gone = stored.filter(({ date }) => !dates.has(date)).map((day) => ({ change: 'removed', day }) as const);
  const hours: readonly CalendarChange[] =
    file.quiet === null || sameHours(quiet, file.quiet) ? [] : [{ change: 'quiet', quiet: file.quiet, before: quiet }];
  return [...days, ...gone, ...hours];
}

function sameHours(one: QuietHours, other: QuietHours): boolean {
  return (
    one.from === other.from &&
    one.until === other.until &&
    one.lunch?.from === other.lunch?.from &&
    one.lunch?.until === other.lunch?.until
  );
}
