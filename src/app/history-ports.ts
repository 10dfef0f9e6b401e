import type { DisciplineRecord, ResultHolder, YearResult } from '../domain/history.ts';
import type { EpochMs } from '../lib/clock.ts';

/** Why a record does not count any more, and who said so. */
export interface Cancellation {
  readonly by: number;
  readonly reason: string;
  readonly now: EpochMs;
}

/** Results of past years; cancelled ones are never returned. */
export interface YearResults {
  byId(id: number): YearResult | null;
  /** Newest year first. */
  of(holder: ResultHolder): readonly YearResult[];
  /** Of everybody in these years, newest first. */
  inYears(fromYear: number, toYear: number): readonly YearResult[];
  add(result: Omit<YearResult, 'id'>): number;
  cancel(id: number, cancellation: Cancellation): void;
}

/** Disciplinary measures, kept apart from results; cancelled ones are never returned. */
export interface DisciplineRecords {
  byId(id: number): DisciplineRecord | null;
  /** Newest year first. */
  ofMember(memberId: number): readonly DisciplineRecord[];
  add(record: Omit<DisciplineRecord, 'id'>): number;
  cancel(id: number, cancellation: Cancellation): void;
}
