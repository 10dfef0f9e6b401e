/** Fewest letters of a reason of one word, and of each of two words. */
const LETTERS = 5;
const LETTERS_OF_TWO = 2;

/**
 * Whether a text can be a reason that somebody else reads: a word of five letters, or two words of two. What was typed
 * by a slip («a», «ok», «...») says nothing.
 */
export function isReason(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  const longEnough = (least: number) => words.filter((word) => word.length >= least).length;
  return longEnough(LETTERS) >= 1 || longEnough(LETTERS_OF_TWO) >= 2;
}
