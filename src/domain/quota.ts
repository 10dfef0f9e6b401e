/** How a share that is not a whole number becomes one: down for a ceiling, up for a least number. */
export type Rounding = 'floor' | 'ceil';

/** A percentage of a number of people or divisions, with the arithmetic that leads to the limit. */
export interface QuotaLine {
  readonly percent: number;
  readonly base: number;
  readonly rounding: Rounding;
  /** `percent × base`; over `denominator` it is the exact share. */
  readonly numerator: number;
  readonly denominator: 100;
  /** The exact share in two parts: 4,95 is `{whole: 4, hundredths: 95}`. */
  readonly exact: { readonly whole: number; readonly hundredths: number };
  /** The whole number that counts. */
  readonly limit: number;
}

/** The quota of `percent` (whole percent) of `base`, in integers only: 15 % × 33 = 4,95, down to 4. */
export function quotaLine(share: {
  readonly percent: number;
  readonly base: number;
  readonly rounding: Rounding;
}): QuotaLine {
  const { percent, base, rounding } = share;
  if (!Number.isSafeInteger(percent * base) || percent < 0 || base < 0 || !Number.isInteger(percent)) {
    throw new RangeError(`quota of ${percent} % of ${base}`);
  }
  const numerator = percent * base;
  const hundredths = numerator % 100;
  const whole = (numerator - hundredths) / 100;
  const limit = rounding === 'ceil' && hundredths > 0 ? whole + 1 : whole;
  return { percent, base, rounding, numerator, denominator: 100, exact: { whole, hundredths }, limit };
}

/** Whether `count` stays within the quota. */
export function withinQuota(line: QuotaLine, count: number): boolean {
  return count <= line.limit;
}
