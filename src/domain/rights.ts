import type { Role } from './member.ts';
import { holds, type Person } from './person.ts';

/** By what somebody has a right: a role of the staff list, or the chair of the council. */
export type Ground = Role | 'chair';

/** How far a right reaches: over the whole office, or over what belongs to the own division. */
export type Reach = 'office' | 'division';

type Grounds = Partial<Readonly<Record<Ground, Reach>>>;

/**
 * Every right that goes beyond the own matters, by its code, and who has it. What also asks for an owner, a state or a
 * frozen roll asks for that beside it, where the action is: docs/rights.md shows what all of it comes to.
 */
export const RIGHTS = {
  /** The desk: staff list, one-time codes, progress and delivery problems. */
  administer: { secretary: 'office', admin: 'office' },
  /** Who did what when. */
  read_audit: { secretary: 'office', admin: 'office' },
  /** Decide on pledges, reports and proposals that wait; a leader only where the one secretary may not. */
  decide: { head: 'division', secretary: 'office', leader: 'office' },
  /** Let somebody hand in after the deadline. */
  permit_late: { secretary: 'office' },
  /** Open and close a review by hand. */
  run_reviews: { secretary: 'office' },
  read_reports: { secretary: 'office', head: 'division' },
  /** Targets, counts and the names of those who still owe. */
  read_standings: { secretary: 'office', leader: 'office', head: 'division' },
  read_digests: { secretary: 'office', leader: 'office' },
  /** The digest by direct message, where no group gets it. */
  receive_digest: { leader: 'office' },
  resend_digest: { secretary: 'office' },
  read_exemplars: { secretary: 'office', leader: 'office', head: 'division' },
  /** The list of what was accepted, and taking something off it. */
  keep_exemplars: { secretary: 'office' },
  enter_figures: { secretary: 'office' },
  /** Results and disciplinary measures of the years with their decisions. */
  keep_results: { secretary: 'office' },
  read_discipline: { secretary: 'office' },
  /** Take the name of somebody who left away before its time. */
  anonymise: { secretary: 'office' },
  /** Leave of others. */
  keep_leave: { secretary: 'office' },
  order_reminders: { secretary: 'office' },
  /** Reminders that name those who owe. */
  receive_division_list: { head: 'division' },
  receive_office_list: { secretary: 'office' },
  /** Say which group is the leadership group. */
  bind_group: { secretary: 'office' },
  /** Draw up a voting round, and record open votes. */
  prepare_elections: { secretary: 'office' },
  /** Open, close, publish and call off a voting round. */
  run_elections: { secretary: 'office', chair: 'office' },
  /** The record and the minutes of a count. */
  read_counts: { secretary: 'office', chair: 'office', teller: 'office' },
  /** Compare paper totals and results with the sheets. */
  check_counts: { teller: 'office' },
} as const satisfies Readonly<Record<string, Grounds>>;

/** An action's right, by its code. */
export type Right = keyof typeof RIGHTS;

/** How far somebody's right reaches, by who they are now; null where they have none, as everybody who left. */
export function reachOf(person: Person, right: Right): Reach | null {
  const grounds: Grounds = RIGHTS[right];
  const standing = (Object.keys(grounds) as Ground[]).filter((ground) => stands(person, ground));
  if (standing.some((ground) => grounds[ground] === 'office')) return 'office';
  return standing.length > 0 ? 'division' : null;
}

/** Whether somebody has a right at all, by who they are now. */
export function may(person: Person, right: Right): boolean {
  return reachOf(person, right) !== null;
}

/** Whether somebody has a right over what belongs to a division; null: over the whole office. */
export function mayOver(person: Person, right: Right, divisionId: number | null): boolean {
  const reach = reachOf(person, right);
  return reach === 'office' || (reach === 'division' && divisionId === person.divisionId);
}

/** Of how much somebody has a right: of one division, of everything (null inside), or of nothing. */
export function rightScope(person: Person, right: Right): { readonly divisionId: number | null } | null {
  const reach = reachOf(person, right);
  return reach === null ? null : { divisionId: reach === 'office' ? null : person.divisionId };
}

function stands(person: Person, ground: Ground): boolean {
  return ground === 'chair' ? person.active && person.councilPost === 'chair' : holds(person, ground);
}
