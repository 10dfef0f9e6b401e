import { badRequest } from './api-error.ts';

const TAGS: readonly string[] = [
  'a',
  'b',
  'blockquote',
  'code',
  'del',
  'em',
  'i',
  'ins',
  'pre',
  's',
  'span',
  'strike',
  'strong',
  'tg-emoji',
  'tg-spoiler',
  'u',
];
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TAG = /^<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*>/;
const ENTITY = /^&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-z]+));/;

/** Reads Telegram's HTML; gives the visible text, or throws what Telegram answers to mark-up it cannot read. */
export function visibleText(html: string): string {
  const open: string[] = [];
  let text = '';
  for (let at = 0; at < html.length; ) {
    const rest = html.slice(at);
    if (rest.startsWith('<')) {
      at += readTag(rest, Buffer.byteLength(html.slice(0, at)), open);
    } else if (rest.startsWith('&')) {
      const [taken, shown] = readEntity(rest);
      text += shown;
      at += taken;
    } else {
      text += html[at];
      at += 1;
    }
  }
  const left = open.at(-1);
  if (left !== undefined) throw cannotParse(`Can't find end tag corresponding to start tag "${left}"`);
  return text;
}

function readTag(rest: string, offset: number, open: string[]): number {
  const match = TAG.exec(rest);
  const name = match?.[2]?.toLowerCase() ?? /^<\/?([^\s>]*)/.exec(rest)?.[1] ?? '';
  const place = `at byte offset ${offset}`;
  if (match?.[1] === '/' || rest.startsWith('</')) {
    const expected = open.pop();
    if (expected === undefined) throw cannotParse(`Unexpected end tag ${place}`);
    if (match === null || expected !== name) {
      throw cannotParse(`Unmatched end tag ${place}, expected "</${expected}>", found "</${name}>"`);
    }
    return match[0].length;
  }
  if (!TAGS.includes(name)) throw cannotParse(`Unsupported start tag "${name}" ${place}`);
  if (match === null) throw cannotParse(`Unclosed start tag ${place}`);
  open.push(name);
  return match[0].length;
}

// What is not an entity that Telegram knows stays as it is written.
function readEntity(rest: string): readonly [number, string] {
  const match = ENTITY.exec(rest);
  if (match === null) return [1, '&'];
  const [whole, decimal, hex, named] = match;
  if (named !== undefined) {
    const shown = NAMED[named];
    return shown === undefined ? [1, '&'] : [whole.length, shown];
  }
  return [whole.length, String.fromCodePoint(Number.parseInt(decimal ?? hex ?? '0', decimal === undefined ? 16 : 10))];
}

function cannotParse(why: string): Error {
  return badRequest(`can't parse entities: ${why}`);
}
