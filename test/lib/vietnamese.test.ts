import { describe, expect, it } from 'vitest';
import { tidy } from '../../src/lib/vietnamese.ts';

describe('a text that a person typed', () => {
  it('keeps its lines and loses every control character', () => {
    const controls = [0, 7, 9, 11, 12, 27, 31, 127, 133, 159].map((code) => String.fromCharCode(code));
    for (const control of controls) expect(tidy(`đăng${control}ký\nthi đua`)).toBe('đăng ký\nthi đua');
  });

  it('has Unix line ends, and at most one empty line in a row', () => {
    expect(tidy('một\r\nhai\r\r\r\rba')).toBe('một\nhai\n\nba');
  });

  it('loses zero-width and bidirectional characters', () => {
    for (const code of [0x200b, 0x200f, 0x202e, 0x2066, 0xfeff]) {
      expect(tidy(`a${String.fromCharCode(code)}b`)).toBe('a b');
    }
  });
});
