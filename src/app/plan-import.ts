import type { Plan } from '../domain/plan.ts';
import { diffPlans, type PlanChange } from '../domain/plan-diff.ts';
import { storeKnownYears } from './calendar-years.ts';
import { replanCampaign } from './due-planning.ts';
import type { Campaign, Work } from './ports.ts';

/** What importing this plan would change; empty when the stored plan of its year is the same. */
export function previewPlan(work: Work, plan: Plan): readonly PlanChange[] {
  return diffPlans(work.store.campaigns.byYear(plan.year)?.plan ?? null, plan);
}

/** Whether importing this plan would change anything: the plan of its year, or which year's plan is the current one. */
export function importChanges(work: Work, plan: Plan): boolean {
  return previewPlan(work, plan).length > 0 || work.store.campaigns.current()?.year !== plan.year;
}

/** Stores the plan, makes its divisions the active ones and plans everything that falls due again. */
export function importPlan(work: Work, plan: Plan): Campaign {
  work.store.divisions.replace(plan.divisions);
  const campaign = work.store.campaigns.savePlan(plan, work.now);
  storeKnownYears(work);
  replanCampaign(work);
  return campaign;
}
