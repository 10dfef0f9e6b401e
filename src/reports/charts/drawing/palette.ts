import type { BarPart } from '../sheet.ts';

// Colours that people with any colour vision tell apart: Okabe and Ito, "Color Universal Design" (2008). Each meaning has a
// pattern or words of its own as well.

export const INK = '#1A1A1A';
/** For what stands back: ends of scales, agency, what is past. */
export const QUIET = '#4D4D4D';
export const PAPER = '#FFFFFF';
/** Lines of scales, and what a gauge has not reached. */
export const FAINT = '#D9D9D9';
/** Around every part of a bar: neighbours are told apart where colours are not. */
export const OUTLINE = '#333333';

export const BLUE = '#0072B2';
export const ORANGE = '#E69F00';
export const VERMILLION = '#D55E00';
const SKY = '#56B4E9';

/** Where a gauge's target is reached. */
export const GOOD = '#BFDDF0';

/** How a surface is filled; a pattern is drawn over its colour. */
export interface Fill {
  readonly colour: string;
  readonly pattern: Pattern | null;
}

/** Echarts calls it decal. */
export interface Pattern {
  readonly symbol: 'rect' | 'circle';
  readonly color: string;
  readonly dashArrayX: [number, number];
  readonly dashArrayY: [number, number];
  readonly rotation?: number;
}

const STRIPES: Pattern = {
  symbol: 'rect',
  color: INK,
  dashArrayX: [1, 0],
  dashArrayY: [3, 11],
  rotation: -Math.PI / 4,
};
const DOTS: Pattern = { symbol: 'circle', color: INK, dashArrayX: [7, 11], dashArrayY: [7, 11] };

/** The further a paper has come, the darker. */
export const BAR_FILLS: Readonly<Record<BarPart, Fill>> = {
  accepted: { colour: BLUE, pattern: null },
  confirmed: { colour: SKY, pattern: STRIPES },
  handed_in: { colour: ORANGE, pattern: DOTS },
  missing: { colour: PAPER, pattern: null },
};
