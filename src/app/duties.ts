import type { Duty } from '../domain/due-plan/kinds.ts';
import { dutyOf } from '../domain/due-plan/kinds.ts';
import { dueKeyPrefix, openingOf } from '../domain/due-plan.ts';
import { holds, type Person } from '../domain/person.ts';
import type { Milestone, Plan } from '../domain/plan.ts';
import { owes } from '../domain/pledge.ts';
import { isReportedOn, dutyOf as reportDuty } from '../domain/review.ts';
import type { EpochMs } from '../lib/clock.ts';
import { instantOfMilestone } from './campaign.ts';
import type { Campaign, Work } from './ports.ts';
import { reportOf, reviewDuty, reviewProgress } from './review.ts';
import { activeDivisions, divisionRegistrations } from './standings.ts';

/** Every duty, in the order of the year. */
export const DUTIES: readonly Duty[] = ['registration', 'preliminary_review', 'final_review', 'dossiers'];

/**
 * How a person stands to a duty: nothing to do, something to hand in, or something that came back; and for a head whose
 * own is in, the division's pledge or report that is missing or came back.
 */
export type DutyStatus = 'nothing' | 'owes' | 'returned' | 'owes_for_division';

/** The milestone with which a duty ends; null where the plan has none. */
export function endOf(
  work: Work,
  campaign: Campaign,
  duty: Duty,
): { readonly milestone: Milestone; readonly at: EpochMs } | null {
  const milestone = campaign.plan.milestones.find(({ kind }) => dutyOf(kind) === duty);
  return milestone === undefined ? null : { milestone, at: instantOfMilestone(milestone, work.zone) };
}

/** Whether a duty can be done now: opened, and not past its end. */
export function isOpen(work: Work, campaign: Campaign, duty: Duty): boolean {
  const end = endOf(work, campaign, duty);
  if (end === null || work.now >= end.at) return false;
  return opensAt(campaign.plan, duty, work.zone) <= work.now;
}

// Asked for every row that falls due, and dear to work out; a plan is never changed, only replaced.
const openings = new WeakMap<Plan, Map<string, EpochMs>>();

function opensAt(plan: Plan, duty: Duty, zone: string): EpochMs {
  const known = openings.get(plan) ?? new Map<string, EpochMs>();
  openings.set(plan, known);
  const place = `${duty} ${zone}`;
  let at = known.get(place);
  if (at === undefined) {
    at = openingOf(plan, duty, zone)?.at ?? 0;
    known.set(place, at);
  }
  return at;
}

/** What a person still owes, asked anew at every use. */
export function statusOf(work: Work, campaign: Campaign, duty: Duty, person: Person): DutyStatus {
  if (!holds(person, 'staff')) return 'nothing';
  const pledge = work.store.pledges.ofMember(campaign.id, person.id);
  switch (duty) {
    case 'registration': {
      if (owes(pledge)) return pledge?.state === 'returned' ? 'returned' : 'owes';
      const led = holds(person, 'head') && owes(work.store.pledges.ofDivision(campaign.id, person.divisionId));
      return led ? 'owes_for_division' : 'nothing';
    }
    case 'preliminary_review':
    case 'final_review': {
      const round = duty === 'final_review' ? 'final' : 'preliminary';
      const own = reviewDuty(work, campaign, round, person);
      if (own === 'owes' || own === 'returned') return own;
      const led = holds(person, 'head') ? reviewDuty(work, campaign, round, person, 'collective') : 'none';
      return led === 'owes' || led === 'returned' ? 'owes_for_division' : 'nothing';
    }
    case 'dossiers': {
      // A dossier is written for a title above the yearly one, or for a commendation.
      const content = pledge !== null && !owes(pledge) ? pledge.content : null;
      const wanted = content !== null && (content.awards.length > 0 || content.titles.some(needsDossier));
      const end = wanted ? endOf(work, campaign, duty) : null;
      return end === null || isDeclaredDone(work, campaign, person, end.milestone.code) ? 'nothing' : 'owes';
    }
  }
}

function needsDossier(title: string): boolean {
  return title !== 'advanced_worker' && title !== 'advanced_labour_collective';
}

/** Duties whose time is over and that the person has not done, as far as the bot knows, in the order of the year. */
export function missedDuties(
  work: Work,
  campaign: Campaign,
  person: Person,
): readonly { readonly duty: Duty; readonly at: EpochMs }[] {
  return DUTIES.flatMap((duty) => {
    const end = endOf(work, campaign, duty);
    if (end === null || work.now < end.at) return [];
    return isMissed(work, campaign, duty, person) ? [{ duty, at: end.at }] : [];
  });
}

// Of a round that takes no more reports the duty itself says nothing.
function isMissed(work: Work, campaign: Campaign, duty: Duty, person: Person): boolean {
  if (duty === 'registration' || duty === 'dossiers') return OWN.has(statusOf(work, campaign, duty, person));
  const review = work.store.reviews.find(campaign.id, duty === 'final_review' ? 'final' : 'preliminary');
  if (review === null || !isReportedOn(work.store.pledges.ofMember(campaign.id, person.id))) return false;
  const report = reportDuty(reportOf(work, review, person, 'individual'));
  return report === 'owes' || report === 'returned';
}

/** Whether the person said that something is done which the bot cannot see. */
export function isDeclaredDone(work: Work, campaign: Campaign, person: Person, milestone: string): boolean {
  const prefix = dueKeyPrefix(campaign.year, 'declared_done', person.id);
  return work.store.dueItems.withPrefix(prefix).some((item) => item.milestone === milestone);
}

/** How far one division is with a duty. */
export interface DutyProgress {
  readonly name: string;
  readonly people: number;
  readonly owing: readonly Person[];
}

/** How far every active division is with a duty. */
export function dutyProgress(work: Work, campaign: Campaign, duty: Duty): readonly DutyProgress[] {
  switch (duty) {
    case 'registration':
      return divisionRegistrations(work, campaign).map(({ name, counts, owing }) => {
        return { name, people: counts.people, owing };
      });
    case 'preliminary_review':
      return reviewProgress(work, campaign, 'preliminary');
    case 'final_review':
      return reviewProgress(work, campaign, 'final');
    case 'dossiers':
      return activeDivisions(work.store).map(({ id, name }) => {
        const owing = owingInDivision(work, campaign, duty, id);
        return { name, people: owing.length, owing };
      });
  }
}

/** Those of a division who still owe something of their own, by name. */
export function owingInDivision(work: Work, campaign: Campaign, duty: Duty, divisionId: number): readonly Person[] {
  return work.store.members
    .activeInDivision(divisionId)
    .filter((person) => OWN.has(statusOf(work, campaign, duty, person)));
}

const OWN: ReadonlySet<DutyStatus> = new Set(['owes', 'returned']);
