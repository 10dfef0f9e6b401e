import type { IsoDate } from '../lib/clock.ts';
import type { RuleSetId } from './rule-set.ts';
import type { AwardForm, InitiativeLevel, Title } from './title.ts';

/** The office's emulation plan of one year as it was issued; the texts in it are the office's own words. */
export interface Plan {
  readonly year: number;
  readonly title: string;
  /** Number and day of issue; null where the office has not filled them in. */
  readonly issued: { readonly number: string; readonly date: IsoDate } | null;
  /** The paragraph before section I. */
  readonly introduction: string;
  readonly agency: Agency;
  readonly ruleSet: RuleSetId;
  readonly divisions: readonly Division[];
  /** Section I of the plan. */
  readonly objectives: readonly PlanItem[];
  /** Section II of the plan. */
  readonly contents: readonly PlanItem[];
  readonly targets: readonly Target[];
  readonly movements: readonly Movement[];
  readonly documents: readonly ReferenceDocument[];
  readonly milestones: readonly Milestone[];
  readonly commitments: readonly CommitmentOption[];
  readonly initiatives: InitiativeOptions;
  /** Section IV of the plan. */
  readonly measures: readonly Measure[];
  /** The last sentence before the signature. */
  readonly closing: string;
  readonly council: Council;
  readonly votingRules: readonly VotingRule[];
  readonly reminders: readonly ReminderRule[];
  readonly digest: DigestRule;
}

/** One paragraph of the plan, in the office's words. */
export interface PlanItem {
  readonly code: string;
  readonly text: string;
}

export interface Agency {
  readonly name: string;
  readonly shortName: string;
  readonly parentName: string;
  /** Place in the date line of a document. */
  readonly place: string;
  readonly signer: { readonly post: string; readonly name: string };
  readonly recipients: readonly string[];
}

export interface Division {
  readonly code: string;
  readonly name: string;
}

export type Horizon = 'year' | 'period';
export type Comparator = '>=' | '>' | '=' | '<=' | '<';

/** A figure the plan sets. What is counted and what it is a share of are codes that standings understand. */
export interface Target {
  readonly code: string;
  readonly horizon: Horizon;
  /** First and last year in which it applies; equal for a year's target. */
  readonly from: number;
  readonly to: number;
  /** True when it must hold in every year of a period. */
  readonly yearly: boolean;
  readonly subject: 'individual' | 'collective' | 'agency';
  readonly text: string;
  readonly measure: TargetMeasure;
  readonly comparator: Comparator;
  /** Percent as an integer, a count, or null when the target is a yes/no or a comparison with last year. */
  readonly figure: number | null;
  readonly unit: 'percent' | 'count' | 'achieved' | 'previous_year';
  /** What a percentage is taken of; null for counts. `stated` is false where the plan itself does not say. */
  readonly denominator: { readonly base: TargetBase; readonly stated: boolean } | null;
  /** True when the figure is also the legal ceiling (15 % CSTĐCS). */
  readonly ceiling: boolean;
  readonly section: string;
}

export type TargetMeasure =
  | { readonly of: 'title'; readonly title: Title }
  | { readonly of: 'award'; readonly award: AwardForm; readonly holder: 'individual' | 'agency' }
  | { readonly of: 'initiative'; readonly level: InitiativeLevel }
  | { readonly of: 'grading'; readonly grade: 'excellent' | 'good'; readonly holder: 'individual' | 'agency' }
  | { readonly of: 'discipline'; readonly from: 'reprimand' | 'warning' }
  /** A model or good example that the local authority has recognised. */
  | { readonly of: 'exemplar' }
  /** Entered by the secretary (tasks given by the province, office titles, index and rank, …). */
  | { readonly of: 'indicator'; readonly code: string };

export type TargetBase = 'staff' | 'advanced_workers' | 'divisions' | 'assigned_tasks' | 'planned_indicators';

export interface Movement {
  readonly code: string;
  readonly name: string;
  readonly launchedBy: string;
}

export interface ReferenceDocument {
  readonly code: string;
  /** Type of document as it is cited: Chỉ thị, Kế hoạch, Quyết định. */
  readonly type: string;
  readonly number: string;
  readonly date: IsoDate;
  readonly issuer: string;
  readonly subject: string;
}

export const MILESTONE_KINDS = [
  'registration_opens',
  'registration_closes',
  'preliminary_review_opens',
  'preliminary_review_closes',
  'dossiers_due',
  'final_review',
  'custom',
] as const;
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

export interface Milestone {
  readonly code: string;
  readonly kind: MilestoneKind;
  readonly name: string;
  /** Day and `HH:MM` on the office's clock. */
  readonly date: IsoDate;
  readonly time: string;
  /** `example` marks a date that is not from the issued plan. */
  readonly source: 'plan' | 'example';
}

export interface CommitmentOption {
  readonly code: string;
  readonly text: string;
  readonly for: 'individual' | 'collective' | 'both';
  readonly movement: string | null;
}

export type Measure = PlanItem;

/** What an initiative may be registered as, in the office's words, and the levels it may aim at. */
export interface InitiativeOptions {
  readonly forms: readonly string[];
  readonly levels: readonly InitiativeLevel[];
}

export interface Council {
  readonly name: string;
  readonly size: number;
}

/** How the council votes on a title: data of the office, printed with its grounds. */
export interface VotingRule {
  readonly title: Title;
  readonly method: 'secret_ballot' | 'open_vote';
  readonly base: 'all_members' | 'members_voting';
  readonly numerator: number;
  readonly denominator: number;
  readonly comparator: '>=' | '>';
  readonly quorum: { readonly numerator: number; readonly denominator: number };
  readonly recusal: 'votes_on_all' | 'abstains_on_own';
  readonly grounds: string;
}

export const REMINDER_AUDIENCES = ['owing', 'all', 'heads', 'secretary', 'council'] as const;
/** Whom a reminder goes to: those who still owe something, or people by what they are. */
export type ReminderAudience = (typeof REMINDER_AUDIENCES)[number];

/** When a milestone is reminded of, whom, and in which words. */
export interface ReminderRule {
  /** Code of the milestone. */
  readonly milestone: string;
  readonly daysBefore: number;
  /** `HH:MM` on the office's clock. */
  readonly time: string;
  /** Without it: those who owe something, or everybody where nothing is owed. */
  readonly whom?: ReminderAudience;
  /** The office's own words instead of the program's. */
  readonly text?: string;
  /** Days before the milestone on which heads and the secretary get a list of those who still owe something. */
  readonly escalation?: { readonly heads: readonly number[]; readonly secretary: readonly number[] };
}

/** When the leaders' weekly digest leaves. */
export interface DigestRule {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly time: string;
}
