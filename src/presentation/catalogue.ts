import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import type { DateValue, ListValue, Say, TextKey, TextParams, TextValue } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import { localTime, weekdayOf } from '../lib/office-time.ts';
import { escapeMarkup, toPlain } from './markup.ts';
import { type MessageForm, readForm } from './message-form.ts';

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
  const forms: Record<Locale, Map<string, MessageForm>> = { vi: new Map(), en: new Map() };
  // Labels of buttons and commands are the same for everybody.
  const plainTexts: Record<Locale, Map<string, string>> = { vi: new Map(), en: new Map() };

  function formOf(key: TextKey, locale: Locale): MessageForm {
    const known = forms[locale].get(key);
    if (known !== undefined) return known;
    const source = TEXTS[locale][key];
    if (source === undefined) throw new Error(`no text ${key} in ${locale}`);
    const form = readForm(source, locale);
    forms[locale].set(key, form);
    return form;
  }

  function markup(say: Say, locale: Locale): string {
    return formOf(say.key, locale)(values(say.params ?? {}, locale));
  }

  function plain(say: Say, locale: Locale): string {
    if (say.params !== undefined) return toPlain(markup(say, locale));
    let text = plainTexts[locale].get(say.key);
    if (text === undefined) {
      text = toPlain(markup(say, locale));
      plainTexts[locale].set(say.key, text);
    }
    return text;
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
    plain,
    texts: (locale) => TEXTS[locale],
    aliases: (key, locale) => (TEXTS[locale][key] ?? '').split('|').map((alias) => alias.trim()),
  };
}
