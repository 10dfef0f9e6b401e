import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, toPlain, visibleLength } from '../../src/presentation/markup.ts';
import { splitText } from '../../src/presentation/split.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('đăng ký thi đua', '🙂👩‍👩‍👧', '&amp;', '<b>', '</b>', '<', '&', '"', 'ừ'.repeat(50), ' ', ''),
);
/** One line as a locale text gives it: values escaped, mark-up opened and closed within it. */
const htmlLine = fc
  .array(fc.tuple(words, fc.constantFrom('', 'b', 'i')), { maxLength: 6 })
  .map((pieces) => pieces.map(([text, tag]) => marked(text.replace(/[\n\r]/g, ' '), tag)).join(''));
const html = fc.array(htmlLine, { maxLength: 12 }).map((lines) => lines.join('\n'));
const plain = fc.array(words, { maxLength: 20 }).map((pieces) => pieces.join('\n'));
const limits = fc.integer({ min: 2, max: 120 });

function marked(text: string, tag: string): string {
  return tag === '' ? escapeMarkup(text) : `<${tag}>${escapeMarkup(text)}</${tag}>`;
}

/** Letters that count: spaces at a cut may go. */
const letters = (text: string) => text.replace(/\s/g, '');

function balanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, close, tag] of markup.matchAll(/<(\/?)([bi])>/g)) {
    if (close === '') open.push(tag ?? '');
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0 && !/<(?!\/?[bi]>)/.test(markup) && !/&(?!amp;|lt;|gt;|quot;)/.test(markup);
}

/** Ends or begins with half of a character, where the text had both halves together. */
const halved = (parts: readonly string[]) =>
  parts.some((part, index) => /[\ud800-\udbff]$/.test(part) && /^[\udc00-\udfff]/.test(parts[index + 1] ?? ''));

describe('a formatted text', () => {
  it('has no part above the limit, counted after mark-up', () => {
    fc.assert(
      fc.property(html, limits, (text, limit) => {
        for (const part of splitText(text, limit, 'html')) expect(visibleLength(part)).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 500 },
    );
  });

  it('loses no letter and gains none', () => {
    fc.assert(
      fc.property(html, limits, (text, limit) => {
        expect(letters(splitText(text, limit, 'html').map(toPlain).join('\n'))).toBe(letters(toPlain(text)));
      }),
      { numRuns: 500 },
    );
  });

  it('has well-formed mark-up in every part', () => {
    fc.assert(
      fc.property(html, limits, (text, limit) => {
        for (const part of splitText(text, limit, 'html')) expect(balanced(part), part).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never cuts a character in half', () => {
    fc.assert(
      fc.property(html, limits, (text, limit) => {
        expect(halved(splitText(text, limit, 'html').map(toPlain))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plain text', () => {
  it('is cut the same way, and nothing in it is mark-up', () => {
    fc.assert(
      fc.property(plain, limits, (text, limit) => {
        const parts = splitText(text, limit, 'plain');
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
        expect(letters(parts.join('\n'))).toBe(letters(text));
        expect(halved(parts)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('that looks like mark-up counts and stays as it is', () => {
    const text = '<b>'.repeat(40);
    const parts = splitText(text, 30, 'plain');
    expect(parts.join('')).toBe(text);
    expect(parts.every((part) => part.length <= 30)).toBe(true);
    expect(splitText(`&lt;${'x'.repeat(40)}`, 20, 'plain').join('')).toContain('&lt;');
  });
});

describe('a text', () => {
  it('that fits stays one', () => {
    expect(splitText('<b>năm</b>', 3, 'html')).toEqual(['<b>năm</b>']);
  });

  it('is cut at a line end before a space, at a space before a letter', () => {
    expect(splitText('một hai\nba bốn', 9, 'html')).toEqual(['một hai', 'ba bốn']);
    expect(splitText('một hai ba', 8, 'html')).toEqual(['một hai', 'ba']);
    expect(splitText('mộthaiba', 5, 'html')).toEqual(['mộtha', 'iba']);
  });

  it('gives no empty part', () => {
    expect(splitText('\n\n\nmột\n\n\nhai\n\n', 4, 'html').every((part) => part.trim() !== '')).toBe(true);
  });
});
