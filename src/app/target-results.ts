import { actualOf, type IndicatorNeed, type IndicatorValue, indicatorOf, UNIT } from '../domain/indicator.ts';
import type { Target } from '../domain/plan.ts';
import { type Assessment, assess } from '../domain/target.ts';
import { standingFigure } from './indicators.ts';
import type { Campaign, Work } from './ports.ts';

/** What was achieved of a target, as far as it has been recorded. */
export interface TargetResult {
  readonly target: Target;
  /** The figure that the secretary entered, where the target lives of one. */
  readonly value: IndicatorValue | null;
  readonly need: IndicatorNeed | null;
  /** A count of holders, exemplars or divisions, where the target counts; null while nothing is recorded. */
  readonly count: number | null;
  readonly base: number | null;
  /** Null while nothing is recorded. */
  readonly assessment: Assessment | null;
}

/**
 * Every target of the campaign's year against what was achieved: entered figures, listed exemplars, recorded results.
 * For one division only what is the division's own.
 */
export function targetResults(work: Work, campaign: Campaign, divisionId: number | null): readonly TargetResult[] {
  const values = work.store.indicators.current(campaign.id);
  return campaign.plan.targets
    .filter((target) => target.from <= campaign.year && campaign.year <= target.to)
    .flatMap((target) => {
      const need = indicatorOf(target);
      if (need !== null) return entered(work, target, need, values, divisionId);
      return divisionId === null ? [counted(work, campaign, target)] : [];
    });
}

function entered(
  work: Work,
  target: Target,
  need: IndicatorNeed,
  values: readonly IndicatorValue[],
  divisionId: number | null,
): readonly TargetResult[] {
  // A division is not measured by the agency's figures.
  if (divisionId !== null && !need.perDivision) return [];
  if (need.perDivision && divisionId === null) return [overDivisions(work, target, need, values)];
  const value = standingFigure(values, need.code, divisionId);
  const none = { target, need, value, count: null, base: null };
  if (value?.figure == null) return [{ ...none, value: null, assessment: null }];
  const { actual, base } = actualOf(need.form, value.figure);
  return [{ ...none, assessment: assess(target, actual, base) }];
}

// The whole office: how many divisions reach it, of all; met when all of them do.
function overDivisions(
  work: Work,
  target: Target,
  need: IndicatorNeed,
  values: readonly IndicatorValue[],
): TargetResult {
  const divisions = work.store.divisions.all().filter(({ active }) => active);
  const results = divisions.flatMap(({ id }) => entered(work, target, need, values, id));
  const met = results.filter(({ assessment }) => assessment?.met === true).length;
  const known = results.some(({ assessment }) => assessment !== null);
  const assessment = known ? assess({ ...target, unit: 'achieved' }, met === divisions.length ? UNIT : 0, null) : null;
  return { target, need, value: null, count: known ? met : null, base: divisions.length, assessment };
}

function counted(work: Work, campaign: Campaign, target: Target): TargetResult {
  const count = countOf(work, campaign, target);
  const base = count === null ? null : baseOf(work, campaign, target);
  const assessment = count === null ? null : assess(target, count, base);
  return { target, value: null, need: null, count, base, assessment };
}

/** Years that count for a target: its own year, or its period up to now. */
function yearsOf(target: Target, year: number): { readonly from: number; readonly to: number } {
  return { from: target.yearly ? year : target.from, to: year };
}

// Null while no decision of these years is recorded: nobody has none before the decisions are there.
function countOf(work: Work, campaign: Campaign, target: Target): number | null {
  const { from, to } = yearsOf(target, campaign.year);
  const { measure } = target;
  if (measure.of === 'exemplar') return work.store.exemplars.countRecognised(from, to);
  const results = work.store.yearResults
    .inYears(from, to)
    .filter(({ achievement }) => achievement.kind === kindOf(target));
  if (results.length === 0) return null;
  const holders = new Set<string>();
  for (const { id, holder, achievement } of results) {
    const counts =
      (measure.of === 'title' && achievement.kind === 'title' && achievement.title === measure.title) ||
      (measure.of === 'initiative' && achievement.kind === 'initiative' && achievement.level === measure.level) ||
      (measure.of === 'award' && achievement.kind === 'award' && achievement.award === measure.award) ||
      (measure.of === 'grading' && achievement.kind === 'grade' && reaches(achievement.grade, measure.grade));
    // One person's two initiatives are two; one person's title of two years is one holder.
    if (counts && fits(target, holder.of))
      holders.add(measure.of === 'initiative' ? String(id) : JSON.stringify(holder));
  }
  return holders.size;
}

function kindOf({ measure }: Target): string {
  return measure.of === 'grading' ? 'grade' : measure.of;
}

function fits({ subject }: Target, holder: 'person' | 'division' | 'agency'): boolean {
  if (subject === 'individual') return holder === 'person';
  return subject === 'collective' ? holder === 'division' : holder === 'agency';
}

function reaches(grade: string, wanted: 'good' | 'excellent'): boolean {
  return grade === 'excellent' || grade === wanted;
}

function baseOf(work: Work, campaign: Campaign, target: Target): number | null {
  switch (target.denominator?.base) {
    case 'staff':
      return work.store.members.countActive();
    case 'divisions':
      return work.store.divisions.all().filter(({ active }) => active).length;
    case 'advanced_workers': {
      const { from, to } = yearsOf(target, campaign.year);
      const held = work.store.yearResults
        .inYears(from, to)
        .filter(({ achievement }) => achievement.kind === 'title' && achievement.title === 'advanced_worker');
      return new Set(held.map(({ holder }) => JSON.stringify(holder))).size;
    }
    default:
      return null;
  }
}
