/** No field of the product is longer; a text beyond that would push the rest off the page. */
const LONGEST_TEXT = 4000;
const ELLIPSIS = '…';
// Halves of a letter, what turns the order of letters around, hides in a text, or is no character of XML 1.0; tabs and line ends stay.
const NOT_PRINTED = /(?![\n\t])[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/** The same data with every text as it can be printed: composed letters, no controls, at most 4,000 characters. */
export function plainValues(value: unknown): unknown {
  if (typeof value === 'string') return printed(value);
  if (Array.isArray(value)) return value.map(plainValues);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainValues(inner)]));
  }
  return value;
}

function printed(text: string): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}${ELLIPSIS}` : text;
  return short.normalize('NFC').replace(/\r\n?/g, '\n').replace(NOT_PRINTED, '');
}
