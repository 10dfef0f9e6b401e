import type { LineTotals } from '../domain/ballot/result.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { StoredElection } from './ballot-ports.ts';

/** Raised when the file changes its shape. */
export const COUNT_RECORD_VERSION = 1;

/** What a count came to, as a file outside the database: a recount is held against it. It names no member. */
export interface CountRecord {
  readonly version: typeof COUNT_RECORD_VERSION;
  readonly election: number;
  readonly name: string;
  /** SHA-256 of the frozen election, 64 hex digits. */
  readonly fingerprint: string;
  /** UTC ms. */
  readonly countedAt: EpochMs;
  readonly members: number;
  readonly voted: number;
  readonly paper: number;
  readonly lines: readonly (LineTotals & { readonly nominee: number })[];
}

/** The record of a count; null before one. */
export function countRecordOf({ id, election, course, fingerprint, result }: StoredElection): CountRecord | null {
  if (result === null || fingerprint === null || course.countedAt === null) return null;
  const { members, voted, paper } = result;
  return {
    version: COUNT_RECORD_VERSION,
    election: id,
    name: election.name,
    fingerprint: fingerprint.full,
    countedAt: course.countedAt,
    members,
    voted,
    paper,
    lines: result.lines.map(({ nominee, agree, disagree, noOpinion, invalid }) => {
      return { nominee, agree, disagree, noOpinion, invalid };
    }),
  };
}
