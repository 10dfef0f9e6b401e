import { type Eligibility, eligibility, prerequisitesOf, type UnmetRule } from '../domain/eligibility.ts';
import { holds, type Person } from '../domain/person.ts';
import {
  changeable,
  EMPTY_CONTENT,
  type EndorsementRoute,
  endorsementRoute,
  type Pledge,
  type PledgeContent,
  type RegistrationWindow,
  sameContent,
  type WindowError,
} from '../domain/pledge.ts';
import { ruleSetById } from '../domain/rule-set.ts';
import {
  COLLECTIVE_TITLES,
  type CollectiveTitle,
  INDIVIDUAL_TITLES,
  INITIATIVE_LEVELS,
  type IndividualTitle,
  type InitiativeLevel,
  type PledgeKind,
  type Title,
} from '../domain/title.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { registrationWindow } from './campaign.ts';
import type { Campaign, Work } from './ports.ts';
import { countHolders } from './standings.ts';

/** Whose pledge is meant: one's own, or one's division's. */
export type Subject = { readonly kind: PledgeKind };

export type RegistrationError = WindowError | 'no_campaign' | 'not_allowed' | 'no_pledge';

/** A person's or division's place in the current campaign. */
export interface Registration {
  readonly campaign: Campaign;
  readonly window: RegistrationWindow;
  readonly kind: PledgeKind;
  readonly pledge: Pledge | null;
  /** The person's own or the division's pledge of the year before, for copying. */
  readonly lastYear: PledgeContent | null;
}

/** Looks up a registration; only a division's head may see to the division's. */
export function findRegistration(
  work: Work,
  person: Person,
  kind: PledgeKind,
): Result<Registration, RegistrationError> {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  if (kind === 'collective' && !holds(person, 'head')) return err('not_allowed');
  const pledge = pledgeOf(work, campaign, person, kind);
  return ok({ campaign, window: registrationWindow(campaign.plan, work.zone), kind, pledge, lastYear: null });
}

/** The content of last year's pledge as far as it can be promised again: titles and own words, no initiative. */
export function lastYearsContent(
  work: Work,
  campaign: Campaign,
  person: Person,
  kind: PledgeKind,
): PledgeContent | null {
  const before = work.store.campaigns.byYear(campaign.year - 1);
  if (before === null) return null;
  const content = pledgeOf(work, before, person, kind)?.content ?? null;
  if (content === null) return null;
  const offered = new Set(campaign.plan.commitments.map((option) => option.code));
  return {
    ...content,
    // An initiative is recognised once: promising the same one again would be a mistake.
    initiative: null,
    commitments: content.commitments.map((commitment) =>
      commitment.code !== null && !offered.has(commitment.code) ? { ...commitment, code: null } : commitment,
    ),
  };
}

function pledgeOf(work: Work, campaign: Campaign, person: Person, kind: PledgeKind): Pledge | null {
  return kind === 'individual'
    ? work.store.pledges.ofMember(campaign.id, person.id)
    : work.store.pledges.ofDivision(campaign.id, person.divisionId);
}

/** Opens a draft: the given content, what was submitted, or an empty sheet; an existing draft is kept unless replaced. */
export function openDraft(
  work: Work,
  person: Person,
  kind: PledgeKind,
  replaceWith: PledgeContent | null,
): Result<{ readonly pledgeId: number; readonly content: PledgeContent }, RegistrationError> {
  const found = findRegistration(work, person, kind);
  if (!found.ok) return found;
  const { campaign, window, pledge } = found.value;
  const open = changeable(window, pledge, work.now);
  if (!open.ok) return open;
  const content = replaceWith ?? pledge?.draft ?? pledge?.content ?? EMPTY_CONTENT;
  if (pledge === null) {
    const pledgeId = work.store.pledges.create({
      campaignId: campaign.id,
      kind,
      memberId: kind === 'individual' ? person.id : null,
      divisionId: person.divisionId,
      draft: content,
      now: work.now,
    });
    return ok({ pledgeId, content });
  }
  work.store.pledges.saveDraft(pledge.id, content, work.now);
  return ok({ pledgeId: pledge.id, content });
}

/** Saves the draft at an answer. */
export function saveDraft(work: Work, pledgeId: number, content: PledgeContent): void {
  work.store.pledges.saveDraft(pledgeId, content, work.now);
}

/** Throws the draft away; what was submitted stays. */
export function discardDraft(work: Work, pledgeId: number): void {
  work.store.pledges.saveDraft(pledgeId, null, work.now);
}

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
    discipline: 'none' as const,
    history: [],
    registered: true,
  };
  if (kind === 'individual') {
    return eligibility(ruleSet, title, {
      ...common,
      subject: 'individual',
      titles: content.titles.filter(isIndividualTitle),
      initiatives: content.initiative === null ? [] : [{ level: content.initiative.level, state: 'planned' }],
    });
  }
  return eligibility(ruleSet, title, {
    ...common,
    subject: 'collective',
    titles: content.titles.filter(isCollectiveTitle),
    memberCount: work.store.members.activeInDivision(person.divisionId).length,
    holders: countHolders(work, campaign, person.divisionId),
    allMembersCompleted: null,
  });
}

function isIndividualTitle(title: Title): title is IndividualTitle {
  return (INDIVIDUAL_TITLES as readonly Title[]).includes(title);
}

function isCollectiveTitle(title: Title): title is CollectiveTitle {
  return (COLLECTIVE_TITLES as readonly Title[]).includes(title);
}

export interface Submitted {
  readonly pledge: Pledge;
  readonly version: number;
  readonly amended: boolean;
  /** Nothing differs from the version that stands: nothing was stored. */
  readonly unchanged: boolean;
  readonly route: EndorsementRoute;
  readonly heads: readonly Person[];
}

export type SubmitError = RegistrationError | 'pledge_incomplete' | 'nothing_to_submit';

/** Submits the draft as a new version, which then waits for endorsement again. */
export function submit(work: Work, person: Person, kind: PledgeKind): Result<Submitted, SubmitError> {
  const found = findRegistration(work, person, kind);
  if (!found.ok) return found;
  const { campaign, window, pledge } = found.value;
  if (pledge === null || pledge.draft === null) return err('nothing_to_submit');
  const open = changeable(window, pledge, work.now);
  if (!open.ok) return open;
  if (shortcomings(work, campaign, person, kind, pledge.draft).length > 0) return err('pledge_incomplete');
  const heads = headsOf(work, pledge.divisionId);
  const route = endorsementRoute(pledge, kind === 'individual' ? person : null, heads);
  const standing = pledge.state === 'submitted' || pledge.state === 'endorsed' || pledge.state === 'accepted';
  if (standing && pledge.content !== null && sameContent(pledge.content, pledge.draft)) {
    discardDraft(work, pledge.id);
    return ok({ pledge, version: pledge.version, amended: false, unchanged: true, route, heads });
  }
  const version = work.store.pledges.saveVersion(pledge, pledge.draft, person.id, work.now);
  const amended = version > 1;
  const action = amended ? 'amended' : 'submitted';
  work.store.pledges.record(pledge.id, { at: work.now, actorId: person.id, action, version, note: null });
  return ok({ pledge, version, amended, unchanged: false, route, heads });
}

/** Withdraws a submitted pledge while the window is open; its versions stay on record. */
export function withdraw(work: Work, person: Person, kind: PledgeKind): Result<Pledge, RegistrationError> {
  const found = findRegistration(work, person, kind);
  if (!found.ok) return found;
  const { window, pledge } = found.value;
  if (pledge === null || pledge.version === 0 || pledge.state === 'withdrawn') return err('no_pledge');
  const open = changeable(window, pledge, work.now);
  if (!open.ok) return open;
  work.store.pledges.setState(pledge.id, 'withdrawn', work.now);
  work.store.pledges.saveDraft(pledge.id, null, work.now);
  const { version } = pledge;
  work.store.pledges.record(pledge.id, { at: work.now, actorId: person.id, action: 'withdrawn', version, note: null });
  return ok(pledge);
}

/** The active heads of a division. */
export function headsOf(work: Work, divisionId: number): readonly Person[] {
  return work.store.members.activeInDivision(divisionId).filter((person) => holds(person, 'head'));
}
