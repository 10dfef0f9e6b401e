import { ceilingOf } from '../ceiling.ts';
import type { Plan, TargetBase } from '../plan.ts';
import { quotaLine } from '../quota.ts';
import type { Title } from '../title.ts';
import type { TitleQuota } from './view.ts';

/** What shares are taken of while people register. */
export interface BaseCounts {
  /** Active people. */
  readonly staff: number;
  /** Active divisions. */
  readonly divisions: number;
  /** Individual pledges that were submitted and not withdrawn, and how many of them are for advanced worker. */
  readonly individuals: number;
  readonly advancedWorkers: number;
}

/**
 * The number that a share is taken of; null for what people do not register. At pledging time nobody holds a title yet:
 * the advanced workers that a share is taken of are all staff but those who registered for something else.
 */
export function registeredBase(base: TargetBase, counts: BaseCounts): number | null {
  switch (base) {
    case 'staff':
      return counts.staff;
    case 'divisions':
      return counts.divisions;
    case 'advanced_workers':
      // Whoever has not registered yet may still register for it.
      return Math.max(0, counts.staff - (counts.individuals - counts.advancedWorkers));
    default:
      return null;
  }
}

/** The live quota of a title, null where neither plan nor rule set has a ceiling. */
export function titleQuotaOf(
  plan: Plan,
  title: Title,
  { registered, counts }: { readonly registered: number; readonly counts: BaseCounts },
): TitleQuota | null {
  const ceiling = ceilingOf(plan, title);
  if (ceiling === null) return null;
  const base = registeredBase(ceiling.base, counts) ?? 0;
  const line = quotaLine({ percent: ceiling.percent, base, rounding: ceiling.rounding });
  return { title, registered, line, ceiling };
}
