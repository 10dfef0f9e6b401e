import { describe, expect, it } from 'vitest';
import { fold, tidy } from '../../src/lib/vietnamese.ts';

describe('a text that a person typed', () => {
  it('keeps its lines and loses every control character', () => {
    const controls = [0, 7, 9, 11, 12, 27, 31, 127, 133, 159].map((code) => String.fromCharCode(code));
    for (const control of controls) expect(tidy(`đăng${control}ký\nthi đua`)).toBe('đăng ký\nthi đua');
  });

  it('has Unix line ends, and at most one empty line in a row', () => {
    expect(tidy('một\r\nhai\r\r\r\rba')).toBe('một\nhai\n\nba');
  });

  it('loses everything that nobody sees', () => {
    for (const code of [0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200d, 0x200f, 0x202e, 0x2066, 0x3164, 0xfeff, 0xe0041]) {
      expect(tidy(`a${String.fromCodePoint(code)}b`)).toBe('ab');
      expect(fold(`A${String.fromCodePoint(code)}B`)).toBe('ab');
    }
    expect(tidy('\u2764\ufe0f')).toBe('\u2764\ufe0f');
  });

  it('has no towers of marks over its lines, and every mark of a language', () => {
    expect(tidy(`a${'\u0489'.repeat(1_000)}`)).toBe(`a${'\u0489'.repeat(4)}`);
    for (const word of ['Nguyễn', 'ởẵệ'.normalize('NFD'), 'ក្សី']) expect(tidy(word)).toBe(word.normalize('NFC'));
  });

  it('of a million characters is tidied all the same', () => {
    const marks = tidy(`${'e\u0301'.repeat(500_000)}`);
    expect(marks).toBe('é'.repeat(500_000));
  });
});
