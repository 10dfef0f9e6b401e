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

/** The term one of whose aliases has the same `matchKey` as `text`, or null. */
export function matchTerm<T extends string>(
  text: string,
  aliases: Readonly<Record<T, readonly string[]>>,
  terms: readonly T[],
): T | null {
  const wanted = matchKey(text);
  if (wanted === '') return null;
  return terms.find((term) => aliases[term].some((alias) => matchKey(alias) === wanted)) ?? null;
}
