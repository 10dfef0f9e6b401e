import * as z from 'zod';
import type { Comparator } from '../../domain/plan.ts';
import { isDate } from '../../lib/office-time.ts';
import { tidy } from '../../lib/vietnamese.ts';
import type { PlanProblemCode } from './problem.ts';

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const COMPARISON = /^(>=|<=|>|<|=|≥|≤)\s*(.+)$/u;

/** Parts of a comparison such as `>= 15%` or `> 2/3`. */
export interface Comparison {
  readonly comparator: Comparator;
  readonly rest: string;
}

/** Splits `>= 15%` into its comparator and the rest; null when there is no comparator. */
export function comparison(text: string): Comparison | null {
  const [, sign, rest] = COMPARISON.exec(text.trim()) ?? [];
  if (sign === undefined || rest === undefined) return null;
  return { comparator: COMPARATORS[sign] ?? '=', rest };
}

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  '>=': '>=',
  '≥': '>=',
  '>': '>',
  '=': '=',
  '<=': '<=',
  '≤': '<=',
  '<': '<',
};

/** Numerator and denominator of `2/3`, 0 < numerator ≤ denominator ≤ 1000; null otherwise. */
export function fraction(text: string): { readonly numerator: number; readonly denominator: number } | null {
  const [, over, under] = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(text.trim()) ?? [];
  const numerator = Number(over);
  const denominator = Number(under);
  return numerator > 0 && numerator <= denominator && denominator <= 1000 ? { numerator, denominator } : null;
}

/** First and last year of `2021-2025`; null when it is not one or runs backwards. */
export function period(text: string): { readonly from: number; readonly to: number } | null {
  const [, first, last] = /^(\d{4})\s*[-–]\s*(\d{4})$/u.exec(text.trim()) ?? [];
  return first !== undefined && last !== undefined && first < last ? { from: Number(first), to: Number(last) } : null;
}

/** A string that must pass `test`, with the problem code it gives otherwise. */
export function checked(code: PlanProblemCode, test: (text: string) => boolean): z.ZodString {
  return z.string().max(300).refine(test, { params: { code } });
}

/** Words of the office on one line or several, at most `limit` characters, cleaned. */
function words(limit: number) {
  return z.string().trim().min(1).max(limit).transform(tidy);
}

export const code = checked('bad_code', (text) => CODE.test(text));
export const date = checked('bad_date', isDate);
export const time = checked('bad_time', (text) => TIME.test(text));
/** `2022-02-07 08:00` */
export const moment = checked(
  'bad_moment',
  (text) => isDate(text.slice(0, 10)) && TIME.test(text.slice(11)) && text[10] === ' ',
);
export const name = words(300);
export const paragraph = words(3000);
