import type { EpochMs, IsoDate } from '../lib/clock.ts';
import { addDays, localTime, weekdayOf } from '../lib/office-time.ts';

/** A backup as the rotation sees it. */
export interface RotatedBackup {
  readonly name: string;
  readonly madeAt: EpochMs;
  /** It is as its manifest says. */
  readonly sound: boolean;
}

/** How many days, weeks and months, counted by those that have a backup, each keep their newest one. */
export interface RotationRule {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** Grandfather, father, son: about two dozen files, of which the oldest is a year old. */
export const BACKUP_ROTATION: RotationRule = { daily: 7, weekly: 4, monthly: 12 };

/**
 * The names of the backups that have had their time. What is not sound takes nobody's place, the newest sound one always
 * stays, and while there is none nothing goes.
 */
export function rotatedOut(
  backups: readonly RotatedBackup[],
  zone: string,
  rule: RotationRule = BACKUP_ROTATION,
): readonly string[] {
  const sound = backups
    .filter((backup) => backup.sound)
    .sort((left, right) => right.madeAt - left.madeAt || (left.name < right.name ? 1 : -1));
  const [newest] = sound;
  if (newest === undefined) return [];
  const kept = new Set([newest.name]);
  const periods: readonly (readonly [number, (date: IsoDate) => string])[] = [
    [rule.daily, (date) => date],
    [rule.weekly, mondayOf],
    [rule.monthly, (date) => date.slice(0, 7)],
  ];
  for (const [most, periodOf] of periods) {
    const seen = new Set<string>();
    for (const { name, madeAt } of sound) {
      const period = periodOf(localTime(madeAt, zone).date);
      if (seen.size >= most && !seen.has(period)) break;
      if (!seen.has(period)) kept.add(name);
      seen.add(period);
    }
  }
  return backups.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
}

function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekdayOf(date));
}
