import type { Say } from '../../conversation/text-key.ts';
import type { Comparator } from '../../domain/plan.ts';
import type { IsoDate } from '../../lib/clock.ts';

// What pictures are made of: plain values that fit into a job's payload. Words of the office stand as they are stored;
// figures that need a reader's language are texts to say.

/** What every picture says about itself. */
interface Occasion {
  readonly agency: string;
  readonly year: number;
  /** The day that the figures are of. */
  readonly date: IsoDate;
}

/** How far each division is with its registrations, or with the reports of a review. */
export interface DivisionBars extends Occasion {
  readonly kind: 'divisions';
  readonly of: 'registration' | 'preliminary' | 'final';
  /** In the office's order. */
  readonly divisions: readonly DivisionBar[];
}

/** Counts of people, each within the one before. */
export interface DivisionBar {
  readonly name: string;
  readonly people: number;
  /** Whose paper is in and was not returned. */
  readonly handedIn: number;
  /** Of those, whom the head of the division has confirmed. */
  readonly confirmed: number;
  /** Of those, whom the secretary has accepted; null where confirmation is the end, as in a review. */
  readonly accepted: number | null;
}

/** Targets of the plan against what was reached. */
export interface TargetGauges extends Occasion {
  readonly kind: 'targets';
  readonly gauges: readonly TargetGauge[];
}

export interface TargetGauge {
  /** The target in the plan's words. */
  readonly text: string;
  /** Percentages have a scale that ends at 100, counts one that fits them; what is achieved or not (1 or 0) has none. */
  readonly unit: 'percent' | 'count' | 'achieved';
  readonly comparator: Comparator;
  /** Null where there is no figure to reach. */
  readonly goal: number | null;
  /** Null while it is not known. */
  readonly actual: number | null;
  /** Null while it cannot be told. */
  readonly met: boolean | null;
  /** Whether the figure is what people have registered for, or what was achieved. */
  readonly basis: 'registered' | 'achieved';
  /** What is asked for, in words. */
  readonly wanted: Say;
  /** The figure in words, with what it is a share of; null while it is not known. */
  readonly reached: Say | null;
  /** How the figure stands, in words. */
  readonly verdict: Say;
}

/** The course of the year: registrations by week, and the plan's milestones. */
export interface YearLine extends Occasion {
  readonly kind: 'year';
  /** How many could register. */
  readonly people: number;
  /** Registered by the end of each week, earliest first. */
  readonly weeks: readonly { readonly date: IsoDate; readonly registered: number }[];
  readonly milestones: readonly { readonly date: IsoDate; readonly name: string }[];
}

/** What a picture can be of. */
export type ChartData = DivisionBars | TargetGauges | YearLine;
