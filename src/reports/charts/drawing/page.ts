import type { Heading } from '../sheet.ts';
import { INK, PAPER, QUIET } from './palette.ts';
import { FAMILY, type Typeface, type Weight } from './typeface.ts';

/** Width of every picture, in pixels: what phones show across at least. */
export const PAGE_WIDTH = 1080;
export const MARGIN = 48;
/** The smallest letters, in pixels at that width. */
export const SMALL = 28;
const TITLE = 44;
/** Distance of lines, as a multiple of the letters' size: room for two diacritics one above the other. */
export const LINE = 1.45;

/** Texts stand above every line and surface. */
const TEXT_Z = 10;

/** A text at its place; `y` is the top of its line. */
export interface Words {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Paper around the letters, where lines run behind them. */
  readonly halo?: boolean;
}

/** A text as echarts draws it, word for word: names are no templates. */
export function words({ x, y, text, size = SMALL, weight = 400, colour = INK, align = 'left', halo }: Words) {
  // The font in its parts: resvg does not read the CSS shorthand that echarts would write for `font`.
  const font = { fontFamily: FAMILY, fontSize: size, fontWeight: weight, lineHeight: size * LINE };
  const style = { text, ...font, fill: colour, align, verticalAlign: 'top' as const, legacy: false };
  const around = halo === true ? { stroke: PAPER, lineWidth: 10 } : {};
  return { type: 'text' as const, x, y, z: TEXT_Z, silent: true, style: { ...style, ...around } };
}

/** Several lines, one below the other, and where the next one begins. */
export function block(lines: readonly string[], place: Omit<Words, 'text'>) {
  const height = (place.size ?? SMALL) * LINE;
  const drawn = lines.map((text, index) => words({ ...place, y: place.y + index * height, text }));
  return { drawn, bottom: place.y + lines.length * height };
}

/** Title, agency and date at the top of a picture, and where what follows begins. */
export function headingOf({ title, agency, date }: Heading, typeface: Typeface) {
  const width = PAGE_WIDTH - 2 * MARGIN;
  // Semi-bold letters are up to 6 % wider than those that lines are measured by.
  const titleLines = typeface.lines(title, { width: 0.94 * width, most: 3 }, TITLE);
  const top = block(titleLines, { x: MARGIN, y: 40, size: TITLE, weight: 600 });
  const below = [
    ...typeface.lines(agency, { width, most: 2 }, SMALL),
    ...typeface.lines(date, { width, most: 1 }, SMALL),
  ];
  const rest = block(below, { x: MARGIN, y: top.bottom + 4, colour: QUIET });
  return { drawn: [...top.drawn, ...rest.drawn], bottom: rest.bottom + 28 };
}

/** A note across the picture, and where the picture may end; nothing for an empty note. */
export function noteOf(note: string, y: number, typeface: Typeface) {
  if (note === '') return { drawn: [], bottom: y };
  const lines = typeface.lines(note, { width: PAGE_WIDTH - 2 * MARGIN, most: 3 }, SMALL);
  return block(lines, { x: MARGIN, y, colour: QUIET });
}
