import type { EpochMs } from '../../lib/clock.ts';
import type { ElectionResult, LineTotals } from './result.ts';

/** Raised when the file changes its shape. */
export const COUNT_RECORD_VERSION = 1;

/** The totals of a count: what a recount must come to as well. */
export interface CountTotals {
  readonly members: number;
  readonly voted: number;
  readonly paper: number;
  readonly lines: readonly (LineTotals & { readonly nominee: number })[];
}

/** What a count came to, as a file outside the database: a recount is held against it. It names no member. */
export interface CountRecord extends CountTotals {
  readonly version: typeof COUNT_RECORD_VERSION;
  readonly election: number;
  readonly name: string;
  /** SHA-256 of the frozen election, 64 hex digits. */
  readonly fingerprint: string;
  /** UTC ms. */
  readonly countedAt: EpochMs;
}

/** The totals of a result, lines in the order of the ballot. */
export function totalsOf({ members, voted, paper, lines }: ElectionResult): CountTotals {
  return {
    members,
    voted,
    paper,
    lines: lines.map(({ nominee, agree, disagree, noOpinion, invalid }) => {
      return { nominee, agree, disagree, noOpinion, invalid };
    }),
  };
}

/** Whether two counts came to the same, line by line. */
export function sameCount(left: CountTotals, right: CountTotals): boolean {
  return comparable(left) === comparable(right);
}

function comparable({ members, voted, paper, lines }: CountTotals): string {
  const ordered = lines
    .toSorted((left, right) => left.nominee - right.nominee)
    .map(({ nominee, agree, disagree, noOpinion, invalid }) => [nominee, agree, disagree, noOpinion, invalid]);
  return JSON.stringify([members, voted, paper, ordered]);
}
