import { fold } from '../../lib/vietnamese.ts';

/** The name may be typed with other spaces and decomposed letters, but not many times as long. */
const MOST_TIMES_AS_LONG = 4;
/** A mention under another name (the bot was renamed) before a command with its slash. */
const BEFORE_COMMAND = /^@[^/\n]{1,80}?\s(?=\/\p{L})/u;

/**
 * Takes the mention of the bot, `@Trợ lý Thi đua `, off the beginning of a group's text. Case, decomposed letters and
 * spaces do not matter; names that begin alike (`@Trợ lý Thi đua 2`) are another's.
 */
export function withoutMention(text: string, names: readonly string[]): string {
  const written = text.trimStart();
  if (!written.startsWith('@')) return text;
  const known = names.map(fold).filter((name) => name !== '');
  for (const name of known.toSorted((left, right) => right.length - left.length)) {
    const end = endOfName(written, name);
    if (end !== null) return written.slice(end).replace(/^[\s,:]+/, '');
  }
  return written.replace(BEFORE_COMMAND, '');
}

/** Where the name after the `@` ends, null when another one stands there. */
function endOfName(text: string, name: string): number | null {
  const last = Math.min(text.length, 2 + name.length * MOST_TIMES_AS_LONG);
  for (let end = last; end > 1; end -= 1) {
    // A combining mark belongs to the letter before it.
    if (/^[\p{L}\p{N}\p{M}_]/u.test(text.slice(end))) continue;
    if (fold(text.slice(1, end)) === name) return end;
  }
  return null;
}
