import { escapeMarkup, toPlain, visibleLength } from './markup.ts';
import type { Capabilities } from './types.ts';

type Formatting = Capabilities['formatting'];

/**
 * Splits a text into parts of at most `limit` UTF-16 units (mark-up not counted), on line ends. Mark-up never spans
 * lines, so each part stays well-formed; a single line that is too long loses its mark-up and is cut between words,
 * or inside one where there is no space, never inside a surrogate pair. In a `plain` text nothing is mark-up.
 */
export function splitText(text: string, limit: number, formatting: Formatting): readonly string[] {
  // Taking mark-up out never makes a text longer.
  if (text.length <= limit) return [text];
  const length = formatting === 'html' ? visibleLength : (line: string) => line.length;
  if (length(text) <= limit) return [text];
  const lines = text.split('\n').flatMap((line) => (length(line) <= limit ? [line] : cut(line, limit, formatting)));
  const parts: { readonly lines: string[]; used: number }[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const units = length(line);
    if (last === undefined || last.used + 1 + units > limit) parts.push({ lines: [line], used: units });
    else {
      last.lines.push(line);
      last.used += 1 + units;
    }
  }
  // Platforms refuse a message of nothing but line ends.
  return parts.map((part) => part.lines.join('\n')).filter((part) => part.trim() !== '');
}

function cut(line: string, limit: number, formatting: Formatting): readonly string[] {
  const pieces: string[] = [];
  let rest = formatting === 'html' ? toPlain(line) : line;
  while (rest.length > limit) {
    const end = cutAt(rest, limit);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return formatting === 'html' ? pieces.map(escapeMarkup) : pieces;
}

function cutAt(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > 0) return space;
  const last = text.charCodeAt(limit - 1);
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
}
