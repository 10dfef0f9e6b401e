import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import openType, { type Font } from 'opentype.js';

/** Weights that pictures use. */
export type Weight = 400 | 600;

/** Family name inside the font files; no font of the machine is ever used. */
export const FAMILY = 'Be Vietnam Pro';

/** What stands for a character that the typeface does not have. */
const UNKNOWN = '?';
const ELLIPSIS = '…';

/** The bundled typeface: its files, and how wide its texts are. */
export interface Typeface {
  readonly files: readonly Uint8Array[];
  /** Width of a text in pixels at a size in pixels. */
  width(text: string, size: number, weight: Weight): number;
  /** The text as it can be shown: composed, without invisible characters, `?` for what the typeface does not have. */
  shown(text: string): string;
  /** Lines of at most `width` pixels, cut between words where possible; what does not fit into `most` lines ends in `…`. */
  lines(text: string, space: { readonly width: number; readonly most: number }, size: number): readonly string[];
}

/** Reads the typeface's files; about 30 ms. */
export function loadTypeface(): Typeface {
  const require = createRequire(import.meta.url);
  const files: Readonly<Record<Weight, Uint8Array>> = {
    400: readFileSync(require.resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf')),
    600: readFileSync(require.resolve('@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf')),
  };
  const fonts: Readonly<Record<Weight, Font>> = { 400: parsed(files[400]), 600: parsed(files[600]) };
  const advances: Readonly<Record<Weight, Map<string, number>>> = { 400: new Map(), 600: new Map() };

  function advance(character: string, weight: Weight): number {
    const known = advances[weight].get(character);
    if (known !== undefined) return known;
    const font = fonts[weight];
    const share = (font.charToGlyph(character).advanceWidth ?? 0) / font.unitsPerEm;
    advances[weight].set(character, share);
    return share;
  }

  function width(text: string, size: number, weight: Weight): number {
    let share = 0;
    for (const character of text) share += advance(character, weight);
    return share * size;
  }

  function shown(text: string): string {
    const bare = text.normalize('NFC').replace(/[\p{C}\s]+/gu, ' ');
    return [...bare].map((character) => (fonts[400].hasChar(character) ? character : UNKNOWN)).join('');
  }

  // The beginning that fits, whole words where there are any, and the rest.
  function fitting(words: string, most: number, size: number): readonly [string, string] {
    let end = 0;
    let space = 0;
    let used = 0;
    for (const character of words) {
      used += advance(character, 400) * size;
      if (used > most) break;
      if (character === ' ') space = end;
      end += character.length;
    }
    if (end === words.length) return [words, ''];
    const cut = words[end] === ' ' ? end : space || Math.max(1, end);
    return [words.slice(0, cut), words.slice(cut).trimStart()];
  }

  function lines(text: string, space: { readonly width: number; readonly most: number }, size: number) {
    const result: string[] = [];
    let rest = shown(text).trim();
    while (rest !== '' && result.length < space.most) {
      const last = result.length === space.most - 1 && width(rest, size, 400) > space.width;
      const room = last ? space.width - width(ELLIPSIS, size, 400) : space.width;
      const [line, after] = fitting(rest, room, size);
      result.push(last ? `${line}${ELLIPSIS}` : line);
      rest = after;
    }
    return result;
  }

  return { files: [files[400], files[600]], width, shown, lines };
}

function parsed(file: Uint8Array): Font {
  return openType.parse(new Uint8Array(file).buffer);
}
