import type { Comparator, Target } from './plan.ts';
import { quotaLine } from './quota.ts';

/** How a target stands against a count; no texts, the reader's language comes later. */
export interface Assessment {
  /** Null while the actual figure, or what it is taken of, is not known. */
  readonly met: boolean | null;
  /** Percentages only: the actual share in hundredths of a percent, rounded down (12,12 % is 1212). */
  readonly actualHundredths: number | null;
  /** The whole number at which the target counts as reached; null where there is no such number. */
  readonly required: number | null;
  /** The most that the ceiling allows; null for a target without a ceiling. */
  readonly ceiling: number | null;
  readonly aboveCeiling: boolean;
}

type Assessed = Pick<Target, 'comparator' | 'figure' | 'unit' | 'ceiling'>;

const UNKNOWN: Assessment = {
  met: null,
  actualHundredths: null,
  required: null,
  ceiling: null,
  aboveCeiling: false,
};

/**
 * Sets an actual figure against a target by whole numbers. `base` is what a percentage is taken of, or last year's
 * value for `previous_year`; for `achieved` an actual of 1 means yes. A figure that is also a ceiling counts as
 * reached at the most the ceiling allows, since 15 % of 33 can only be 4.
 */
export function assess(target: Assessed, actual: number | null, base: number | null): Assessment {
  switch (target.unit) {
    case 'achieved':
      return { ...UNKNOWN, met: actual === null ? null : actual > 0 };
    case 'count': {
      const figure = figureOf(target);
      return {
        ...UNKNOWN,
        met: actual === null ? null : compare(actual, target.comparator, figure),
        required: requiredFor(target.comparator, figure),
      };
    }
    case 'previous_year':
      return { ...UNKNOWN, met: actual === null || base === null ? null : compare(actual, target.comparator, base) };
    case 'percent':
      return assessShare(target, actual, base);
  }
}

function assessShare(target: Assessed, actual: number | null, base: number | null): Assessment {
  if (base === null || base === 0) return UNKNOWN;
  const figure = figureOf(target);
  const limit = quotaLine({ percent: figure, base, rounding: 'floor' }).limit;
  const ceiling = target.ceiling ? limit : null;
  const required = ceiling ?? leastShare(target.comparator, figure, base, limit);
  if (actual === null) return { ...UNKNOWN, required, ceiling };

  return {
    met: ceiling === null ? compare(100 * actual, target.comparator, figure * base) : actual === ceiling,
    actualHundredths: Math.floor((10_000 * actual) / base),
    required,
    ceiling,
    aboveCeiling: ceiling !== null && actual > ceiling,
  };
}

function leastShare(comparator: Comparator, figure: number, base: number, limit: number): number | null {
  if (comparator === '>') return limit + 1;
  if (comparator === '>=') return quotaLine({ percent: figure, base, rounding: 'ceil' }).limit;
  return comparator === '=' && (figure * base) % 100 === 0 ? limit : null;
}

function requiredFor(comparator: Comparator, figure: number): number | null {
  if (comparator === '>=' || comparator === '=') return figure;
  return comparator === '>' ? figure + 1 : null;
}

function compare(actual: number, comparator: Comparator, wanted: number): boolean {
  switch (comparator) {
    case '>=':
      return actual >= wanted;
    case '>':
      return actual > wanted;
    case '=':
      return actual === wanted;
    case '<=':
      return actual <= wanted;
    case '<':
      return actual < wanted;
  }
}

function figureOf(target: Assessed): number {
  if (target.figure === null) throw new Error(`a target in ${target.unit} has no figure`);
  return target.figure;
}
