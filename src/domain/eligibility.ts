import { checkCondition, type Finding } from './condition.ts';
import type { HeldTitle } from './history.ts';
import type { Citation } from './legal-document.ts';
import type { Discipline, Grade, Requirement, Rule, RuleSet } from './rule-set.ts';
import {
  COLLECTIVE_TITLES,
  type CollectiveTitle,
  INDIVIDUAL_TITLES,
  type IndividualTitle,
  type InitiativeLevel,
  type Title,
} from './title.ts';

/**
 * When the question is asked. At pledging, what is pledged or planned counts and what nobody can know yet is
 * not held against anyone; at nomination only what is held, known and recognised counts.
 */
export type Moment = 'pledging' | 'nomination';

/** A grade that the yearly assessment gave, or that the person aims at. */
export interface GradeFact {
  readonly grade: Grade;
  readonly state: 'known' | 'pledged';
}

export interface InitiativeFact {
  readonly level: InitiativeLevel;
  readonly state: 'recognised' | 'planned';
}

interface CommonFacts {
  readonly moment: Moment;
  /** The year under review. */
  readonly year: number;
  /** Null while not graded and nothing pledged. */
  readonly grading: GradeFact | null;
  readonly discipline: Discipline;
  /** Titles of earlier years; entries of the year under review are ignored. */
  readonly history: readonly HeldTitle[];
  readonly registered: boolean;
}

export interface PersonFacts extends CommonFacts {
  readonly subject: 'individual';
  /** Pledged this year (pledging) or held this year (nomination). */
  readonly titles: readonly IndividualTitle[];
  readonly initiatives: readonly InitiativeFact[];
}

/** `discipline` is the worst among the members. */
export interface CollectiveFacts extends CommonFacts {
  readonly subject: 'collective';
  readonly titles: readonly CollectiveTitle[];
  readonly memberCount: number;
  /** How many members pledged (pledging) or hold (nomination) each title this year. */
  readonly holders: Readonly<Partial<Record<IndividualTitle, number>>>;
  /** Every member completed the tasks given; null while unknown. */
  readonly allMembersCompleted: boolean | null;
}

export type Facts = PersonFacts | CollectiveFacts;

/** One rule, or alternatives of which one is enough. */
export type Prerequisite = Exclude<Requirement, { readonly kind: 'all' }>;

/** A rule that does not hold, with its ground; of alternatives that all fail, the `any` itself. */
export interface UnmetRule {
  readonly rule: Prerequisite;
  readonly ground: Citation;
  /** What was found where it can be counted: years of years, members of members. */
  readonly found: { readonly count: number; readonly of: number } | null;
}

export type Eligibility =
  | { readonly eligible: true }
  | { readonly eligible: false; readonly unmet: readonly UnmetRule[] };

/**
 * What a rule set demands for a title, registration included where it is a condition; for explanations. Rules that
 * hold together stand one after the other, alternatives as one `any`.
 */
export function prerequisitesOf(ruleSet: RuleSet, title: Title): readonly Prerequisite[] {
  const demanded = conjuncts(ruleSet.titles[title].requirement);
  const { required, ...provenance } = ruleSet.registration;
  return required ? [...demanded, { kind: 'registered', ...provenance }] : demanded;
}

/** Whether a person or a division may be given `title`, or every rule in the way; another subject's title is a bug. */
export function eligibility(ruleSet: RuleSet, title: Title, facts: Facts): Eligibility {
  const own: readonly Title[] = facts.subject === 'individual' ? INDIVIDUAL_TITLES : COLLECTIVE_TITLES;
  if (!own.includes(title)) throw new Error(`${title} is not a title for a ${facts.subject}`);

  const unmet: UnmetRule[] = [];
  for (const rule of prerequisitesOf(ruleSet, title)) {
    const found = rule.kind === 'any' ? checkAny(rule.of, facts) : checkCondition(rule, facts);
    if (!found.holds) unmet.push({ rule, ground: rule.ground, found: found.counted });
  }
  return unmet.length === 0 ? { eligible: true } : { eligible: false, unmet };
}

function checkAny(alternatives: readonly Rule[], facts: Facts): Finding {
  return { holds: alternatives.some((rule) => checkCondition(rule, facts).holds), counted: null };
}

function conjuncts(requirement: Requirement): readonly Prerequisite[] {
  return requirement.kind === 'all' ? requirement.of.flatMap(conjuncts) : [requirement];
}
