import { DAY, type EpochMs } from '../lib/clock.ts';
import { addDays, instantOf, localTime } from '../lib/office-time.ts';

/** When the office is asleep, and long after the last reminder of a day. */
const QUIET_HOUR = '02:30';

/** The newest moment, at or before `now`, at which a backup was due: once a day at the quiet hour of the office's zone. */
export function lastBackupMoment(now: EpochMs, zone: string): EpochMs {
  const today = localTime(now, zone).date;
  const moment = instantOf(today, QUIET_HOUR, zone);
  return moment <= now ? moment : instantOf(addDays(today, -1), QUIET_HOUR, zone);
}

/** Whether a backup is due now: none is as new as the newest moment, whatever kept the program from making it then. */
export function backupIsDue(newest: EpochMs | null, now: EpochMs, zone: string): boolean {
  // A copy from the future was made by a clock that was wrong: it says nothing about today.
  return newest === null || newest < lastBackupMoment(now, zone) || newest > now + DAY;
}
