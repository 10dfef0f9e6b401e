import type { IsoDate } from '../../lib/clock.ts';
import { addDays, weekdayOf } from '../../lib/office-time.ts';

/** Monday of the week in which a date lies. */
export function weekOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekdayOf(date));
}
