import { unreachable } from '../lib/result.ts';
import type { Facts } from './eligibility.ts';
import { timesInARow } from './history.ts';
import { type Condition, DISCIPLINES, GRADES } from './rule-set.ts';
import { INITIATIVE_LEVELS, type IndividualTitle, type Title } from './title.ts';

/** What looking a condition up in the facts gave. */
export interface Finding {
  readonly holds: boolean;
  /** What was counted, where the condition counts something. */
  readonly counted: { readonly count: number; readonly of: number } | null;
}

/** Looks one condition up in the facts; what only people can weigh holds as far as records go. */
export function checkCondition(condition: Condition, facts: Facts): Finding {
  switch (condition.kind) {
    case 'title_this_year':
      return plain(holdsThisYear(facts, condition.title));
    case 'grading_at_least':
      return plain(gradingAtLeast(facts, condition.grade));
    case 'initiative':
      return plain(hasInitiative(facts, condition.level));
    case 'consecutive_titles':
      return consecutive(facts, condition);
    case 'no_discipline':
      return plain(DISCIPLINES.indexOf(facts.discipline) < DISCIPLINES.indexOf(condition.from));
    case 'registered':
      return plain(facts.moment === 'pledging' || facts.registered);
    case 'member_share':
      return memberShare(facts, condition);
    case 'has_holder':
      return plain(holders(facts, condition.title) > 0);
    case 'all_members_completed':
      return plain(allMembersCompleted(facts));
    case 'judged':
      return plain(true);
    default:
      return unreachable(condition);
  }
}

function plain(holds: boolean): Finding {
  return { holds, counted: null };
}

function holdsThisYear(facts: Facts, title: Title): boolean {
  const titles: readonly Title[] = facts.titles;
  return titles.includes(title);
}

// Nobody has a grade when pledging, and every pledge promises to do the work well: up to "good" it is taken as given,
// "excellent" has to be pledged in so many words.
function gradingAtLeast(facts: Facts, wanted: (typeof GRADES)[number]): boolean {
  const { grading, moment } = facts;
  if (moment === 'nomination' && grading?.state !== 'known') return false;
  const grade = grading?.grade ?? 'good';
  return GRADES.indexOf(grade) >= GRADES.indexOf(wanted);
}

function hasInitiative(facts: Facts, level: (typeof INITIATIVE_LEVELS)[number]): boolean {
  if (facts.subject === 'collective') return false;
  return facts.initiatives.some(
    (initiative) =>
      (facts.moment === 'pledging' || initiative.state === 'recognised') &&
      INITIATIVE_LEVELS.indexOf(initiative.level) >= INITIATIVE_LEVELS.indexOf(level),
  );
}

function consecutive(
  facts: Facts,
  wanted: { readonly title: Title; readonly times: number; readonly everyYears: number },
): Finding {
  const inARow = timesInARow(facts.history, wanted.title, facts.year, wanted.everyYears);
  const now = holdsThisYear(facts, wanted.title);
  const count = Math.min(inARow + (now ? 1 : 0), wanted.times);
  return { holds: now && count === wanted.times, counted: { count, of: wanted.times } };
}

function memberShare(
  facts: Facts,
  wanted: { readonly title: IndividualTitle; readonly comparator: '>=' | '>'; readonly percent: number },
): Finding {
  const of = facts.subject === 'collective' ? facts.memberCount : 0;
  const count = holders(facts, wanted.title);
  const [share, least] = [100 * count, wanted.percent * of];
  return { holds: of > 0 && (wanted.comparator === '>' ? share > least : share >= least), counted: { count, of } };
}

function holders(facts: Facts, title: IndividualTitle): number {
  return facts.subject === 'collective' ? (facts.holders[title] ?? 0) : 0;
}

function allMembersCompleted(facts: Facts): boolean {
  if (facts.subject === 'individual') return false;
  return facts.allMembersCompleted ?? facts.moment === 'pledging';
}
