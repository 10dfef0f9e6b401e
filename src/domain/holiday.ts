/** Why a day differs from its weekday, where the law or the government says so; texts `holiday.<code>`. */
export const HOLIDAYS = [
  'new_year',
  'tet',
  'hung_kings',
  'liberation_day',
  'labour_day',
  'national_day',
  /** The working day after a holiday that fell on a weekend (Labour Code 2019, article 111.3). */
  'in_lieu',
  /** A working day given free between days off, and the Saturday worked for it. */
  'swapped',
  'made_up',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

/** The holiday that a day's name stands for; null where the name is the office's own words. */
export function holidayOf(name: string): Holiday | null {
  return HOLIDAYS.find((known) => known === name) ?? null;
}
