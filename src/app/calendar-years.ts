import { holidayNotice } from '../domain/holidays/notices.ts';
import type { CalendarDay } from '../domain/work-calendar.ts';
import { localTime } from '../lib/office-time.ts';
import { replanCampaign } from './due-planning.ts';
import type { Work } from './ports.ts';

/** Days of years that the law alone gives, by year. */
export type ComputedYears = ReadonlyMap<number, readonly CalendarDay[]>;

/** Years that the calendar has to know: this one, the next, and the campaign's. */
function neededYears(work: Work): readonly number[] {
  const { year } = localTime(work.now, work.zone);
  const campaign = work.store.campaigns.current()?.year ?? year;
  return [...new Set([year, year + 1, campaign, campaign + 1])].sort();
}

/** Needed years that nobody has announced and nobody has computed yet. */
export function yearsToCompute(work: Work): readonly number[] {
  const { calendar } = work.store;
  return neededYears(work).filter((year) => holidayNotice(year) === null && calendar.ofYear(year, 'law').length === 0);
}

/**
 * Stores the days off of the needed years as far as they are known: as announced, else as computed; returns whether
 * anything changed. The office's own days stay as they are.
 */
export function storeKnownYears(work: Work, computed: ComputedYears = new Map()): boolean {
  let changed = false;
  for (const year of neededYears(work)) {
    const notice = holidayNotice(year);
    const source = notice === null ? 'law' : 'notice';
    const days = notice?.days ?? computed.get(year);
    if (days === undefined || same(work.store.calendar.ofYear(year, source), days)) continue;
    work.store.calendar.replaceYear(year, source, days, work.now);
    changed = true;
  }
  return changed;
}

/** Stores known years, and plans again what falls due when that changed anything. */
export function fillCalendar(work: Work, computed: ComputedYears = new Map()): boolean {
  const changed = storeKnownYears(work, computed);
  if (changed) replanCampaign(work);
  return changed;
}

function same(stored: readonly CalendarDay[], known: readonly CalendarDay[]): boolean {
  const byDate = new Map(stored.map((day) => [day.date, day]));
  return (
    stored.length === known.length &&
    known.every(({ date, kind, name }) => byDate.get(date)?.kind === kind && byDate.get(date)?.name === name)
  );
}
