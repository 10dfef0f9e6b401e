import type { AuditSubject } from '../domain/audit.ts';
import {
  type Achievement,
  type Decision,
  type DisciplineRecord,
  type HeldTitle,
  heldTitles,
  type ResultHolder,
  type YearResult,
} from '../domain/history.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import type { Work } from './ports.ts';

export type HistoryError = 'not_allowed' | 'result_year_invalid' | 'result_date_ahead' | 'result_known' | 'result_gone';

/** The earliest year that is taken: before the first law on emulation and commendation nothing counts. */
export const FIRST_RESULT_YEAR = 2003;

function entryProblem(work: Work, actor: Person, year: number, { date }: Decision): HistoryError | null {
  if (!may(actor, 'keep_results')) return 'not_allowed';
  const today = localTime(work.now, work.zone);
  if (year < FIRST_RESULT_YEAR || year > today.year) return 'result_year_invalid';
  return date > today.date ? 'result_date_ahead' : null;
}

/** Records a result with its decision; the same result of the same year is not taken twice. */
export function recordResult(
  work: Work,
  actor: Person,
  result: {
    readonly holder: ResultHolder;
    readonly year: number;
    readonly achievement: Achievement;
    readonly decision: Decision;
  },
): Result<number, HistoryError> {
  const problem = entryProblem(work, actor, result.year, result.decision);
  if (problem !== null) return err(problem);
  const same = JSON.stringify(result.achievement);
  const known = work.store.yearResults
    .of(result.holder)
    .some(({ year, achievement }) => year === result.year && JSON.stringify(achievement) === same);
  if (known) return err('result_known');
  const id = work.store.yearResults.add({ ...result, enteredBy: actor.id, enteredAt: work.now });
  audit(work, {
    action: 'result_recorded',
    actor,
    subject: subjectOf(result),
    details: { result: id, year: result.year },
  });
  return ok(id);
}

/** Records a disciplinary measure, apart from the results. */
export function recordDiscipline(
  work: Work,
  actor: Person,
  record: Pick<DisciplineRecord, 'memberId' | 'year' | 'level' | 'decision'>,
): Result<number, HistoryError> {
  const problem = entryProblem(work, actor, record.year, record.decision);
  if (problem !== null) return err(problem);
  const id = work.store.disciplineRecords.add({ ...record, enteredBy: actor.id, enteredAt: work.now });
  // That one was entered, and nothing about it: fewer may read the measure than this log.
  audit(work, { action: 'discipline_recorded', actor, subject: { kind: 'member', id: record.memberId } });
  return ok(id);
}

/** Cancels a record that was wrong; it stays stored with the reason. */
export function cancelRecord(
  work: Work,
  actor: Person,
  of: 'result' | 'discipline',
  id: number,
  reason: string,
): Result<void, HistoryError> {
  if (!may(actor, 'keep_results')) return err('not_allowed');
  const { yearResults, disciplineRecords } = work.store;
  const records = of === 'result' ? yearResults : disciplineRecords;
  const result = of === 'result' ? yearResults.byId(id) : null;
  const measure = of === 'discipline' ? disciplineRecords.byId(id) : null;
  if (result === null && measure === null) return err('result_gone');
  records.cancel(id, { by: actor.id, reason, now: work.now });
  if (result !== null) {
    const details = { result: id, year: result.year };
    audit(work, { action: 'result_cancelled', actor, subject: subjectOf(result), details });
  }
  if (measure !== null) {
    audit(work, { action: 'discipline_cancelled', actor, subject: { kind: 'member', id: measure.memberId } });
  }
  return ok(undefined);
}

function subjectOf({ holder, year }: Pick<YearResult, 'holder' | 'year'>): AuditSubject {
  if (holder.of === 'person') return { kind: 'member', id: holder.memberId };
  return holder.of === 'division' ? { kind: 'division', id: holder.divisionId } : { kind: 'year', id: year };
}

/** What somebody achieved, newest year first. */
export function resultsOf(work: Work, holder: ResultHolder): readonly YearResult[] {
  return work.store.yearResults.of(holder);
}

/** Disciplinary measures against a person: for the person and the secretary alone. */
export function disciplineOf(work: Work, reader: Person, memberId: number): readonly DisciplineRecord[] {
  const entitled = reader.id === memberId || may(reader, 'read_discipline');
  return entitled ? work.store.disciplineRecords.ofMember(memberId) : [];
}

/** Titles that a person, or a person's division, held, as the rules of titles ask for them. */
export function titlesHeld(work: Work, holder: ResultHolder): readonly HeldTitle[] {
  return heldTitles(work.store.yearResults.of(holder));
}
