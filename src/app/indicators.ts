import { type IndicatorFigure, type IndicatorNeed, type IndicatorRound, indicatorOf } from '../domain/indicator.ts';
import type { Person } from '../domain/person.ts';
import type { Target } from '../domain/plan.ts';
import { may } from '../domain/rights.ts';
import type { IsoDate } from '../lib/clock.ts';
import { localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import type { Campaign, Work } from './ports.ts';

/** A figure that the secretary has to enter, with the first target of the year that asks for it. */
export interface NeededIndicator {
  readonly need: IndicatorNeed;
  readonly target: Target;
}

/** Everything that chat data cannot tell about the targets of the campaign's year, in the plan's order. */
export function neededIndicators({ plan, year }: Campaign): readonly NeededIndicator[] {
  const needed = new Map<string, NeededIndicator>();
  for (const target of plan.targets) {
    const need = target.from <= year && year <= target.to ? indicatorOf(target) : null;
    if (need === null) continue;
    const known = needed.get(need.code);
    // The year's own target says it more exactly than one of the whole period.
    if (known === undefined || (known.target.horizon === 'period' && target.horizon === 'year')) {
      needed.set(need.code, { need, target });
    }
  }
  return [...needed.values()];
}

export type IndicatorError = 'not_allowed' | 'no_campaign' | 'indicator_unknown' | 'indicator_date_ahead';

/** One figure to enter; `figure` null takes back what was entered for this review. */
export interface IndicatorEntry {
  readonly code: string;
  readonly divisionId: number | null;
  readonly round: IndicatorRound;
  readonly asOf: IsoDate;
  readonly figure: IndicatorFigure | null;
  readonly note: string | null;
  readonly source: string | null;
}

/** Stores a figure as a new version; what was entered before stays on record. */
export function enterIndicator(work: Work, actor: Person, entry: IndicatorEntry): Result<number, IndicatorError> {
  if (!may(actor, 'enter_figures')) return err('not_allowed');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const needed = neededIndicators(campaign).find(({ need }) => need.code === entry.code);
  if (needed === undefined) return err('indicator_unknown');
  if (needed.need.perDivision !== (entry.divisionId !== null)) return err('indicator_unknown');
  if (entry.asOf > localTime(work.now, work.zone).date) return err('indicator_date_ahead');
  const { id: campaignId } = campaign;
  const id = work.store.indicators.add({ ...entry, campaignId, enteredBy: actor.id, enteredAt: work.now });
  audit(work, {
    action: entry.figure === null ? 'indicator_withdrawn' : 'indicator_entered',
    actor,
    subject: { kind: 'year', id: campaign.year },
    details: { indicator: entry.code, division: entry.divisionId, round: entry.round },
  });
  return ok(id);
}
