import { escapeMarkup, toPlain, visibleLength } from './markup.ts';

/**
 * Splits a text into parts of at most `limit` UTF-16 units (mark-up not counted), on line ends. Mark-up never spans
 * lines, so each part stays well-formed; a single line that is too long loses its mark-up and is cut between words,
 * or inside one where there is no space, never inside a surrogate pair.
 */
export function splitText(markup: string, limit: number): readonly string[] {
  if (visibleLength(markup) <= limit) return [markup];
  const parts: string[] = [];
  let current = '';
  let used = 0;
  for (const line of markup.split('\n').flatMap((text) => fitLine(text, limit))) {
    const length = visibleLength(line);
    if (current !== '' && used + 1 + length > limit) {
      parts.push(current);
      current = line;
      used = length;
    } else {
      current = current === '' ? line : `${current}\n${line}`;
      used += length + (used === 0 ? 0 : 1);
    }
  }
  if (current !== '') parts.push(current);
  return parts;
}

function fitLine(line: string, limit: number): readonly string[] {
  if (visibleLength(line) <= limit) return [line];
  const pieces: string[] = [];
  let rest = toPlain(line);
  while (rest.length > limit) {
    let end = rest.lastIndexOf(' ', limit);
    if (end <= 0) {
      end = limit;
      const last = rest.charCodeAt(end - 1);
      if (last >= 0xd800 && last <= 0xdbff) end -= 1;
    }
    pieces.push(escapeMarkup(rest.slice(0, end)));
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') pieces.push(escapeMarkup(rest));
  return pieces;
}
