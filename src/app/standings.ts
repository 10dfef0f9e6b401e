import { type Ceiling, ceilingOf } from '../domain/ceiling.ts';
import type { Person } from '../domain/person.ts';
import type { Target } from '../domain/plan.ts';
import type { Pledge, PledgeState } from '../domain/pledge.ts';
import { type QuotaLine, quotaLine } from '../domain/quota.ts';
import { type Assessment, assess } from '../domain/target.ts';
import { INDIVIDUAL_TITLES, type IndividualTitle, type Title } from '../domain/title.ts';
import type { Campaign, Work } from './ports.ts';

/** How many have registered for a title, against its ceiling. */
export interface TitleQuota {
  readonly title: Title;
  readonly registered: number;
  readonly line: QuotaLine;
  readonly ceiling: Ceiling;
}

/**
 * The live quota of a title, null where neither plan nor rule set has a ceiling. At pledging time nobody holds a title
 * yet: the advanced workers that a share is taken of are all staff but those who registered for something else.
 */
export function titleQuota(work: Work, campaign: Campaign, title: Title): TitleQuota | null {
  const ceiling = ceilingOf(campaign.plan, title);
  if (ceiling === null) return null;
  const base = ceilingBase(work, campaign, ceiling);
  const line = quotaLine({ percent: ceiling.percent, base, rounding: ceiling.rounding });
  return { title, registered: work.store.pledges.countTitle(campaign.id, title), line, ceiling };
}

function ceilingBase(work: Work, campaign: Campaign, ceiling: Ceiling): number {
  const { members, pledges } = work.store;
  if (ceiling.base === 'staff') return members.countActive();
  if (ceiling.base === 'advanced_workers') {
    const registered = pledges.countTitle(campaign.id, 'advanced_worker');
    return expectedAdvancedWorkers(members.countActive(), pledges.countIndividuals(campaign.id), registered);
  }
  return work.store.divisions.all().filter((division) => division.active).length;
}

// Whoever has not registered yet may still register for it.
function expectedAdvancedWorkers(staff: number, individualPledges: number, registered: number): number {
  return Math.max(0, staff - (individualPledges - registered));
}

/** How many of a division registered for each individual title. */
export function countHolders(
  work: Work,
  campaign: Campaign,
  divisionId: number,
): Partial<Record<IndividualTitle, number>> {
  const holders: Partial<Record<IndividualTitle, number>> = {};
  for (const pledge of standing(work, campaign, divisionId)) {
    if (pledge.kind !== 'individual') continue;
    for (const title of INDIVIDUAL_TITLES) {
      if (pledge.content?.titles.includes(title)) holders[title] = (holders[title] ?? 0) + 1;
    }
  }
  return holders;
}

function standing(work: Work, campaign: Campaign, divisionId: number | undefined): readonly Pledge[] {
  return work.store.pledges.inStates(campaign.id, ['submitted', 'endorsed', 'accepted', 'returned'], divisionId);
}

export interface DivisionProgress {
  readonly divisionId: number;
  readonly name: string;
  readonly people: number;
  readonly byState: Readonly<Record<PledgeState, number>>;
  /** Active people without a submitted pledge, by name. */
  readonly owing: readonly Person[];
}

/** Registration progress of every active division. */
export function progressByDivision(work: Work, campaign: Campaign): readonly DivisionProgress[] {
  const people = byDivision(work.store.members.active());
  const pledges = new Map(
    work.store.pledges
      .all(campaign.id)
      .filter((pledge) => pledge.kind === 'individual')
      .map((pledge) => [pledge.memberId, pledge]),
  );
  return work.store.divisions
    .all()
    .filter((division) => division.active)
    .map((division) => {
      const members = people.get(division.id) ?? [];
      const byState = { draft: 0, submitted: 0, endorsed: 0, accepted: 0, returned: 0, withdrawn: 0 };
      for (const person of members) {
        const pledge = pledges.get(person.id);
        if (pledge !== undefined) byState[pledge.state] += 1;
      }
      const owing = members.filter((person) => owes(pledges.get(person.id) ?? null));
      return { divisionId: division.id, name: division.name, people: members.length, byState, owing };
    });
}

function byDivision(people: readonly Person[]): ReadonlyMap<number, readonly Person[]> {
  const divisions = new Map<number, Person[]>();
  for (const person of people) {
    const members = divisions.get(person.divisionId);
    if (members === undefined) divisions.set(person.divisionId, [person]);
    else members.push(person);
  }
  return divisions;
}

/** Whether the owner of this pledge still has to do something before the deadline. */
export function owes(pledge: Pledge | null): boolean {
  return pledge === null || pledge.state === 'draft' || pledge.state === 'returned' || pledge.state === 'withdrawn';
}

/** A target of the plan with what is registered towards it; `assessment` null where registration says nothing. */
export interface TargetStanding {
  readonly target: Target;
  readonly registered: number | null;
  readonly base: number | null;
  readonly assessment: Assessment | null;
}

/** Every target of the current plan against what is registered now, optionally for one division's people. */
export function registeredAgainstTargets(
  work: Work,
  campaign: Campaign,
  divisionId: number | null,
): readonly TargetStanding[] {
  const pledges = standing(work, campaign, divisionId ?? undefined);
  const count = (title: Title) => pledges.filter((pledge) => pledge.content?.titles.includes(title)).length;
  const staff = work.store.members
    .active()
    .filter((person) => divisionId === null || person.divisionId === divisionId).length;
  const individuals = pledges.filter((pledge) => pledge.kind === 'individual').length;
  const bases = {
    staff,
    advanced_workers: expectedAdvancedWorkers(staff, individuals, count('advanced_worker')),
    divisions: divisionId === null ? work.store.divisions.all().filter((division) => division.active).length : 1,
  };
  return campaign.plan.targets.map((target): TargetStanding => {
    const registered = registeredFor(target, pledges, count);
    const baseName = target.denominator?.base;
    const base =
      baseName === 'staff' || baseName === 'advanced_workers' || baseName === 'divisions' ? bases[baseName] : null;
    if (registered === null) return { target, registered, base, assessment: null };
    return { target, registered, base, assessment: assess(target, registered, base) };
  });
}

function registeredFor(target: Target, pledges: readonly Pledge[], count: (title: Title) => number): number | null {
  const { measure } = target;
  if (measure.of === 'title') return count(measure.title);
  if (measure.of === 'initiative') {
    return pledges.filter((pledge) => pledge.content?.initiative?.level === measure.level).length;
  }
  if (measure.of === 'award' && measure.holder === 'individual') {
    return pledges.filter((pledge) => pledge.kind === 'individual' && pledge.content?.awards.includes(measure.award))
      .length;
  }
  if (measure.of === 'grading' && measure.holder === 'individual') {
    return pledges.filter((pledge) => pledge.kind === 'individual').length;
  }
  return null;
}
