import { minutesOutside } from '../domain/hours.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import type { CalendarDay, QuietHours } from '../domain/work-calendar.ts';
import type { IsoDate } from '../lib/clock.ts';
import { addDays, daysBetween, weekdayOf } from '../lib/office-time.ts';
import { ok, type Result } from '../lib/result.ts';
import { type CalendarFile, calendarFileSchema } from './office-calendar/schema.ts';
import type {
  FilePath,
  Finding,
  PlanProblem,
  PlanProblemCode,
  PlanWarning,
  PlanWarningCode,
} from './yaml-file/problem.ts';
import { readYamlFile } from './yaml-file.ts';

/** A calendar that can be stored, and what its reader should know about it. */
export interface ReadCalendar {
  readonly calendar: OfficeCalendar;
  readonly warnings: readonly PlanWarning[];
}

/** A day of the file with the place that says it. */
interface Entry {
  readonly day: CalendarDay;
  readonly path: FilePath;
}

const SATURDAY = 6;
/** Hours that leave less than this of a day for messages are a slip of the pen. */
const LEAST_FREE_MINUTES = 60;
/** The longest run of days off that one line may name. */
const LONGEST_RUN_DAYS = 62;

/** Reads an office's calendar (YAML, docs/calendar.md): its days and hours, or everything wrong with it, in file order. */
export function readCalendarFile(content: string | Uint8Array): Result<ReadCalendar, readonly PlanProblem[]> {
  const read = readYamlFile(content, calendarFileSchema, {
    problems: (_data, file) => (file === null ? [] : problemsOf(file)),
    warnings: (file) => entriesOf(file).flatMap(warningOf),
  });
  return read.ok ? ok({ calendar: toCalendar(read.value.file), warnings: read.value.warnings }) : read;
}

function toCalendar(file: CalendarFile): OfficeCalendar {
  const days = entriesOf(file).map(({ day }) => day);
  return {
    year: file.year,
    days: days.sort((left, right) => (left.date < right.date ? -1 : 1)),
    quiet: file.quiet_hours === undefined ? null : quietOf(file.quiet_hours),
  };
}

function quietOf({ from, until, lunch }: NonNullable<CalendarFile['quiet_hours']>): QuietHours {
  return { from, until, lunch: lunch ?? null };
}

function entriesOf(file: CalendarFile): readonly Entry[] {
  const off = (file.days_off ?? []).flatMap(({ date, to, name }, index): readonly Entry[] => {
    const count = to === undefined ? 0 : Math.min(daysBetween(date, to), LONGEST_RUN_DAYS);
    return Array.from({ length: count + 1 }, (_, step) => ({
      day: { date: addDays(date, step), kind: 'day_off', name },
      path: ['days_off', index, step === 0 ? 'date' : 'to'],
    }));
  });
  const worked = (file.compensatory ?? []).map(({ date, name }, index): Entry => {
    return { day: { date, kind: 'compensatory', name }, path: ['compensatory', index, 'date'] };
  });
  return [...off, ...worked];
}

type Problem = Finding<PlanProblemCode>;

function problemsOf(file: CalendarFile): readonly Problem[] {
  return [...runProblems(file), ...dateProblems(file), ...hourProblems(file)];
}

function runProblems(file: CalendarFile): readonly Problem[] {
  return (file.days_off ?? []).flatMap(({ date, to }, index): readonly Problem[] => {
    const path = ['days_off', index, 'to'];
    if (to === undefined) return [];
    if (to < date) return [{ path, code: 'ends_before_start', params: { from: date, to } }];
    return daysBetween(date, to) > LONGEST_RUN_DAYS
      ? [{ path, code: 'out_of_range', params: { limit: LONGEST_RUN_DAYS } }]
      : [];
  });
}

function dateProblems(file: CalendarFile): readonly Problem[] {
  const seen = new Set<IsoDate>();
  return entriesOf(file).flatMap(({ day: { date }, path }): readonly Problem[] => {
    if (!date.startsWith(`${file.year}-`)) {
      return [{ path, code: 'date_outside_year', params: { value: date, year: file.year } }];
    }
    if (seen.has(date)) return [{ path, code: 'duplicate_date', params: { value: date } }];
    seen.add(date);
    return [];
  });
}

function hourProblems({ quiet_hours: hours }: CalendarFile): readonly Problem[] {
  if (hours === undefined) return [];
  const { lunch, ...night } = hours;
  const free = minutesOutside(lunch === undefined ? [night] : [night, lunch]);
  return free >= LEAST_FREE_MINUTES ? [] : [{ path: ['quiet_hours'], code: 'no_free_hour', params: {}, atKey: true }];
}

// A weekend inside a run of days off is no slip: only a single day that changes nothing is worth a word.
function warningOf({ day: { date, kind }, path }: Entry): readonly Finding<PlanWarningCode>[] {
  const weekend = weekdayOf(date) >= SATURDAY;
  if (kind === 'compensatory') return weekend ? [] : [{ path, code: 'weekday_anyway', params: { value: date } }];
  return weekend && path.at(-1) === 'date' ? [{ path, code: 'weekend_anyway', params: { value: date } }] : [];
}
