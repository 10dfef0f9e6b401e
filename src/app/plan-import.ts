import type { Plan } from '../domain/plan.ts';
import { diffPlans, type PlanChange } from '../domain/plan-diff.ts';
import { REVIEW_ROUNDS, type ReviewRound } from '../domain/review.ts';
import { audit } from './audit.ts';
import { storeKnownYears } from './calendar-years.ts';
import { replanCampaign } from './due-planning.ts';
import type { Campaign, Work } from './ports.ts';

/** What importing this plan would change; empty when the stored plan of its year is the same. */
export function previewPlan(work: Work, plan: Plan): readonly PlanChange[] {
  return diffPlans(work.store.campaigns.byYear(plan.year)?.plan ?? null, plan);
}

/**
 * Whether importing makes the plan the current one: that of the newest year is. An earlier year's is kept for looking
 * up, unless it is `wanted`, which takes back a plan whose year was wrong.
 */
export function becomesCurrent(work: Work, plan: Plan, wanted = false): boolean {
  return wanted || plan.year >= (work.store.campaigns.current()?.year ?? plan.year);
}

/** Whether importing this plan would change anything: the plan of its year, or which year's plan is the current one. */
export function importChanges(work: Work, plan: Plan, wanted = false): boolean {
  if (previewPlan(work, plan).length > 0) return true;
  return becomesCurrent(work, plan, wanted) && work.store.campaigns.current()?.year !== plan.year;
}

/** Reviews of the current year that are open still, when the plan takes its place: importing it would end them unfrozen. */
export function reviewsCutOff(work: Work, plan: Plan, wanted = false): readonly ReviewRound[] {
  const current = work.store.campaigns.current();
  if (current === null || current.year === plan.year || !becomesCurrent(work, plan, wanted)) return [];
  return REVIEW_ROUNDS.filter((round) => work.store.reviews.find(current.id, round)?.state === 'open');
}

/** Divisions that people belong to and that the plan no longer has: they stay there until a staff list moves them. */
export function divisionsLeft(
  work: Work,
  plan: Plan,
  wanted = false,
): readonly { readonly name: string; readonly people: number }[] {
  if (!becomesCurrent(work, plan, wanted)) return [];
  const { divisions, members } = work.store;
  const kept = new Set(plan.divisions.map(({ code }) => code));
  return divisions
    .all()
    .filter(({ active, code }) => active && !kept.has(code))
    .map(({ id, name }) => ({ name, people: members.activeInDivision(id).length }))
    .filter(({ people }) => people > 0);
}

/** Stores the plan; where it becomes current, makes its divisions the active ones and plans what falls due again. */
export function importPlan(work: Work, plan: Plan, wanted = false): Campaign {
  audit(work, { action: 'plan_imported', actor: null, subject: { kind: 'year', id: plan.year } });
  if (!becomesCurrent(work, plan, wanted)) return work.store.campaigns.savePlan(plan, work.now, false);
  work.store.divisions.replace(plan.divisions);
  const campaign = work.store.campaigns.savePlan(plan, work.now);
  storeKnownYears(work);
  replanCampaign(work);
  return campaign;
}
