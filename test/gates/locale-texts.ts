import { IntlMessageFormat } from 'intl-messageformat';
import { fold } from '../../src/lib/vietnamese.ts';

export type Texts = Readonly<Record<string, string>>;

/** A language's file with its code. */
export interface LocaleFile {
  readonly locale: string;
  readonly texts: Texts;
}

/** Texts that are empty on purpose, and why. */
const EMPTY_ON_PURPOSE: ReadonlyMap<string, string> = new Map([
  ['dialogue.gap', 'an empty line between two parts of a message'],
]);

/** The names of a text's places, with the options of a choice: `n`, `kind=a|b`. Throws when it cannot be parsed. */
export function placesOf(text: string, locale: string): ReadonlySet<string> {
  const names = new Set<string>();
  collect(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst(), names);
  return names;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

function collect(elements: readonly Element[], names: Set<string>): void {
  for (const element of elements) {
    if (element.type === LITERAL || element.type === POUND || !('value' in element)) continue;
    names.add(element.value);
    if (!('options' in element)) continue;
    for (const { value } of Object.values(element.options)) collect(value, names);
  }
}

// Numbers of the parser's element types, whose package is not ours to import.
const LITERAL = 0;
const POUND = 7;

/** What is wrong with the texts of one language. */
export function textProblems({ locale, texts }: LocaleFile): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const problems: string[] = [];
    if (text.trim() === '' && !EMPTY_ON_PURPOSE.has(key)) problems.push('is empty');
    if (text !== text.normalize('NFC')) problems.push('is not NFC');
    if (locale === 'vi' && text.includes('!')) problems.push('has an exclamation mark');
    // A text without places is not read by the formatter and would show both.
    if (text.includes("''")) problems.push('doubles an apostrophe');
    problems.push(...text.split('\n').flatMap(tagProblems));
    try {
      placesOf(text, locale);
    } catch (error) {
      problems.push(`cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
    }
    return problems.map((problem) => `${locale} ${key} ${problem}`);
  });
}

// Lines are what long messages are split at, so no tag may reach over one.
function tagProblems(line: string): readonly string[] {
  const open: string[] = [];
  for (const [tag, closing, name = ''] of line.matchAll(/<(\/?)([^<>]*)>/g)) {
    if (name !== 'b' && name !== 'i') return [`has the tag ${tag}`];
    if (closing === '') open.push(name);
    else if (open.pop() !== name) return [`closes <${name}> that is not open in its line`];
  }
  if (open.length > 0) return [`leaves <${open.join('><')}> open in its line`];
  return /[<>]|&(?!(?:amp|lt|gt|quot);)/.test(line.replace(/<\/?[bi]>/g, '')) ? ['has a bare <, > or &'] : [];
}

/** Where two languages do not say the same things. */
export function differences(source: LocaleFile, other: LocaleFile): readonly string[] {
  const missing = Object.keys(source.texts).filter((key) => !Object.hasOwn(other.texts, key));
  const extra = Object.keys(other.texts).filter((key) => !Object.hasOwn(source.texts, key));
  const places = Object.entries(source.texts).flatMap(([key, text]) => {
    const translated = other.texts[key];
    if (translated === undefined) return [];
    const [left, right] = [placesOf(text, source.locale), placesOf(translated, other.locale)];
    const apart = [...left].filter((name) => !right.has(name)).concat([...right].filter((name) => !left.has(name)));
    return apart.map((name) => `${key}: {${name}} is only in one of ${source.locale} and ${other.locale}`);
  });
  return [
    ...missing.map((key) => `${key}: not in ${other.locale}`),
    ...extra.map((key) => `${key}: not in ${source.locale}`),
    ...places,
  ];
}

/**
 * Words that mean two things at once: within each group (`command.*.words`), one word of one key is also a word of
 * another, in any language, because every language's words are understood everywhere. `own` adds a key's ASCII name.
 */
export function clashes(
  files: readonly LocaleFile[],
  group: RegExp,
  own: (key: string) => readonly string[] = () => [],
): readonly string[] {
  const meanings = new Map<string, Set<string>>();
  for (const { texts } of files) {
    for (const [key, text] of Object.entries(texts)) {
      if (!group.test(key)) continue;
      for (const word of [...text.split('|'), ...own(key)]) {
        const folded = fold(word);
        meanings.set(folded, (meanings.get(folded) ?? new Set()).add(key));
      }
    }
  }
  return [...meanings].filter(([, keys]) => keys.size > 1).map(([word, keys]) => `«${word}»: ${[...keys].join(', ')}`);
}
