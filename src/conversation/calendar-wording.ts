import { holidayOf } from '../domain/holiday.ts';
import type { Hours } from '../domain/hours.ts';
import type { CalendarDay, QuietHours } from '../domain/work-calendar.ts';
import { type Say, say } from './text-key.ts';

/** A day of the calendar on a line: date, what it is, and its name. */
export function daySay({ date, kind, name }: CalendarDay): Say {
  const holiday = holidayOf(name);
  return say('calendar.day', {
    date: { as: 'weekday', date },
    kind: say(`calendar.kind.${kind}`),
    name: holiday === null ? name : say(`holiday.${holiday}`),
  });
}

/** Hours of the day, `17:30–07:30`. */
export function hoursSay({ from, until }: Hours): Say {
  return say('calendar.hours', { from, until });
}

/** The office's quiet hours, with lunch where it is kept. */
export function quietSay(quiet: QuietHours): Say {
  if (quiet.lunch === null) return hoursSay(quiet);
  return say('calendar.hours_and_lunch', { night: hoursSay(quiet), lunch: hoursSay(quiet.lunch) });
}
