/** Capital letters of other alphabets that look like Latin ones (Unicode TR39, confusables), beside the Latin one. */
const CAPITALS: ReadonlyMap<string, string> = new Map(
  [
    ['АВСЕНІЈКМОРԚЅТԜХУҮ', 'ABCEHIJKMOPQSTWXYY'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ].flatMap(([foreign = '', latin = '']) => [...foreign].map((letter, index) => [letter, latin[index] ?? letter])),
);

/** A text in capitals as it looks in print: compatible forms (full width, ligatures) and foreign lookalikes as Latin letters. */
export function asLatinCapitals(text: string): string {
  return [...text.normalize('NFKC').toUpperCase()].map((letter) => CAPITALS.get(letter) ?? letter).join('');
}

/** Whether a text has letters that Vietnamese does not write: beside Latin ones they can only deceive. */
export function hasForeignLetters(text: string): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(text);
}
