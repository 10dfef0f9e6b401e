import type { Say } from './text-key.ts';

/** How long a text is as its reader gets it, in UTF-16 units. */
export type Measure = (say: Say) => number;

/**
 * The longest of several wordings of the same that stays within `most` UTF-16 units, else the last; they come from the
 * most to the least detailed.
 */
export function fitting(wordings: readonly (() => readonly Say[])[], measure: Measure, most: number): readonly Say[] {
  let texts: readonly Say[] = [];
  for (const wording of wordings) {
    texts = wording();
    const length = texts.reduce((sum, text) => sum + measure(text) + 1, 0);
    if (length <= most) return texts;
  }
  return texts;
}
