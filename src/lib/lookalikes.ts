/** Cyrillic and Greek capitals that look like a Latin one (Unicode TR39, confusables). */
const LOOKALIKES: readonly (readonly [latin: string, foreign: readonly number[]])[] = [
  ['A', [0x410, 0x391]],
  ['B', [0x412, 0x392]],
  ['C', [0x421]],
  ['E', [0x415, 0x395]],
  ['H', [0x41d, 0x397]],
  ['I', [0x406, 0x399]],
  ['J', [0x408]],
  ['K', [0x41a, 0x39a]],
  ['M', [0x41c, 0x39c]],
  ['N', [0x39d]],
  ['O', [0x41e, 0x39f]],
  ['P', [0x420, 0x3a1]],
  ['Q', [0x51a]],
  ['S', [0x405]],
  ['T', [0x422, 0x3a4]],
  ['W', [0x51c]],
  ['X', [0x425, 0x3a7]],
  ['Y', [0x423, 0x4ae, 0x3a5]],
  ['Z', [0x396]],
];
const CAPITALS = new Map(
  LOOKALIKES.flatMap(([latin, foreign]) => foreign.map((code) => [String.fromCodePoint(code), latin] as const)),
);

/**
 * A text in capitals as it looks in print: compatible forms (full width, ligatures) and foreign lookalikes as Latin
 * letters.
 */
export function asLatinCapitals(text: string): string {
  return [...text.normalize('NFKC').toUpperCase()].map((letter) => CAPITALS.get(letter) ?? letter).join('');
}

/** Whether a text has letters that Vietnamese does not write: beside Latin ones they can only deceive. */
export function hasForeignLetters(text: string): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(text);
}
