import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import { readForm } from '../../src/presentation/message-form.ts';

const TEXTS = Object.entries({ vi, en }).flatMap(([locale, texts]) =>
  Object.entries(texts).map(([key, source]) => ({ locale: locale as 'vi' | 'en', key, source })),
);
const WITH_VALUES = TEXTS.filter(({ source }) => source.includes('{'));

/** A value for every placeholder; numbers where a plural or a number asks for one. */
function valuesFor(source: string): Record<string, string | number> {
  const names = [...source.matchAll(/\{\s*(\w+)\s*(,)?/g)];
  return Object.fromEntries(
    names.map(([, name = '', formatted], index) => [name, formatted ? 1_250 + index : `<${index}>`]),
  );
}

it('every text of both languages reads as the ICU formatter writes it', () => {
  expect(WITH_VALUES.length).toBeGreaterThan(100);
  for (const { locale, key, source } of WITH_VALUES) {
    const values = valuesFor(source);
    const formatter = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
    expect({ key, text: readForm(source, locale)(values) }).toEqual({ key, text: formatter.format(values) });
  }
});

it('a text without placeholders is taken as it stands', () => {
  expect(readForm("l'ơn ''", 'vi')({})).toBe("l'ơn ''");
});

it('a value that was forgotten is a bug, not an empty place', () => {
  expect(() => readForm('Kính chào {name}', 'vi')({})).toThrow('name');
});

it.each([
  ['{count, plural, one {# person} other {# people}}', 'en', { count: 2 }, '2 people'],
  ['{n, number} điểm', 'vi', { n: 1250.5 }, '1.250,5 điểm'],
] as const)('%s in %s is left to the formatter', (source, locale, values, text) => {
  expect(readForm(source, locale)(values)).toBe(text);
});
