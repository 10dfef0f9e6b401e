import { and, asc, between, desc, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { DisciplineRecords, YearResults } from '../app/history-ports.ts';
import type { Achievement, Decision, DisciplineRecord, ResultHolder, YearResult } from '../domain/history.ts';
import type { Database } from './database.ts';
import { awardRecord, disciplineRecord } from './schema.ts';
import { prepareRead } from './statement.ts';

type ResultRow = typeof awardRecord.$inferSelect;
type DisciplineRow = typeof disciplineRecord.$inferSelect;

/** What a row says; written from an Achievement by this file alone, so the code is of the kind's own list. */
export function achievementOf({ kind, code, name }: Pick<ResultRow, 'kind' | 'code' | 'name'>): Achievement {
  if (kind === 'title') return { kind, title: code } as Achievement;
  if (kind === 'award') return { kind, award: code } as Achievement;
  if (kind === 'grade') return { kind, grade: code } as Achievement;
  return { kind, level: code, name: name ?? '' } as Achievement;
}

function codeOf(achievement: Achievement): Pick<ResultRow, 'kind' | 'code' | 'name'> {
  switch (achievement.kind) {
    case 'title':
      return { kind: 'title', code: achievement.title, name: null };
    case 'award':
      return { kind: 'award', code: achievement.award, name: null };
    case 'grade':
      return { kind: 'grade', code: achievement.grade, name: null };
    case 'initiative':
      return { kind: 'initiative', code: achievement.level, name: achievement.name };
  }
}

export function holderOf({ memberId, divisionId }: Pick<ResultRow, 'memberId' | 'divisionId'>): ResultHolder {
  if (memberId !== null) return { of: 'person', memberId };
  return divisionId === null ? { of: 'agency' } : { of: 'division', divisionId };
}

function decisionOf(row: { decisionNumber: string; decisionDate: string; authority: string }): Decision {
  return { number: row.decisionNumber, date: row.decisionDate, authority: row.authority };
}

function toResult(row: ResultRow): YearResult {
  const { id, year, enteredBy, enteredAt } = row;
  const decision = decisionOf(row);
  return { id, holder: holderOf(row), year, achievement: achievementOf(row), decision, enteredBy, enteredAt };
}

function toDiscipline(row: DisciplineRow): DisciplineRecord {
  const { id, memberId, year, level, enteredBy, enteredAt } = row;
  return { id, memberId, year, level, decision: decisionOf(row), enteredBy, enteredAt };
}

/** Holders whose results are kept in memory: those of a few thousand people who register in the same hours. */
const MOST_KEPT = 5_000;

/** Results by year; a registration asks for its holder's several times an event. */
export function createYearResults(database: Database, onForeignChange: (forget: () => void) => void): YearResults {
  const { drizzle } = database;
  const kept = new Map<string, readonly YearResult[]>();
  onForeignChange(() => kept.clear());
  const built = (where: SQL) =>
    drizzle
      .select()
      .from(awardRecord)
      .where(and(where, isNull(awardRecord.cancelledAt)))
      .orderBy(desc(awardRecord.year), asc(awardRecord.id));
  const select = (where: SQL): readonly YearResult[] => built(where).all().map(toResult);
  const prepared = (where: SQL) => prepareRead(database, built(where), getTableColumns(awardRecord));
  const held: Readonly<Record<ResultHolder['of'], ReturnType<typeof prepared>>> = {
    person: prepared(eq(awardRecord.memberId, sql.placeholder('id'))),
    division: prepared(eq(awardRecord.divisionId, sql.placeholder('id'))),
    agency: prepared(eq(awardRecord.holder, 'agency')),
  };
  return {
    byId: (id) => select(eq(awardRecord.id, id))[0] ?? null,
    of(holder) {
      const key = JSON.stringify(holder);
      const known = kept.get(key);
      if (known !== undefined) return known;
      const id = holder.of === 'person' ? holder.memberId : holder.of === 'division' ? holder.divisionId : 0;
      const found = held[holder.of].all({ id }).map(toResult);
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, found);
      return found;
    },
    inYears: (fromYear, toYear) => select(between(awardRecord.year, fromYear, toYear)),
    add({ holder, achievement, decision, ...result }) {
      kept.clear();
      const row = {
        ...result,
        ...codeOf(achievement),
        holder: holder.of,
        memberId: holder.of === 'person' ? holder.memberId : null,
        divisionId: holder.of === 'division' ? holder.divisionId : null,
        decisionNumber: decision.number,
        decisionDate: decision.date,
        authority: decision.authority,
      };
      return Number(drizzle.insert(awardRecord).values(row).run().lastInsertRowid);
    },
    cancel(id, { by, reason, now }) {
      kept.clear();
      const values = { cancelledAt: now, cancelledBy: by, cancelReason: reason };
      drizzle.update(awardRecord).set(values).where(eq(awardRecord.id, id)).run();
    },
  };
}

/** Disciplinary measures. */
export function createDisciplineRecords({ drizzle }: Database): DisciplineRecords {
  const select = (where: SQL | undefined): readonly DisciplineRecord[] =>
    drizzle
      .select()
      .from(disciplineRecord)
      .where(and(where, isNull(disciplineRecord.cancelledAt)))
      .orderBy(desc(disciplineRecord.year), asc(disciplineRecord.id))
      .all()
      .map(toDiscipline);
  return {
    byId: (id) => select(eq(disciplineRecord.id, id))[0] ?? null,
    ofMember: (memberId) => select(eq(disciplineRecord.memberId, memberId)),
    add({ decision, ...record }) {
      const { number: decisionNumber, date: decisionDate, authority } = decision;
      const row = { ...record, decisionNumber, decisionDate, authority };
      return Number(drizzle.insert(disciplineRecord).values(row).run().lastInsertRowid);
    },
    cancel(id, { by, reason, now }) {
      const values = { cancelledAt: now, cancelledBy: by, cancelReason: reason };
      drizzle.update(disciplineRecord).set(values).where(eq(disciplineRecord.id, id)).run();
    },
  };
}
