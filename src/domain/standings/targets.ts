import { actualOf, type IndicatorNeed, type IndicatorValue, indicatorOf, standingFigure, UNIT } from '../indicator.ts';
import type { Target } from '../plan.ts';
import { type Assessment, assess } from '../target.ts';
import type { Title } from '../title.ts';
import type { StandingPledge, StandingsFacts } from './facts.ts';
import { type BaseCounts, registeredBase } from './quotas.ts';
import type { Recorded } from './recorded.ts';
import type { Measured, TargetStanding } from './view.ts';

/** What targets are set against. */
export interface TargetFacts extends Pick<StandingsFacts, 'plan' | 'people' | 'divisions' | 'indicators'> {
  /** Pledges that count (`standingPledges`). */
  readonly pledges: readonly StandingPledge[];
  readonly recorded: Recorded;
  /** Whether these are the facts of one division. */
  readonly ofOneDivision: boolean;
}

/**
 * Every target that applies in the plan's year, in the plan's order. For one division what is the agency's is left out,
 * and a ceiling is no verdict: it is the office's.
 */
export function targetStandings(facts: TargetFacts): readonly TargetStanding[] {
  const { plan, ofOneDivision } = facts;
  const registered = registeredCounts(facts.pledges);
  const bases: BaseCounts = {
    staff: facts.people.length,
    divisions: facts.divisions.length,
    individuals: facts.pledges.filter(({ kind }) => kind === 'individual').length,
    advancedWorkers: registered.titles.get('advanced_worker') ?? 0,
  };
  return plan.targets
    .filter(({ from, to }) => from <= plan.year && plan.year <= to)
    .filter((target) => !ofOneDivision || isOfDivisions(target))
    .map((target) => {
      const need = indicatorOf(target);
      const counts = { from: target.yearly ? plan.year : target.from, to: plan.year };
      return {
        target,
        nature: target.ceiling ? 'ceiling' : 'goal',
        registered: registeredFor(facts, target, registered, bases),
        achieved: need === null ? achieved(facts, target, counts) : entered(facts, target, need),
        need,
        value: need === null || need.perDivision !== ofOneDivision ? null : figureFor(facts, need.code),
        counts,
        years: need === null && target.yearly && target.horizon === 'period' ? yearByYear(facts, target) : [],
      };
    });
}

// A division is not measured by the agency's figures.
function isOfDivisions(target: Target): boolean {
  const need = indicatorOf(target);
  return target.subject !== 'agency' && (need === null || need.perDivision);
}

interface Registered {
  readonly titles: ReadonlyMap<Title, number>;
  /** Awards and initiatives that persons registered for, and persons who registered at all. */
  readonly awards: ReadonlyMap<string, number>;
  readonly initiatives: ReadonlyMap<string, number>;
  readonly individuals: number;
}

function registeredCounts(pledges: readonly StandingPledge[]): Registered {
  const titles = new Map<Title, number>();
  const awards = new Map<string, number>();
  const initiatives = new Map<string, number>();
  let individuals = 0;
  for (const { kind, content } of pledges) {
    if (kind === 'individual') individuals += 1;
    for (const title of content?.titles ?? []) titles.set(title, (titles.get(title) ?? 0) + 1);
    const level = content?.initiative?.level;
    if (level !== undefined) initiatives.set(level, (initiatives.get(level) ?? 0) + 1);
    if (kind !== 'individual') continue;
    for (const award of content?.awards ?? []) awards.set(award, (awards.get(award) ?? 0) + 1);
  }
  return { titles, awards, initiatives, individuals };
}

function registeredFor(
  { ofOneDivision }: TargetFacts,
  target: Target,
  registered: Registered,
  bases: BaseCounts,
): Measured | null {
  const count = registeredCount(target, registered);
  if (count === null) return null;
  const base = target.denominator === null ? null : registeredBase(target.denominator.base, bases);
  const assessment = assess(target, count, base);
  return { count, base, assessment: ofOneDivision && target.ceiling ? withoutVerdict(assessment) : assessment };
}

function withoutVerdict({ actualHundredths }: Assessment): Assessment {
  return { met: null, actualHundredths, required: null, ceiling: null, aboveCeiling: false };
}

// What the agency itself strives for nobody registers: its own pledge is the plan.
function registeredCount({ measure, subject }: Target, registered: Registered): number | null {
  if (subject === 'agency') return null;
  if (measure.of === 'title') return registered.titles.get(measure.title) ?? 0;
  if (measure.of === 'initiative') return registered.initiatives.get(measure.level) ?? 0;
  if (measure.of === 'award') return registered.awards.get(measure.award) ?? 0;
  // A pledge is one to do one's tasks well.
  return measure.of === 'grading' ? registered.individuals : null;
}

function achieved(facts: TargetFacts, target: Target, { from, to }: TargetStanding['counts']): Measured | null {
  if (!facts.recorded.knows(target.measure, from, to)) return null;
  const count = facts.recorded.count(target, from, to);
  const base = achievedBase(facts, target, from, to);
  return { count, base, assessment: assess(target, count, base) };
}

function yearByYear(facts: TargetFacts, target: Target): TargetStanding['years'] {
  const years: TargetStanding['years'][number][] = [];
  for (let year = target.from; year <= facts.plan.year; year += 1) {
    const measured = achieved(facts, target, { from: year, to: year });
    if (measured !== null) years.push({ year, ...measured });
  }
  return years;
}

// How many people and divisions there were in an earlier year nobody has recorded.
function achievedBase(facts: TargetFacts, { denominator }: Target, from: number, to: number): number | null {
  switch (denominator?.base) {
    case 'staff':
      return to === facts.plan.year ? facts.people.length : null;
    case 'divisions':
      return to === facts.plan.year ? facts.divisions.length : null;
    case 'advanced_workers':
      return facts.recorded.count(
        { measure: { of: 'title', title: 'advanced_worker' }, subject: 'individual' },
        from,
        to,
      );
    default:
      return null;
  }
}

function figureFor({ indicators, divisions, ofOneDivision }: TargetFacts, code: string): IndicatorValue | null {
  const divisionId = ofOneDivision ? (divisions[0]?.id ?? null) : null;
  return standingFigure(indicators, code, divisionId);
}

function entered(facts: TargetFacts, target: Target, need: IndicatorNeed): Measured | null {
  if (!need.perDivision) return facts.ofOneDivision ? null : measured(target, need, figureFor(facts, need.code));
  if (facts.ofOneDivision) return measured(target, need, figureFor(facts, need.code));
  return overDivisions(facts, target, need);
}

function measured(target: Target, need: IndicatorNeed, value: IndicatorValue | null): Measured | null {
  if (value === null || value.figure === null) return null;
  const { actual, base } = actualOf(need.form, value.figure);
  return { count: actual, base, assessment: assess(target, actual, base) };
}

// The whole office: how many divisions reach it, of all; met when all of them do.
function overDivisions(facts: TargetFacts, target: Target, need: IndicatorNeed): Measured | null {
  const values = new Map(
    facts.indicators.filter(({ code }) => code === need.code).map((value) => [value.divisionId, value]),
  );
  const results = facts.divisions.flatMap(({ id }) => measured(target, need, values.get(id) ?? null) ?? []);
  if (results.length === 0) return null;
  const met = results.filter(({ assessment }) => assessment.met === true).length;
  const all = met === facts.divisions.length ? UNIT : 0;
  return { count: met, base: facts.divisions.length, assessment: assess({ ...target, unit: 'achieved' }, all, null) };
}
