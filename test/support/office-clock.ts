import type { Clock, EpochMs } from '../../src/lib/clock.ts';
import { instantOf } from '../../src/lib/office-time.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';

/** A clock that stands still until it is moved, in either direction. */
export interface OfficeClock extends Clock {
  /** To `YYYY-MM-DD HH:MM` on the office's clock. */
  set(localTime: string): void;
  advance(ms: number): void;
}

/** An instant as the office's clock shows it. */
export function officeInstant(localTime: string): EpochMs {
  const [date = '', time = ''] = localTime.split(' ');
  return instantOf(date, time, ZONE);
}

/** A clock that shows `localTime`. */
export function officeClock(localTime: string): OfficeClock {
  let now = officeInstant(localTime);
  return {
    now: () => now,
    set(to) {
      now = officeInstant(to);
    },
    advance(ms) {
      now += ms;
    },
  };
}
