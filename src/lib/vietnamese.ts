/** What nobody sees: zero-width characters, direction marks, fillers, tags; an emoji's own form (U+FE0F) is none. */
const INVISIBLE = /(?![\ufe0e\ufe0f])[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;
/** More marks on one letter than any script puts there: they would run over the lines around. */
const MARK_TOWER = /(\p{M}{4})\p{M}+/gu;

/**
 * Folds text for comparison: NFC and NFD alike, no diacritics, đ → d, lower case, single spaces, nothing
 * invisible. `Đăng  Ký` → `dang ky`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(INVISIBLE, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Cleans what a person typed before it is stored: NFC, nothing invisible, no control characters, no towers of marks,
 * line ends as `\n`, at most one empty line in a row, trimmed.
 */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(MARK_TOWER, '$1')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A tidy text as one line: a line break in a field would let its author write lines that look like the form's own. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** A text of at most so many code points, ended by `…` where it was longer. */
export function clipped(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Number of user-visible code points. */
export function lengthInCharacters(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

// Made at the first comparison: start-up does not pay for it.
let collator: Intl.Collator | null = null;

/** Order of names as Vietnamese lists have it: by the given name, which stands last, then by the whole name. */
export function compareNames(left: string, right: string): number {
  collator ??= new Intl.Collator('vi');
  return collator.compare(givenName(left), givenName(right)) || collator.compare(left, right);
}

function givenName(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}
