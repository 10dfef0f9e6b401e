import { and, asc, eq, gte, inArray, lt, lte } from 'drizzle-orm';
import type { CalendarDays, CalendarSource, Leave, Leaves, PreferenceStore } from '../app/calendar-ports.ts';
import type { Settings } from '../app/ports.ts';
import { DEFAULT_PREFERENCES, OPTIONAL_MESSAGES, type Preferences } from '../domain/preferences.ts';
import { type CalendarDay, DEFAULT_QUIET_HOURS, type QuietHours, type WorkCalendar } from '../domain/work-calendar.ts';
import type { IsoDate } from '../lib/clock.ts';
import type { Database } from './database.ts';
import { calendarDay, leave, preference } from './schema.ts';

type OnForeignChange = (forget: () => void) => void;

/** Setting that holds the office's quiet hours as JSON. */
const QUIET_HOURS = 'quiet_hours';
/** Sources that replace each other: a year is as the law has it, or as the government has announced it. */
const BASE: readonly CalendarSource[] = ['law', 'notice'];

/** The office's calendar; read once, until it or another process's write changes it. */
export function createCalendarDays(
  { drizzle }: Database,
  settings: Settings,
  onForeignChange: OnForeignChange,
): CalendarDays {
  let kept: WorkCalendar | null = null;
  function forget(): void {
    kept = null;
  }
  onForeignChange(forget);

  function office(): WorkCalendar {
    kept ??= { days: merged(), quiet: quietHours() };
    return kept;
  }

  function merged(): ReadonlyMap<IsoDate, CalendarDay> {
    const rows = drizzle.select().from(calendarDay).orderBy(asc(calendarDay.date), asc(calendarDay.source)).all();
    const days = new Map<IsoDate, CalendarDay>();
    // In the order law, notice, office: the last one counts.
    for (const { date, kind, name } of rows) days.set(date, { date, kind, name });
    return days;
  }

  function quietHours(): QuietHours {
    const stored = settings.get(QUIET_HOURS);
    // Written by setQuiet from checked hours, and only ever by it.
    return stored === null ? DEFAULT_QUIET_HOURS : (JSON.parse(stored) as QuietHours);
  }

  return {
    office,
    days: (from, to) => [...office().days.values()].filter(({ date }) => date >= from && date <= to),
    ofYear: (year, source) =>
      drizzle
        .select({ date: calendarDay.date, kind: calendarDay.kind, name: calendarDay.name })
        .from(calendarDay)
        .where(and(inYear(year), eq(calendarDay.source, source)))
        .orderBy(asc(calendarDay.date))
        .all(),
    replaceYear(year, source, days, now) {
      const replaced = BASE.includes(source) ? BASE : [source];
      drizzle
        .delete(calendarDay)
        .where(and(inYear(year), inArray(calendarDay.source, [...replaced])))
        .run();
      for (const day of days)
        drizzle
          .insert(calendarDay)
          .values({ ...day, source, storedAt: now })
          .run();
      forget();
    },
    setQuiet(quiet) {
      settings.set(QUIET_HOURS, JSON.stringify(quiet));
      forget();
    },
  };
}

function inYear(year: number) {
  return and(gte(calendarDay.date, `${year}-01-01`), lte(calendarDay.date, `${year}-12-31`));
}

/** Dates kept of `onDate`: today, and what a reminder looks ahead to. */
const MOST_DATES = 100;

/** Who is away when: a few rows at a time, all of them kept until one changes. */
export function createLeaves({ drizzle }: Database, onForeignChange: OnForeignChange): Leaves {
  let kept: ReadonlyMap<number, readonly Leave[]> | null = null;
  const away = new Map<IsoDate, ReadonlySet<number>>();
  function forget(): void {
    kept = null;
    away.clear();
  }
  onForeignChange(forget);

  function byMember(): ReadonlyMap<number, readonly Leave[]> {
    if (kept === null) {
      const found = new Map<number, Leave[]>();
      for (const row of drizzle.select().from(leave).orderBy(asc(leave.from), asc(leave.id)).all()) {
        const own = found.get(row.memberId);
        if (own === undefined) found.set(row.memberId, [row]);
        else own.push(row);
      }
      kept = found;
    }
    return kept;
  }

  return {
    byId: (id) => drizzle.select().from(leave).where(eq(leave.id, id)).get() ?? null,
    ofMember: (memberId) => byMember().get(memberId) ?? [],
    onDate(date) {
      let found = away.get(date);
      if (found === undefined) {
        const rows = [...byMember().values()].flat().filter(({ from, to }) => from <= date && date <= to);
        found = new Set(rows.map(({ memberId }) => memberId));
        if (away.size >= MOST_DATES) away.clear();
        away.set(date, found);
      }
      return found;
    },
    add(added) {
      forget();
      return drizzle.insert(leave).values(added).returning({ id: leave.id }).get().id;
    },
    remove(id) {
      forget();
      drizzle.delete(leave).where(eq(leave.id, id)).run();
    },
    prune(before) {
      forget();
      drizzle.delete(leave).where(lt(leave.to, before)).run();
    },
  };
}

/** What people have chosen about messages: few have, so all of it is kept. */
export function createPreferences({ drizzle }: Database, onForeignChange: OnForeignChange): PreferenceStore {
  let kept: ReadonlyMap<number, Preferences> | null = null;
  function forget(): void {
    kept = null;
  }
  onForeignChange(forget);

  function all(): ReadonlyMap<number, Preferences> {
    kept ??= new Map(
      drizzle
        .select()
        .from(preference)
        .all()
        .map(({ memberId, quietFrom, quietUntil, muted }) => [
          memberId,
          {
            quiet: quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
            muted: OPTIONAL_MESSAGES.filter((kind) => muted.split(',').includes(kind)),
          },
        ]),
    );
    return kept;
  }

  return {
    of: (memberId) => all().get(memberId) ?? DEFAULT_PREFERENCES,
    set(memberId, { quiet, muted }) {
      const row = {
        quietFrom: quiet?.from ?? null,
        quietUntil: quiet?.until ?? null,
        muted: OPTIONAL_MESSAGES.filter((kind) => muted.includes(kind)).join(','),
      };
      drizzle
        .insert(preference)
        .values({ memberId, ...row })
        .onConflictDoUpdate({ target: preference.memberId, set: row })
        .run();
      forget();
    },
  };
}
