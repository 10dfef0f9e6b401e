import { percentOf } from '../../domain/ballot/pass-rule.ts';
import type { DocumentWords } from './document-words.ts';

/** A count and what it is of: `28/33 (84,85%)`. */
export function shareText(count: number, base: number, words: DocumentWords): string {
  return words.text('document.share', { count, base, percent: words.percent(percentOf(count, base)) });
}
