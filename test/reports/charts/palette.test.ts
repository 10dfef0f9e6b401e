import { describe, expect, it } from 'vitest';
import {
  BAR_FILLS,
  BLUE,
  FAINT,
  GOOD,
  INK,
  ORANGE,
  OUTLINE,
  PAPER,
  QUIET,
  VERMILLION,
} from '../../../src/reports/charts/drawing/palette.ts';

/** Contrast of two colours (WCAG 2.2, relative luminance). */
function contrast(left: string, right: string): number {
  const [light = 0, dark = 0] = [luminance(left), luminance(right)].toSorted((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the colours of pictures', () => {
  it.each([INK, QUIET])('set words off from the paper: %s', (colour) => {
    expect(contrast(colour, PAPER)).toBeGreaterThanOrEqual(7);
  });

  it.each([BLUE, VERMILLION, OUTLINE])('set what carries meaning off from the paper: %s', (colour) => {
    expect(contrast(colour, PAPER)).toBeGreaterThanOrEqual(3);
  });

  it('set the result of a gauge off from the zones behind it, and the goal from both', () => {
    for (const zone of [FAINT, GOOD]) {
      for (const result of [BLUE, VERMILLION]) expect(contrast(result, zone)).toBeGreaterThanOrEqual(2.7);
      expect(contrast(INK, zone)).toBeGreaterThanOrEqual(7);
    }
  });

  it('are never all that tells the parts of a bar apart', () => {
    const fills = Object.values(BAR_FILLS);
    const looks = fills.map(
      ({ colour, pattern }) => `${pattern?.symbol ?? 'plain'} ${Math.round(10 * luminance(colour))}`,
    );
    expect(new Set(looks).size).toBe(fills.length);
    for (const { colour, pattern } of fills)
      if (pattern !== null) expect(contrast(pattern.color, colour)).toBeGreaterThanOrEqual(3);
    expect(fills.map(({ colour }) => colour)).toContain(ORANGE);
  });
});
