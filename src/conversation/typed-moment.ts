import type { EpochMs } from '../lib/clock.ts';
import { instantOf, localTime } from '../lib/office-time.ts';
import { fold } from '../lib/vietnamese.ts';
import type { MemberContext } from './context.ts';
import { readDays } from './typed-times.ts';

// `8:00`, `08h`, `8h30`, `8 giờ`; a number by itself belongs to the date.
const TIME = /\b(\d{1,2})(?:[:hg](\d{2})?| ?gio)(?!\w)/;
/** Where only a day was typed. */
const USUAL_TIME = '08:00';

/** A moment typed as `08:00 25/02/2022`, `25/2 8h30`, `mai` (then 08:00) on the office's clock; null when it is none. */
export function readMoment(context: MemberContext, typed: string): EpochMs | null {
  const text = fold(typed);
  const time = TIME.exec(text);
  const [, hour = '', minute = '00'] = time ?? [];
  if (time !== null && (Number(hour) > 23 || Number(minute) > 59)) return null;
  const rest = time === null ? text : text.replace(TIME, ' ');
  const days = readDays(rest, localTime(context.now, context.zone).date, (key) => context.words(key));
  if (days === null || days.from !== days.to) return null;
  return instantOf(days.from, time === null ? USUAL_TIME : `${hour.padStart(2, '0')}:${minute}`, context.zone);
}
