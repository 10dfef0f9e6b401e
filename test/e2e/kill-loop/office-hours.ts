import { DAY } from '../../../src/lib/clock.ts';
import { addDays, localTime } from '../../../src/lib/office-time.ts';
import type { FakeTime } from '../../support/fake-time.ts';
import { officeInstant, ZONE } from '../../support/office-clock.ts';

/** The office's next Monday morning, at which reminders leave, whenever the trial is run. */
function nextMonday(now: number): number {
  const { date } = localTime(now, ZONE);
  const weekday = new Date(now + 7 * (DAY / 24)).getUTCDay();
  return officeInstant(`${addDays(date, (8 - weekday) % 7 || 7)} 09:00`);
}

const since = Date.now();
const from = nextMonday(since);

/** The machine's time, put forth to a Monday morning. */
export const OFFICE_HOURS: FakeTime = {
  now: () => Date.now() - since + from,
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** What a process needs to live in the same time, beside `--import` of test/soak/fast-time.ts. */
export const OFFICE_HOURS_SETTINGS = { TIME_SINCE: String(since), TIME_FROM: String(from) } as const;
