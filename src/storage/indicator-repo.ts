import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Indicators } from '../app/indicator-ports.ts';
import type { IndicatorValue } from '../domain/indicator.ts';
import type { Database } from './database.ts';
import { indicatorValue } from './schema.ts';

type IndicatorRow = typeof indicatorValue.$inferSelect;

function toValue({ value, denominator, onTime, previous, ...row }: IndicatorRow): IndicatorValue {
  return { ...row, figure: value === null ? null : { value, denominator, onTime, previous } };
}

/** Whether the later of two figures of one indicator is the one to show: the final review outlasts any day. */
function outlasts(later: IndicatorValue, earlier: IndicatorValue): boolean {
  const [isFinal, wasFinal] = [later.round === 'final', earlier.round === 'final'];
  return isFinal === wasFinal ? later.asOf >= earlier.asOf : isFinal;
}

/** Figures entered by the secretary, with all their versions. */
export function createIndicators({ drizzle }: Database): Indicators {
  return {
    current(campaignId, round) {
      const rows = drizzle
        .select()
        .from(indicatorValue)
        .where(
          and(
            eq(indicatorValue.campaignId, campaignId),
            round === undefined ? undefined : eq(indicatorValue.round, round),
          ),
        )
        .orderBy(asc(indicatorValue.id))
        .all()
        .map(toValue);
      return standing(rows);
    },
    versions: (campaignId, code, divisionId) =>
      drizzle
        .select()
        .from(indicatorValue)
        .where(
          and(
            eq(indicatorValue.campaignId, campaignId),
            eq(indicatorValue.code, code),
            divisionId === null ? isNull(indicatorValue.divisionId) : eq(indicatorValue.divisionId, divisionId),
          ),
        )
        .orderBy(asc(indicatorValue.id))
        .all()
        .map(toValue),
    add({ figure, ...value }) {
      const numbers = figure ?? { value: null, denominator: null, onTime: null, previous: null };
      return Number(
        drizzle
          .insert(indicatorValue)
          .values({ ...value, ...numbers })
          .run().lastInsertRowid,
      );
    },
  };
}

/** Of each review the newest row, withdrawn ones dropped; then of each indicator the review that outlasts the others. */
function standing(rows: readonly IndicatorValue[]): readonly IndicatorValue[] {
  const ofReview = new Map<string, IndicatorValue>();
  for (const row of rows) {
    // Figures of different days are different figures; a correction is for the same day.
    const day = row.round === 'interim' ? row.asOf : '';
    ofReview.set(JSON.stringify([row.code, row.divisionId, row.round, day]), row);
  }
  const ofIndicator = new Map<string, IndicatorValue>();
  for (const row of ofReview.values()) {
    if (row.figure === null) continue;
    const key = JSON.stringify([row.code, row.divisionId]);
    const known = ofIndicator.get(key);
    if (known === undefined || outlasts(row, known)) ofIndicator.set(key, row);
  }
  return [...ofIndicator.values()];
}
