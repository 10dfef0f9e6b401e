import type { Plan, Target } from './plan.ts';
import { type Cap, type CapBase, ruleSetById } from './rule-set.ts';
import type { Title } from './title.ts';

/** The most that may receive a title in the plan's year, and who says so: the plan's target or the rule set's cap. */
export interface Ceiling {
  readonly percent: number;
  readonly base: CapBase;
  readonly rounding: 'floor';
  readonly from: { readonly target: Target } | { readonly cap: Cap };
}

/**
 * The ceiling on a title: the plan's own where it sets one (the import refuses one above the rule set's cap), else the
 * rule set's, else null.
 */
export function ceilingOf(plan: Plan, title: Title): Ceiling | null {
  for (const target of plan.targets) {
    const { measure, denominator, figure } = target;
    if (!target.ceiling || measure.of !== 'title' || measure.title !== title || figure === null) continue;
    const base = capBase(denominator?.base);
    const applies = target.horizon === 'year' || target.yearly;
    if (base !== null && applies) return { percent: figure, base, rounding: 'floor', from: { target } };
  }
  const { cap } = ruleSetById(plan.ruleSet).titles[title];
  return cap === null ? null : { percent: cap.percent, base: cap.base, rounding: cap.rounding, from: { cap } };
}

function capBase(base: string | undefined): CapBase | null {
  return base === 'advanced_workers' || base === 'staff' || base === 'divisions' ? base : null;
}
