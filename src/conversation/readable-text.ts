import { tidy } from '../lib/vietnamese.ts';

/** Longest text that a dialogue reads, in UTF-16 units; longer than any field, shorter than any mischief. */
const LONGEST_TEXT = 4_000;

/**
 * What a person typed as a dialogue reads it: tidy, of at most 4,000 UTF-16 units. Half a surrogate pair, typed or left by
 * the cut, is no character and would be refused by every platform.
 */
export function readableText(text: string): string {
  return tidy(text.slice(0, LONGEST_TEXT).replace(/\p{Surrogate}/gu, ''));
}
