import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../domain/person.ts';

/** Values for placeholders; texts are marked up already. */
export type FormValues = Readonly<Record<string, string | number>>;

/** A text of a locale file, read once. */
export type MessageForm = (values: FormValues) => string;

/** Kinds of part in a parsed ICU message (@formatjs/icu-messageformat-parser, `TYPE`). */
const LITERAL = 0;
const ARGUMENT = 1;

/**
 * Reads an ICU message. Nearly all texts are words and plain placeholders: those are put together directly, which is
 * some four times quicker than the formatter; plurals and numbers are left to it.
 */
export function readForm(source: string, locale: Locale): MessageForm {
  if (!source.includes('{')) return () => source;
  const form = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
  const pieces: (string | { readonly name: string })[] = [];
  for (const part of form.getAst()) {
    if (part.type === LITERAL) pieces.push(part.value);
    else if (part.type === ARGUMENT) pieces.push({ name: part.value });
    else return (values) => String(form.format(values));
  }
  return (values) => {
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : filled(values, piece.name, source);
    return text;
  };
}

function filled(values: FormValues, name: string, source: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`no value for {${name}} in "${source}"`);
  return String(value);
}
