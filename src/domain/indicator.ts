import type { EpochMs, IsoDate } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Target } from './plan.ts';

/** At which review a figure was taken; `interim` on any other day. */
export const INDICATOR_ROUNDS = ['preliminary', 'final', 'interim'] as const;
export type IndicatorRound = (typeof INDICATOR_ROUNDS)[number];

/** Figures are stored as whole ten-thousandths, so that 92,5 and 85,4713 compare exactly. */
export const UNIT = 10_000;

/** The largest figure that is taken: ten thousand million, still exact when it is multiplied by a percentage. */
const LARGEST = 1_000_000_000;

/** One figure as the secretary entered it. */
export interface IndicatorFigure {
  /** In ten-thousandths; for a yes or no 1 or 0 units; with a denominator how many were done. */
  readonly value: number;
  /** What the value is a part of, in ten-thousandths; null for a figure that stands alone. */
  readonly denominator: number | null;
  /** How many of those done were done in time, in ten-thousandths; null where that is not asked. */
  readonly onTime: number | null;
  /** The year before, in ten-thousandths. */
  readonly previous: number | null;
}

/** A stored figure; a correction is a new one, and the old one stays. */
export interface IndicatorValue {
  readonly id: number;
  readonly campaignId: number;
  readonly code: string;
  /** Null for the whole agency. */
  readonly divisionId: number | null;
  readonly round: IndicatorRound;
  readonly asOf: IsoDate;
  /** Null when the figure before it was withdrawn. */
  readonly figure: IndicatorFigure | null;
  readonly note: string | null;
  /** Document or body that the figure comes from. */
  readonly source: string | null;
  readonly enteredBy: number;
  readonly enteredAt: EpochMs;
}

/** How the figure of a target is asked for. */
export type IndicatorForm = 'yes_no' | 'share' | 'tasks' | 'compared' | 'count';

/** A figure that somebody has to enter: chat data cannot tell it. */
export interface IndicatorNeed {
  readonly code: string;
  readonly form: IndicatorForm;
  /** Whether every division has its own. */
  readonly perDivision: boolean;
}

/** What has to be entered for a target; null where registrations, proposals or recorded results tell it. */
export function indicatorOf(
  target: Pick<Target, 'measure' | 'unit' | 'denominator' | 'subject'>,
): IndicatorNeed | null {
  const code = indicatorCode(target.measure);
  return code === null ? null : { code, form: formOf(target), perDivision: target.subject === 'collective' };
}

function indicatorCode(measure: Target['measure']): string | null {
  switch (measure.of) {
    case 'indicator':
      return measure.code;
    case 'discipline':
      return `discipline:${measure.from}`;
    case 'award':
      return measure.holder === 'agency' ? `award:${measure.award}` : null;
    case 'grading':
      return measure.holder === 'agency' ? `grading:${measure.grade}` : null;
    case 'title':
    case 'initiative':
    case 'exemplar':
      return null;
  }
}

function formOf({ unit, denominator }: Pick<Target, 'unit' | 'denominator'>): IndicatorForm {
  if (unit === 'achieved') return 'yes_no';
  if (unit === 'previous_year') return 'compared';
  if (unit === 'count') return 'count';
  return denominator?.base === 'assigned_tasks' ? 'tasks' : 'share';
}

export type FigureError =
  | 'figure_not_a_number'
  | 'figure_negative'
  | 'figure_too_large'
  | 'figure_too_fine'
  | 'figure_not_whole'
  | 'figure_percent_over_100'
  | 'figure_denominator_zero'
  | 'figure_more_than_given'
  | 'figure_on_time_over_done'
  | 'figure_needs_two'
  | 'figure_needs_three';

const NO_MORE = { denominator: null, onTime: null, previous: null } as const;

/** Reads `1.250,5` or `92,5` as whole ten-thousandths: dots group thousands, the comma is the decimal mark. */
export function readNumber(typed: string): Result<number, FigureError> {
  const text = typed.trim();
  if (/^[-−–]/.test(text)) return err('figure_negative');
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(text);
  if (match === null) return err('figure_not_a_number');
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > 4) return err('figure_too_fine');
  const digits = (match[1] ?? '').replaceAll('.', '').replace(/^0+(?=\d)/, '');
  if (digits.length > 10 || Number(digits) > LARGEST) return err('figure_too_large');
  return ok(Number(digits) * UNIT + Number(decimals.padEnd(4, '0')));
}

/** Writes whole ten-thousandths as `1.250,5`'s digits and decimals; the marks are the reader's language's. */
export function writeNumber(value: number): { readonly whole: number; readonly decimals: string } {
  const rest = String(value % UNIT)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return { whole: Math.floor(value / UNIT), decimals: rest };
}

function readCount(typed: string): Result<number, FigureError> {
  const number = readNumber(typed);
  return number.ok && number.value % UNIT !== 0 ? err('figure_not_whole') : number;
}

/** Reads a share: `15/16`, or `92,5%`, or `92,5` meaning percent. */
function readShare(typed: string): Result<IndicatorFigure, FigureError> {
  const parts = typed.split('/');
  if (parts.length === 2) {
    const [done, given] = [readCount(parts[0] ?? ''), readCount(parts[1] ?? '')];
    if (!done.ok) return done;
    if (!given.ok) return given;
    if (given.value === 0) return err('figure_denominator_zero');
    if (done.value > given.value) return err('figure_more_than_given');
    return ok({ ...NO_MORE, value: done.value, denominator: given.value });
  }
  const percent = readNumber(typed.replace(/\s*%\s*$/, ''));
  if (!percent.ok) return percent;
  return percent.value > 100 * UNIT ? err('figure_percent_over_100') : ok({ ...NO_MORE, value: percent.value });
}

/** Reads tasks given, done and done in time: `16, 15, 14` or `16/15/14`; the last may be left out. */
function readTasks(typed: string): Result<IndicatorFigure, FigureError> {
  const parts = typed.split(/[/;,\s]+/).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 3) return err('figure_needs_three');
  const counts: number[] = [];
  for (const part of parts) {
    const count = readCount(part);
    if (!count.ok) return count;
    counts.push(count.value);
  }
  const [given = 0, done = 0, onTime = null] = counts;
  if (given === 0) return err('figure_denominator_zero');
  if (done > given) return err('figure_more_than_given');
  if (onTime !== null && onTime > done) return err('figure_on_time_over_done');
  return ok({ value: done, denominator: given, onTime, previous: null });
}

/** Reads this year's and last year's value: `85,4; 83,1`. */
function readCompared(typed: string): Result<IndicatorFigure, FigureError> {
  const parts = typed.split(/[;/]|\s+/).filter((part) => part !== '');
  if (parts.length !== 2) return err('figure_needs_two');
  const [value, previous] = [readNumber(parts[0] ?? ''), readNumber(parts[1] ?? '')];
  if (!value.ok) return value;
  return previous.ok ? ok({ ...NO_MORE, value: value.value, previous: previous.value }) : previous;
}

/** Reads a count of things. */
function readCountFigure(typed: string): Result<IndicatorFigure, FigureError> {
  const count = readCount(typed);
  return count.ok ? ok({ ...NO_MORE, value: count.value }) : count;
}

/** A yes or no as a figure. */
export function yesNoFigure(yes: boolean): IndicatorFigure {
  return { ...NO_MORE, value: yes ? UNIT : 0 };
}

/** Reads what was typed for a figure of this form; a yes or no is chosen, never typed. */
export function readFigure(
  form: Exclude<IndicatorForm, 'yes_no'>,
  typed: string,
): Result<IndicatorFigure, FigureError> {
  switch (form) {
    case 'share':
      return readShare(typed);
    case 'tasks':
      return readTasks(typed);
    case 'compared':
      return readCompared(typed);
    case 'count':
      return readCountFigure(typed);
  }
}

/** What a target is set against: whole things where things are counted, ten-thousandths where figures are compared. */
export function actualOf(
  form: IndicatorForm,
  figure: IndicatorFigure,
): { readonly actual: number; readonly base: number | null } {
  const { value, denominator, previous } = figure;
  if (denominator !== null) return { actual: value / UNIT, base: denominator / UNIT };
  if (form === 'share' || form === 'tasks') return { actual: value, base: 100 * UNIT };
  if (form === 'compared') return { actual: value, base: previous };
  return { actual: value / UNIT, base: null };
}

/** What stands for an indicator now; `divisionId` null for the agency's own. */
export function standingFigure(
  values: readonly IndicatorValue[],
  code: string,
  divisionId: number | null,
): IndicatorValue | null {
  return values.find((value) => value.code === code && value.divisionId === divisionId) ?? null;
}
