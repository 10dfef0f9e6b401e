import type { EpochMs } from '../../lib/clock.ts';
import type { Ceiling } from '../ceiling.ts';
import type { Achievement } from '../history.ts';
import type { IndicatorNeed, IndicatorValue } from '../indicator.ts';
import type { Target } from '../plan.ts';
import type { PledgeState } from '../pledge.ts';
import type { QuotaLine } from '../quota.ts';
import type { ReviewDuty, ReviewRound } from '../review.ts';
import type { ItemStatus } from '../review-content.ts';
import type { Assessment } from '../target.ts';
import type { AwardForm, InitiativeLevel, PledgeKind, Title } from '../title.ts';

/**
 * How a campaign stands at one moment, for the whole office or for one division: counts only. It names divisions but no
 * person, so it may be shown in a group; whose names are behind it say `OwingStanding` and `HolderHistory`.
 */
export interface Standings {
  readonly year: number;
  readonly at: EpochMs;
  readonly agency: { readonly name: string; readonly shortName: string };
  /** The one division that is looked at; null for the whole office. */
  readonly division: DivisionName | null;
  /** Individual pledges of all active people. */
  readonly registration: RegistrationCounts;
  /** Active divisions in the plan's order; with `division` that one alone. */
  readonly divisions: readonly DivisionStanding[];
  /** Every title that somebody registered for or that the plan has a target for, lowest first. */
  readonly titles: readonly TitleStanding[];
  readonly awards: readonly {
    readonly award: AwardForm;
    readonly kind: PledgeKind;
    readonly counts: RegisteredCounts;
  }[];
  readonly initiatives: readonly { readonly level: InitiativeLevel; readonly counts: RegisteredCounts }[];
  /** Titles with a ceiling, against it; none for a single division, whose share nobody sets. */
  readonly quotas: readonly TitleQuota[];
  /** Every target of the plan that applies in the year, in the plan's order. */
  readonly targets: readonly TargetStanding[];
  /** Rounds that were opened, in the order of the year. */
  readonly reviews: readonly ReviewStanding[];
  readonly exemplars: ExemplarCounts;
}

export interface DivisionName {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** People by how far their registration is; every person is in one of the states, or has begun nothing. */
export interface RegistrationCounts {
  readonly people: number;
  readonly byState: Readonly<Record<PledgeState, number>>;
  /** Submitted, endorsed or accepted: nothing is owed. */
  readonly handedIn: number;
  /** Endorsed or accepted. */
  readonly endorsed: number;
  readonly accepted: number;
  /** Nothing submitted yet, or returned, or withdrawn. */
  readonly owing: number;
}

export interface DivisionStanding extends DivisionName {
  readonly registration: RegistrationCounts;
  /** State of the division's own pledge; null where none was begun. */
  readonly collective: PledgeState | null;
  readonly titles: readonly TitleStanding[];
  /** Rounds that were opened, in the order of the year. */
  readonly reviews: readonly DivisionReview[];
}

/** How many have registered something: each number is contained in the one before it. */
export interface RegisteredCounts {
  /** In the newest submitted version, withdrawn ones left out: what the live quota counts too. */
  readonly registered: number;
  /** Endorsed or accepted. */
  readonly endorsed: number;
  readonly accepted: number;
}

export interface TitleStanding extends RegisteredCounts {
  readonly title: Title;
}

/** How many have registered for a title, against its ceiling. */
export interface TitleQuota {
  readonly title: Title;
  readonly registered: number;
  readonly line: QuotaLine;
  readonly ceiling: Ceiling;
}

/** A count, what it is a share of, and how the target stands against it. */
export interface Measured {
  readonly count: number;
  readonly base: number | null;
  readonly assessment: Assessment;
}

/**
 * What a target's figure is: something to reach, or something to reach that may not be passed either. Two targets of
 * 15 % can so have opposite verdicts: 6 of 33 reach the goal and are above the ceiling.
 */
export type TargetNature = 'goal' | 'ceiling';

/** A target of the plan against what is registered towards it and what was achieved. */
export interface TargetStanding {
  readonly target: Target;
  readonly nature: TargetNature;
  /** Registered this year; null where registration says nothing about it. */
  readonly registered: Measured | null;
  /** Recorded results of the years that count: its own year, or its period up to now; null while nothing is recorded. */
  readonly achieved: Measured | null;
  /** What the secretary enters and what was entered last, where the target lives of that. */
  readonly need: IndicatorNeed | null;
  readonly value: IndicatorValue | null;
  /** First and last year whose results count. */
  readonly counts: { readonly from: number; readonly to: number };
  /** A target that must hold in every year of a period, year by year up to now, as far as results are recorded. */
  readonly years: readonly ({ readonly year: number } & Measured)[];
}

type DutyCounts = Readonly<Record<Exclude<ReviewDuty, 'none'>, number>>;

export interface DivisionReview {
  readonly round: ReviewRound;
  readonly open: boolean;
  /** Active people with a pledge to report on. */
  readonly people: number;
  readonly byDuty: DutyCounts;
  /** Reported or confirmed. */
  readonly reported: number;
  readonly confirmed: number;
  /** What is owed for the division's collective pledge. */
  readonly collective: ReviewDuty;
}

/** How far a review is and what it says. */
export interface ReviewStanding extends Omit<DivisionReview, 'collective'> {
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs | null;
  /** Divisions whose collective report is in, of those that have to write one. */
  readonly collectives: { readonly reported: number; readonly confirmed: number; readonly divisions: number };
  /**
   * What the reports that stand say of promises, how often. Null for the whole office, whose thousands of reports are
   * counted once, by the snapshot of the review.
   */
  readonly statuses: Readonly<Partial<Record<ItemStatus, number>>> | null;
}

export interface ExemplarCounts {
  /** Waiting for the secretary. */
  readonly proposed: number;
  readonly listed: number;
  /** Listed ones that are to be spread. */
  readonly spread: number;
  /** Listed ones that an authority recognised. */
  readonly recognised: number;
}

/** What was recorded of the years: counts only. */
export interface HistoryStandings {
  /** Oldest first, the campaign's own year among them once it has results. */
  readonly years: readonly YearCounts[];
  /** Who held a title several years running up to the newest year with results, by title. */
  readonly inARow: readonly InARowCounts[];
}

/** What was recorded of one year. */
export interface YearCounts {
  readonly year: number;
  readonly titles: readonly { readonly title: Title; readonly holders: number }[];
  readonly awards: readonly { readonly award: AwardForm; readonly holders: number }[];
  readonly initiatives: readonly { readonly level: InitiativeLevel; readonly count: number }[];
}

/** People and divisions that held a title for so many years without a gap ("liên tục"). */
export interface InARowCounts {
  readonly title: Title;
  /** The last year that was looked at: the newest with results. */
  readonly until: number;
  readonly two: number;
  /** Three years or more: "ba năm liên tục". */
  readonly three: number;
}

/** Who still owes something of one kind in one division: names, for those alone whom `mayReadNames` entitles. */
export interface OwingStanding {
  readonly division: DivisionName;
  readonly what: 'registration' | ReviewRound;
  readonly people: readonly NamedPerson[];
  /** The division owes its own pledge's report, or the pledge came back. */
  readonly collective: boolean;
}

export interface NamedPerson {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** What came back with a reason is owed too. */
  readonly returned: boolean;
}

/** What one person, division or the agency achieved over the years: names, as `OwingStanding`. */
export interface HolderHistory {
  readonly holder: 'person' | 'division' | 'agency';
  /** Staff code, or code of the division; '' for the agency. */
  readonly code: string;
  readonly name: string;
  /** The person's division as it is now, or the division itself; null for the agency. */
  readonly division: DivisionName | null;
  /** Oldest first. */
  readonly years: readonly { readonly year: number; readonly achievements: readonly Achievement[] }[];
  /** Titles held without a gap up to the newest year with results, longest first. */
  readonly inARow: readonly {
    readonly title: Title;
    readonly years: number;
    readonly from: number;
    readonly to: number;
  }[];
}
