import type { Milestone, MilestoneKind, Plan } from '../domain/plan.ts';
import type { RegistrationWindow } from '../domain/pledge.ts';
import type { EpochMs } from '../lib/clock.ts';
import { daysBetween, instantOf, localTime } from '../lib/office-time.ts';
import type { Work } from './ports.ts';

/** The registration window of a plan on the office's clock; a plan always has both milestones (intake checks it). */
export function registrationWindow(plan: Plan, zone: string): RegistrationWindow {
  // Turning an office's date into an instant takes a tenth of a millisecond, and every registration asks several times;
  // a plan is never changed, only replaced.
  const known = windows.get(plan);
  if (known?.zone === zone) return known.window;
  const window = {
    opensAt: milestoneInstant(plan, 'registration_opens', zone),
    closesAt: milestoneInstant(plan, 'registration_closes', zone),
  };
  windows.set(plan, { zone, window });
  return window;
}

const windows = new WeakMap<Plan, { readonly zone: string; readonly window: RegistrationWindow }>();

/** The instant of a milestone on the office's clock. */
export function instantOfMilestone(milestone: Milestone, zone: string): EpochMs {
  const known = instants.get(milestone);
  if (known?.zone === zone) return known.at;
  const at = instantOf(milestone.date, milestone.time, zone);
  instants.set(milestone, { zone, at });
  return at;
}

const instants = new WeakMap<Milestone, { readonly zone: string; readonly at: EpochMs }>();

function milestoneInstant(plan: Plan, kind: MilestoneKind, zone: string): EpochMs {
  const milestone = plan.milestones.find((candidate) => candidate.kind === kind);
  if (milestone === undefined) throw new Error(`plan without milestone ${kind}`);
  return instantOfMilestone(milestone, zone);
}

export interface ScheduleEntry {
  readonly milestone: Milestone;
  readonly at: EpochMs;
  /** Whole days on the office's calendar, negative once it is past. */
  readonly daysLeft: number;
}

/** The plan's milestones in time order with the days left. */
export function schedule(work: Work): readonly ScheduleEntry[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  const today = localTime(work.now, work.zone).date;
  return campaign.plan.milestones
    .map((milestone) => ({
      milestone,
      at: instantOfMilestone(milestone, work.zone),
      daysLeft: daysBetween(today, milestone.date),
    }))
    .sort((left, right) => left.at - right.at);
}
