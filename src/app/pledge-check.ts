import { type Eligibility, eligibility, prerequisitesOf, type UnmetRule } from '../domain/eligibility.ts';
import type { Person } from '../domain/person.ts';
import type { PledgeContent } from '../domain/pledge.ts';
import { ruleSetById } from '../domain/rule-set.ts';
import {
  INITIATIVE_LEVELS,
  type InitiativeLevel,
  isCollectiveTitle,
  isIndividualTitle,
  type PledgeKind,
  type Title,
} from '../domain/title.ts';
import { titlesHeld } from './history.ts';
import type { Campaign, Work } from './ports.ts';
import { countHolders } from './standings.ts';

/** What still stands between a draft and submission. */
export type Shortcoming =
  | { readonly kind: 'no_title' }
  | { readonly kind: 'no_commitment' }
  | { readonly kind: 'unmet'; readonly title: Title; readonly unmet: UnmetRule };

/**
 * Everything missing in a draft under the rule set in force, in the order of the dialogue. What only the records of
 * earlier years could prove never blocks a pledge: see `cautions`.
 */
export function shortcomings(
  work: Work,
  campaign: Campaign,
  person: Person,
  kind: PledgeKind,
  content: PledgeContent,
): readonly Shortcoming[] {
  const missing: Shortcoming[] = [];
  if (content.titles.length === 0 && content.awards.length === 0) missing.push({ kind: 'no_title' });
  for (const { title, unmet } of unmetRules(work, campaign, person, kind, content)) {
    if (!onlyRecordsCanTell(unmet)) missing.push({ kind: 'unmet', title, unmet });
  }
  if (content.commitments.length === 0) missing.push({ kind: 'no_commitment' });
  return missing;
}

/** Rules that the pledge alone cannot meet (years before, colleagues' titles): shown, left to the council. */
export function cautions(
  work: Work,
  campaign: Campaign,
  person: Person,
  kind: PledgeKind,
  content: PledgeContent,
): readonly { readonly title: Title; readonly unmet: UnmetRule }[] {
  return unmetRules(work, campaign, person, kind, content).filter(({ unmet }) => onlyRecordsCanTell(unmet));
}

/** Titles that a chosen title presupposes and that are not chosen. */
export function missingTitles(
  work: Work,
  campaign: Campaign,
  person: Person,
  kind: PledgeKind,
  content: PledgeContent,
): readonly { readonly title: Title; readonly needs: Title }[] {
  return unmetRules(work, campaign, person, kind, content).flatMap(({ title, unmet: { rule } }) => {
    if (rule.kind !== 'title_this_year' && rule.kind !== 'consecutive_titles') return [];
    return content.titles.includes(rule.title) ? [] : [{ title, needs: rule.title }];
  });
}

/** The highest initiative that the chosen titles demand; `alternative` when an excellent grading would do as well. */
export interface InitiativeDemand {
  readonly title: Title;
  readonly level: InitiativeLevel;
  readonly alternative: boolean;
}

/** What the chosen titles demand of an initiative, null when nothing. */
export function initiativeDemand(campaign: Campaign, titles: readonly Title[]): InitiativeDemand | null {
  const ruleSet = ruleSetById(campaign.plan.ruleSet);
  let demand: InitiativeDemand | null = null;
  for (const title of titles) {
    for (const prerequisite of prerequisitesOf(ruleSet, title)) {
      const rules = prerequisite.kind === 'any' ? prerequisite.of : [prerequisite];
      for (const rule of rules) {
        if (rule.kind !== 'initiative') continue;
        const higher =
          demand === null || INITIATIVE_LEVELS.indexOf(rule.level) > INITIATIVE_LEVELS.indexOf(demand.level);
        if (higher) demand = { title, level: rule.level, alternative: prerequisite.kind === 'any' };
      }
    }
  }
  return demand;
}

function unmetRules(work: Work, campaign: Campaign, person: Person, kind: PledgeKind, content: PledgeContent) {
  const ruleSet = ruleSetById(campaign.plan.ruleSet);
  const result: { title: Title; unmet: UnmetRule }[] = [];
  for (const title of content.titles) {
    const answer = pledgingEligibility(work, campaign, person, kind, content, title, ruleSet);
    if (!answer.eligible) for (const unmet of answer.unmet) result.push({ title, unmet });
  }
  return result;
}

function onlyRecordsCanTell({ rule }: UnmetRule): boolean {
  return ['consecutive_titles', 'member_share', 'has_holder', 'no_discipline', 'all_members_completed'].includes(
    rule.kind,
  );
}

function pledgingEligibility(
  work: Work,
  campaign: Campaign,
  person: Person,
  kind: PledgeKind,
  content: PledgeContent,
  title: Title,
  ruleSet: ReturnType<typeof ruleSetById>,
): Eligibility {
  const common = {
    moment: 'pledging' as const,
    year: campaign.year,
    grading: content.grade === null ? null : { grade: content.grade, state: 'pledged' as const },
    // Heads read what this finds, and a disciplinary measure is none of their business.
    discipline: 'none' as const,
    registered: true,
  };
  if (kind === 'individual') {
    return eligibility(ruleSet, title, {
      ...common,
      history: titlesHeld(work, { of: 'person', memberId: person.id }),
      subject: 'individual',
      titles: content.titles.filter(isIndividualTitle),
      initiatives: content.initiative === null ? [] : [{ level: content.initiative.level, state: 'planned' }],
    });
  }
  return eligibility(ruleSet, title, {
    ...common,
    history: titlesHeld(work, { of: 'division', divisionId: person.divisionId }),
    subject: 'collective',
    titles: content.titles.filter(isCollectiveTitle),
    memberCount: work.store.members.activeInDivision(person.divisionId).length,
    holders: countHolders(work, campaign, person.divisionId),
    allMembersCompleted: null,
  });
}
