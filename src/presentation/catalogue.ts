import { IntlMessageFormat } from 'intl-messageformat';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import type { DateValue, ListValue, Say, TextKey, TextParams, TextValue } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import { localTime, weekdayOf } from '../lib/office-time.ts';
import { escapeMarkup, toPlain } from './markup.ts';

/** Turns keys and values into text in one language. */
export interface Catalogue {
  /** Text with mark-up (b, i) where the locale file has it; values are escaped. */
  markup(say: Say, locale: Locale): string;
  /** The same as plain text. */
  plain(say: Say, locale: Locale): string;
  /** Several forms of a word, which locale files separate by `|`. */
  aliases(key: TextKey, locale: Locale): readonly string[];
  /** All texts of a language as the locale file has them, for pages that fill placeholders themselves. */
  texts(locale: Locale): Readonly<Record<string, string>>;
}

const TEXTS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { vi, en };

const SEPARATORS: Readonly<Record<ListValue['join'], string>> = { comma: ', ', semicolon: '; ', lines: '\n' };

/** Builds the catalogue; moments are shown on the clock of `zone` (IANA name). */
export function createCatalogue(zone: string): Catalogue {
  const compiled: Record<Locale, Map<string, string | IntlMessageFormat>> = { vi: new Map(), en: new Map() };

  function compile(key: TextKey, locale: Locale): string | IntlMessageFormat {
    const known = compiled[locale].get(key);
    if (known !== undefined) return known;
    const source = TEXTS[locale][key];
    if (source === undefined) throw new Error(`no text ${key} in ${locale}`);
    const form = source.includes('{') ? new IntlMessageFormat(source, locale, undefined, { ignoreTag: true }) : source;
    compiled[locale].set(key, form);
    return form;
  }

  function markup(say: Say, locale: Locale): string {
    const form = compile(say.key, locale);
    if (typeof form === 'string') return form;
    return String(form.format(values(say.params ?? {}, locale)));
  }

  function values(params: TextParams, locale: Locale): Record<string, string | number> {
    const result: Record<string, string | number> = {};
    for (const name in params) {
      const value = params[name];
      if (value !== undefined) result[name] = written(value, locale);
    }
    return result;
  }

  // Numbers stay numbers: plural forms need them, and `{n, number}` writes 1.250,5.
  function written(value: TextValue, locale: Locale): string | number {
    if (typeof value === 'number') return value;
    if (typeof value === 'string') return escapeMarkup(value);
    if ('key' in value) return markup(value, locale);
    if ('list' in value) return listText(value, locale);
    return dateText(value, locale);
  }

  function listText({ list, join }: ListValue, locale: Locale): string {
    const items = list.map((item) => (typeof item === 'string' ? escapeMarkup(item) : markup(item, locale)));
    return items.join(SEPARATORS[join]);
  }

  function dateText({ as, date }: DateValue, locale: Locale): string {
    const local = typeof date === 'number' ? localTime(date, zone) : null;
    const iso = local?.date ?? String(date);
    const [year = '', month = '', day = ''] = iso.split('-');
    const plain = `${day}/${month}/${year}`;
    if (as === 'day') return plain;
    const weekday = `${markup({ key: `weekday.${weekdayOf(iso)}` as TextKey }, locale)}, ${plain}`;
    if (as === 'weekday' || local === null) return weekday;
    const time = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
    return `${time} ${weekday}`;
  }

  return {
    markup,
    plain: (say, locale) => toPlain(markup(say, locale)),
    texts: (locale) => TEXTS[locale],
    aliases: (key, locale) => (TEXTS[locale][key] ?? '').split('|').map((alias) => alias.trim()),
  };
}
