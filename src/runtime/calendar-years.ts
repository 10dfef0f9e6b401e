import { type ComputedYears, fillCalendar, yearsToCompute } from '../app/calendar-years.ts';
import type { UnitOfWork } from '../app/delivery-ports.ts';
import { forgetOldLeave } from '../app/leave.ts';
import type { Work } from '../app/ports.ts';
import { lawfulDays } from '../domain/holidays/lawful-days.ts';
import type { CalendarDay } from '../domain/work-calendar.ts';
import { lunarDates } from '../intake/lunar-dates.ts';
import { errorFields, type Log } from './log.ts';

/** Days off by law of the given years; slow, because lunar dates are computed. */
export async function computedYears(years: readonly number[]): Promise<ComputedYears> {
  const computed = new Map<number, readonly CalendarDay[]>();
  for (const year of years) computed.set(year, lawfulDays(year, await lunarDates(year)));
  return computed;
}

/** Keeps the office's calendar ahead of the date, and leave that is over out of it. */
export interface CalendarYears {
  /** Stores the days off of this year and the next where they are missing; at the start, then about once a day. */
  fill(): void;
  /** Resolves when nothing is being computed. */
  idle(): Promise<void>;
}

/** Builds the keeper of the calendar. */
export function createCalendarYears(unitOfWork: UnitOfWork, work: () => Work, log: Log): CalendarYears {
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      const missing = unitOfWork.run(() => {
        forgetOldLeave(work());
        fillCalendar(work());
        return yearsToCompute(work());
      });
      if (missing.length === 0) return;
      const computed = await computedYears(missing);
      unitOfWork.run(() => fillCalendar(work(), computed));
      log.info({ years: missing }, 'calendar years computed');
    } catch (error) {
      // Without its holidays a year has weekends and quiet hours still, and the next day tries again.
      log.error(errorFields(error), 'calendar years not computed');
    }
  }

  return {
    fill() {
      running ??= run().finally(() => {
        running = null;
      });
    },
    async idle() {
      await running;
    },
  };
}
