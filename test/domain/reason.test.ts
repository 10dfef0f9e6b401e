import { describe, expect, it } from 'vitest';
import { isReason } from '../../src/domain/reason.ts';

describe('a reason', () => {
  it.each(['Bổ sung', 'đi học', 'thiếu minh chứng', 'trùng lặp', 'nghỉ ốm', 'incomplete'])('is «%s»', (text) => {
    expect(isReason(text)).toBe(true);
  });

  it.each(['', 'a', 'ok', '.....', '12345', 'a b', 'x y z', '👍👍👍👍👍'])('is not «%s»', (text) => {
    expect(isReason(text)).toBe(false);
  });
});
