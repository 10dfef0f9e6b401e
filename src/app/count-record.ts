import { COUNT_RECORD_VERSION, type CountRecord, sameCount, totalsOf } from '../domain/ballot/count-record.ts';
import type { ElectionResult } from '../domain/ballot/result.ts';
import type { CountProblem } from '../domain/ballot/tally.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { BoxKey, StoredElection } from './ballot-ports.ts';
import { tally } from './election-closing.ts';
import { recordElection } from './election-record.ts';
import type { Work } from './ports.ts';

/** The record of a count; null before one. */
export function countRecordOf({ id, election, course, fingerprint, result }: StoredElection): CountRecord | null {
  if (result === null || fingerprint === null || course.countedAt === null) return null;
  return {
    version: COUNT_RECORD_VERSION,
    election: id,
    name: election.name,
    fingerprint: fingerprint.full,
    countedAt: course.countedAt,
    ...totalsOf(result),
  };
}

export type RecountProblem = 'recount_unknown' | 'recount_published' | 'recount_void' | 'election_not_counted';

/** The election of a count record, while its boxes can be opened again. */
export function recountable(
  { store }: Pick<Work, 'store'>,
  { election: id, fingerprint }: CountRecord,
): Result<StoredElection, RecountProblem> {
  const stored = store.elections.byId(id);
  if (stored === null || stored.fingerprint?.full !== fingerprint) return err('recount_unknown');
  const { state } = stored.course;
  if (state === 'published') return err('recount_published');
  if (state === 'void') return err('recount_void');
  return state === 'counted' ? ok(stored) : err('election_not_counted');
}

/** What opening the boxes once more came to. */
export interface Recount {
  readonly result: ElectionResult;
  /** The same totals as in the file. */
  readonly asRecorded: boolean;
  /** The same totals as the result that the database holds. */
  readonly asStored: boolean;
}

/** Counts the boxes once more and writes into the election's record that it was done; the result stays as it is. */
export function recount(
  work: Work,
  stored: StoredElection,
  key: BoxKey,
  record: CountRecord,
): Result<Recount, CountProblem> {
  const counted = tally(work, stored, key);
  if (!counted.ok) {
    recordElection(work, stored.id, 'recounted', null, counted.error.code);
    return counted;
  }
  const totals = totalsOf(counted.value);
  const asRecorded = sameCount(totals, record);
  const asStored = stored.result !== null && sameCount(totals, totalsOf(stored.result));
  recordElection(work, stored.id, 'recounted', null, asRecorded && asStored ? 'same' : 'differs');
  return ok({ result: counted.value, asRecorded, asStored });
}
