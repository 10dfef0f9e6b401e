import type { IndicatorRound, IndicatorValue } from '../domain/indicator.ts';

export interface Indicators {
  /**
   * The figures that stand now: of each indicator and division the newest, withdrawn ones left out. Of one review where
   * it is given; otherwise the final review's before those of the latest day.
   */
  current(campaignId: number, round?: IndicatorRound): readonly IndicatorValue[];
  /** Everything ever entered for an indicator, oldest first; `divisionId` null for the agency's own. */
  versions(campaignId: number, code: string, divisionId: number | null): readonly IndicatorValue[];
  add(value: Omit<IndicatorValue, 'id'>): number;
}
