import type { IsoDate } from '../lib/clock.ts';
import type { Citation, LegalDocumentId } from './legal-document.ts';
import { law2003Decree91 } from './rule-sets/law-2003-decree-91.ts';
import { law2022Decree98 } from './rule-sets/law-2022-decree-98.ts';
import { law2022Decree152 } from './rule-sets/law-2022-decree-152.ts';
import { law2026 } from './rule-sets/law-2026.ts';
import type { CollectiveTitle, IndividualTitle, InitiativeLevel, Title } from './title.ts';

export const RULE_SET_IDS = ['law-2003-decree-91', 'law-2022-decree-98', 'law-2022-decree-152', 'law-2026'] as const;
export type RuleSetId = (typeof RULE_SET_IDS)[number];

/** Grades of the yearly assessment, lowest first (KHTNV, HTNV, HTTNV, HTXSNV). */
export const GRADES = ['not_fulfilled', 'fulfilled', 'good', 'excellent'] as const;
export type Grade = (typeof GRADES)[number];

/** Discipline as the rules distinguish it, mildest first; `warning` stands for it and everything above. */
export const DISCIPLINES = ['none', 'reprimand', 'warning'] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** Post or body that decides on a title. */
export type DecidingPost =
  | 'agency_head'
  | 'provincial_chair'
  | 'provincial_committee'
  | 'prime_minister'
  | 'government';

/** How sure a rule is: `verified` only when read in an official text or a clear quotation of it. */
export interface Provenance {
  readonly ground: Citation;
  readonly verified: boolean;
  /** Where the rule was read, for the person who checks it; not shown in chat. */
  readonly source: string;
}

/** One condition that can be looked up in a person's or a division's facts. */
export type Condition =
  | { readonly kind: 'title_this_year'; readonly title: Title }
  | { readonly kind: 'grading_at_least'; readonly grade: Grade }
  | { readonly kind: 'initiative'; readonly level: InitiativeLevel }
  /** The title `times` times in a row, the year under review being the last, never more than `everyYears` years apart. */
  | { readonly kind: 'consecutive_titles'; readonly title: Title; readonly times: number; readonly everyYears: number }
  /** For a collective: nobody in it. */
  | { readonly kind: 'no_discipline'; readonly from: 'reprimand' | 'warning' }
  | { readonly kind: 'registered' }
  | {
      readonly kind: 'member_share';
      readonly title: IndividualTitle;
      readonly comparator: '>=' | '>';
      readonly percent: number;
    }
  | { readonly kind: 'has_holder'; readonly title: IndividualTitle }
  | { readonly kind: 'all_members_completed' }
  /** What people weigh and no record answers: explained to the reader, never computed. */
  | { readonly kind: 'judged'; readonly aspect: 'conduct' | 'bloc_leader' };

/** A condition with its ground. */
export type Rule = Condition & Provenance;

/** Conditions that must hold together, or of which one is enough. */
export type Requirement =
  | Rule
  | { readonly kind: 'all'; readonly of: readonly Requirement[] }
  | ({ readonly kind: 'any'; readonly of: readonly Rule[] } & Provenance);

export type CapBase = 'advanced_workers' | 'staff' | 'divisions';

/** The most that may receive a title: `percent` of `base`, rounded down because a cap may not be passed. */
export interface Cap extends Provenance {
  readonly base: CapBase;
  readonly percent: number;
  readonly comparator: '<=';
  readonly rounding: 'floor';
}

/** What one title demands, who decides on it, and where that is written. */
export interface TitleRules {
  readonly title: Title;
  readonly requirement: Requirement;
  readonly cap: Cap | null;
  readonly decidedBy: { readonly post: DecidingPost; readonly verified: boolean; readonly source: string };
  readonly grounds: readonly Citation[];
}

/** The rules of one period of the law, as dated data. */
export interface RuleSet {
  readonly id: RuleSetId;
  readonly validFrom: IsoDate;
  /** Last day on which it applies; null while in force. */
  readonly validTo: IsoDate | null;
  /** True when the documents and their period are certain; single rules carry their own flag. */
  readonly verified: boolean;
  readonly source: string;
  readonly basis: readonly LegalDocumentId[];
  /** Whether a title may only go to somebody who registered for it. */
  readonly registration: Provenance & { readonly required: boolean };
  readonly titles: Readonly<Record<IndividualTitle | CollectiveTitle, TitleRules>>;
}

/** Every rule set the product knows, oldest first; their periods do not overlap. */
export const RULE_SETS: readonly RuleSet[] = [law2003Decree91, law2022Decree98, law2022Decree152, law2026];

/** The rule set of that id. */
export function ruleSetById(id: RuleSetId): RuleSet {
  const found = RULE_SETS.find((set) => set.id === id);
  if (found === undefined) throw new Error(`rule set not registered: ${id}`);
  return found;
}

/** The rule set in force on a day; null before the first one known. */
export function ruleSetFor(date: IsoDate): RuleSet | null {
  return RULE_SETS.find((set) => set.validFrom <= date && (set.validTo === null || date <= set.validTo)) ?? null;
}

/** Every single rule of a requirement, alternatives included, in reading order. */
export function rulesOf(requirement: Requirement): readonly Rule[] {
  if (requirement.kind === 'all') return requirement.of.flatMap(rulesOf);
  if (requirement.kind === 'any') return requirement.of;
  return [requirement];
}

/** How many rules, caps and deciding posts of a set nobody has compared with the official text yet. */
export function unverifiedCount(set: RuleSet): number {
  let count = set.registration.verified ? 0 : 1;
  for (const rules of Object.values(set.titles)) {
    count += rulesOf(rules.requirement).filter((rule) => !rule.verified).length;
    if (rules.cap !== null && !rules.cap.verified) count += 1;
    if (!rules.decidedBy.verified) count += 1;
  }
  return count;
}
