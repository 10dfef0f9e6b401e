import type { Citation } from './legal-document.ts';
import type { Discipline, Grade, Requirement, RuleSet } from './rule-set.ts';
import type { CollectiveTitle, IndividualTitle, InitiativeLevel, Title } from './title.ts';

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

/** A title held in an earlier year. */
export interface HeldTitle {
  readonly year: number;
  readonly title: Title;
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

/** A rule that does not hold, with its ground; of alternatives that all fail, the `any` itself. */
export interface UnmetRule {
  readonly rule: Exclude<Requirement, { readonly kind: 'all' }>;
  readonly ground: Citation;
  /** What was found where it can be counted: years of years, members of members. */
  readonly found: { readonly count: number; readonly of: number } | null;
}

export type Eligibility =
  | { readonly eligible: true }
  | { readonly eligible: false; readonly unmet: readonly UnmetRule[] };

/** What a rule set demands for a title, registration included where it is a condition; for explanations. */
export function prerequisitesOf(ruleSet: RuleSet, title: Title): readonly UnmetRule['rule'][] {
  throw new Error(`not built: ${ruleSet.id} ${title}`);
}

/** Whether a person or a division may be given `title`, or every rule in the way. */
export function eligibility(ruleSet: RuleSet, title: Title, facts: Facts): Eligibility {
  throw new Error(`not built: ${ruleSet.id} ${title} ${facts.subject}`);
}
