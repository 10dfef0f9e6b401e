import { createRequire } from 'node:module';
import fc from 'fast-check';
import openType from 'opentype.js';
import { describe, expect, it } from 'vitest';
import en from '../../../locales/en.json' with { type: 'json' };
import vi from '../../../locales/vi.json' with { type: 'json' };
import { loadTypeface } from '../../../src/reports/charts/drawing/typeface.ts';

const typeface = loadTypeface();
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const VOWELS = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'];
const ALPHABET = [...VOWELS.flatMap((vowel) => TONES.map((tone) => `${vowel}${tone}`.normalize('NFC'))), ...'đĐ'];
/** Texts that stand in pictures; of all others letters and digits are looked at. */
const IN_PICTURES = /^(?:chart|figure|targets|number|digest)\./;

function charactersOf(texts: Readonly<Record<string, string>>): readonly string[] {
  const shown = Object.entries(texts).map(([key, text]) => {
    return IN_PICTURES.test(key) ? text.replaceAll('\n', ' ') : text.replace(/[^\p{L}\p{N}]/gu, '');
  });
  return [...new Set(shown.join('').normalize('NFC'))];
}

describe('the typeface', () => {
  it.each([0, 1])('of weight %i has every letter of Vietnamese and of the texts', (index) => {
    const file = typeface.files[index] ?? new Uint8Array();
    const font = openType.parse(new Uint8Array(file).buffer);
    const wanted = [...ALPHABET, ...charactersOf(vi), ...charactersOf(en), ...'0123456789≥≤–…“”×'];
    expect(wanted.length).toBeGreaterThan(250);
    expect(wanted.filter((character) => [...character].length !== 1 || !font.hasChar(character))).toEqual([]);
  });

  it('comes with its licence', () => {
    const { resolve } = createRequire(import.meta.url);
    expect(() => resolve('@expo-google-fonts/be-vietnam-pro/LICENSE_FONT')).not.toThrow();
  });

  it('shows what it does not have as a question mark, and nothing of what is invisible', () => {
    expect(typeface.shown('Ban \u202eđảo\u0000 中 😀')).toBe('Ban đảo ? ?');
    expect(typeface.shown('ế ộ ữ ặ'.normalize('NFD'))).toBe('ế ộ ữ ặ');
  });

  it('cuts lines that fit, between words where it can, and leaves out nothing silently', () => {
    const word = fc.string({ unit: fc.constantFrom(...ALPHABET, ...'bcdghklmn'), minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 120, max: 900 }), (words, width) => {
        const text = words.join(' ');
        const lines = typeface.lines(text, { width, most: 2 }, 28);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(typeface.width(line, 28, 400)).toBeLessThanOrEqual(width);
        const shown = lines.join('').replace(/ /g, '');
        const whole = text.replace(/ /g, '');
        if (shown.endsWith('…')) expect(whole.startsWith(shown.slice(0, -1))).toBe(true);
        else expect(shown).toBe(whole);
      }),
    );
  });
});
