import { fold } from '../lib/vietnamese.ts';

/**
 * Key under which two spellings of one term are equal: no diacritics, case, punctuation or bracketed remarks.
 * `Họ và tên (*)` and `HO VA  TEN` → `ho va ten`; `&` counts as the word it stands for in Vietnamese names.
 */
export function matchKey(text: string): string {
  return fold(text.replace(/\([^)]*\)/g, ' ').replaceAll('&', ' va '))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Terms found by any of their spellings. */
export interface TermIndex<T extends string> {
  /** The term one of whose aliases has the same `matchKey` as `text`, or null. */
  find(text: string): T | null;
  /** The first alias of every term, which is what people are told to write. */
  readonly accepted: string;
}

/** Prepares the look-up; where two terms share a spelling, the earlier one has it. */
export function indexTerms<T extends string>(
  terms: readonly T[],
  aliases: Readonly<Record<T, readonly string[]>>,
): TermIndex<T> {
  const byKey = new Map<string, T>();
  for (const term of terms) {
    for (const alias of aliases[term]) if (!byKey.has(matchKey(alias))) byKey.set(matchKey(alias), term);
  }
  return {
    find: (text) => byKey.get(matchKey(text)) ?? null,
    accepted: terms.map((term) => aliases[term][0] ?? term).join(', '),
  };
}
