import { ceilingOf } from '../domain/ceiling.ts';
import { eligibility, prerequisitesOf, type UnmetRule } from '../domain/eligibility.ts';
import type { Pledge } from '../domain/pledge.ts';
import { type QuotaLine, quotaLine } from '../domain/quota.ts';
import { type Rule, ruleSetById } from '../domain/rule-set.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES, isIndividualTitle, type Title } from '../domain/title.ts';
import { compareNames } from '../lib/vietnamese.ts';
import {
  collectiveFacts,
  type NominationRecords,
  nominationRecords,
  personFacts,
  titlesThisYear,
} from './nomination-facts.ts';
import type { Campaign, Work } from './ports.ts';
import { titleQuota } from './standings.ts';

/**
 * How an unmet rule can be dealt with. `unrecorded`: nothing says that it is not met, the record is only not there yet;
 * gradings and initiatives are often decided in the very session that votes. Then the secretary may nominate with a reason,
 * which goes into the record and the minutes: whether it is met is for the council to know. `contradicted`: a record says
 * that it is not met. Then the record is corrected first, or nobody is nominated: a reason beside a record that says the
 * opposite would let the council vote on what the law rules out. `barred`: a disciplinary measure, which no reason lifts.
 */
export type GapKind = 'unrecorded' | 'contradicted' | 'barred';

export interface Gap {
  readonly kind: GapKind;
  readonly unmet: UnmetRule;
}

/** Whether a candidate can be put on the ballot: at once, with a reason, or not. */
export type CandidateStanding = 'eligible' | 'needs_reason' | 'excluded';

/** Somebody whose accepted pledge names a title on which the council has yet to decide. */
export interface Candidate {
  readonly title: Title;
  /** Staff code, or code of the division. */
  readonly code: string;
  readonly name: string;
  readonly division: string;
  readonly standing: CandidateStanding;
  /** Every rule that is not met, with its ground: for the secretary alone, since one may tell of a disciplinary measure. */
  readonly gaps: readonly Gap[];
}

/** Candidates for a title by name; who already has it this year, or passed in an earlier round, is none. */
export function candidatesFor(work: Work, campaign: Campaign, title: Title): readonly Candidate[] {
  return candidatesIn(nominationRecords(work, campaign), title);
}

/** Titles that somebody may be put forward for, lowest first, with their candidates. */
export function allCandidates(
  work: Work,
  campaign: Campaign,
): readonly { readonly title: Title; readonly candidates: readonly Candidate[] }[] {
  const records = nominationRecords(work, campaign);
  return [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES]
    .map((title) => ({ title, candidates: candidatesIn(records, title) }))
    .filter(({ candidates }) => candidates.length > 0);
}

function candidatesIn(records: NominationRecords, title: Title): readonly Candidate[] {
  const { work, campaign } = records;
  return work.store.pledges
    .inStates(campaign.id, ['accepted'])
    .filter(({ content }) => content?.titles.includes(title) === true)
    .flatMap((pledge) => candidateOf(records, pledge, title) ?? [])
    .toSorted((left, right) => compareNames(left.name, right.name) || (left.code < right.code ? -1 : 1));
}

function candidateOf(records: NominationRecords, pledge: Pledge, title: Title): Candidate | null {
  const subject = subjectOf(records, pledge);
  if (subject === null) return null;
  const { facts, ...named } = subject;
  const titles: readonly Title[] = facts.titles;
  if (titles.includes(title)) return null;
  const gaps = gapsOf(records, named.code, facts, title);
  return { ...named, title, gaps, standing: standingOf(gaps) };
}

/** What is not met, a disciplinary measure that the titles below rule out among it. */
function gapsOf(records: NominationRecords, code: string, facts: Facts, title: Title): readonly Gap[] {
  const ruleSet = ruleSetById(records.campaign.plan.ruleSet);
  const answer = eligibility(ruleSet, title, facts);
  const gaps = answer.eligible
    ? []
    : answer.unmet.map((unmet) => ({ unmet, kind: gapKind(records, code, facts, unmet) }));
  if (gaps.some(({ kind }) => kind === 'barred')) return gaps;
  // A title rests on the one below it, and so on what rules that one out, also where it was recorded before.
  const below = prerequisitesOf(ruleSet, title).flatMap((rule) =>
    rule.kind === 'title_this_year' || rule.kind === 'consecutive_titles' ? [rule.title] : [],
  );
  const barred = below.flatMap((lower) => gapsOf(records, code, facts, lower)).find(({ kind }) => kind === 'barred');
  return barred === undefined ? gaps : [...gaps, barred];
}

function subjectOf(records: NominationRecords, { kind, memberId, divisionId }: Pledge) {
  const { store } = records.work;
  if (kind === 'individual') {
    const person = memberId === null ? null : store.members.byId(memberId);
    if (person?.active !== true) return null;
    return {
      code: person.code,
      name: person.fullName,
      division: person.divisionName,
      facts: personFacts(records, person),
    };
  }
  const division = store.divisions.all().find(({ id, active }) => id === divisionId && active);
  if (division === undefined) return null;
  const { code, name } = division;
  return { code, name, division: name, facts: collectiveFacts(records, division) };
}

type Facts = ReturnType<typeof personFacts> | ReturnType<typeof collectiveFacts>;

function standingOf(gaps: readonly Gap[]): CandidateStanding {
  if (gaps.length === 0) return 'eligible';
  return gaps.every(({ kind }) => kind === 'unrecorded') ? 'needs_reason' : 'excluded';
}

function gapKind(records: NominationRecords, code: string, facts: Facts, { rule }: UnmetRule): GapKind {
  if (rule.kind !== 'any') return ruleGap(records, code, facts, rule);
  const kinds = rule.of.map((alternative) => ruleGap(records, code, facts, alternative));
  return kinds.includes('unrecorded') ? 'unrecorded' : 'contradicted';
}

function ruleGap(records: NominationRecords, code: string, facts: Facts, rule: Rule): GapKind {
  const { year } = facts;
  const isMissing = (unknown: boolean): GapKind => (unknown ? 'unrecorded' : 'contradicted');
  switch (rule.kind) {
    case 'no_discipline':
      return 'barred';
    case 'grading_at_least':
      return isMissing(facts.grading === null);
    case 'all_members_completed':
      return isMissing(facts.subject === 'collective' && facts.allMembersCompleted === null);
    case 'title_this_year':
      // Decisions of one year come together: where the title is recorded of others, it is not of this one.
      return isMissing(
        records.councilSaid(rule.title, code) === null &&
          !records.knowsTitle(rule.title, year) &&
          gapsOf(records, code, facts, rule.title).every(({ kind }) => kind === 'unrecorded'),
      );
    case 'consecutive_titles':
      return isMissing(consecutiveUnknown(records, code, facts, rule));
    case 'member_share':
    case 'has_holder':
      return isMissing(!records.knowsTitle(rule.title, year));
    default:
      // An initiative that is not recorded may be recognised any day; the rest is weighed by people.
      return 'unrecorded';
  }
}

/** Whether a year that is missing is one of which the office has recorded nothing at all. */
function consecutiveUnknown(
  records: NominationRecords,
  code: string,
  facts: Facts,
  { title, times, everyYears }: { readonly title: Title; readonly times: number; readonly everyYears: number },
): boolean {
  const { year, history } = facts;
  const titles: readonly Title[] = facts.titles;
  if (!titles.includes(title) && (records.councilSaid(title, code) === false || records.knowsTitle(title, year))) {
    return false;
  }
  const before = Array.from({ length: (times - 1) * everyYears }, (_, index) => year - 1 - index);
  const has = (of: number) => history.some((held) => held.title === title && held.year === of);
  return before.every((of) => has(of) || everyYears > 1 || !records.knowsTitle(title, of));
}

/** How many may still receive a title under its ceiling, with the arithmetic; null where nothing caps it. */
export interface Places {
  /** What the ceiling leaves. */
  readonly left: number;
  readonly line: QuotaLine;
  /** How many have it already this year, or passed in an earlier round. */
  readonly taken: number;
  readonly base: 'staff' | 'divisions' | 'advanced_workers';
  /** Nobody's advanced worker of the year is known yet: those who registered for it stand for them. */
  readonly provisional: boolean;
}

/** The places of a title as at nomination: of those who hold what the share is taken of, or registered for it until then. */
export function placesFor(work: Work, campaign: Campaign, title: Title): Places | null {
  const ceiling = ceilingOf(campaign.plan, title);
  if (ceiling === null) return null;
  const records = nominationRecords(work, campaign);
  const holders = holdersOf(records, 'advanced_worker');
  const provisional = ceiling.base === 'advanced_workers' && holders === 0;
  // Until then the share is taken of what it is taken of while people register.
  const base =
    ceiling.base === 'advanced_workers' && !provisional ? holders : (titleQuota(work, campaign, title)?.line.base ?? 0);
  const line = quotaLine({ percent: ceiling.percent, base, rounding: ceiling.rounding });
  const taken = holdersOf(records, title);
  return { left: Math.max(0, line.limit - taken), line, taken, base: ceiling.base, provisional };
}

function holdersOf(records: NominationRecords, title: Title): number {
  const { store } = records.work;
  const subjects = isIndividualTitle(title)
    ? store.members.active().map(({ id, code }) => ({ holder: { of: 'person', memberId: id } as const, code }))
    : store.divisions.all().map(({ id, code }) => ({ holder: { of: 'division', divisionId: id } as const, code }));
  return subjects.filter(({ holder, code }) => titlesThisYear(records, holder, code).includes(title)).length;
}
