import { clipped } from '../../lib/vietnamese.ts';
import { type ListValue, type Say, say } from '../text-key.ts';

/** How much of a digest is said: divisions and targets that are named, and characters of a name or a sentence. */
export interface Detail {
  readonly divisions: number;
  readonly targets: number;
  readonly characters: number;
}

/** From everything that is worth saying to what always fits. */
export const DETAILS: readonly Detail[] = [
  { divisions: 40, targets: 8, characters: 120 },
  { divisions: 25, targets: 6, characters: 90 },
  { divisions: 15, targets: 5, characters: 70 },
  { divisions: 8, targets: 4, characters: 60 },
  { divisions: 4, targets: 3, characters: 40 },
  { divisions: 2, targets: 1, characters: 24 },
];

/** Names in one line: a line that does not fit the end of a first part leaves that much room unused. */
const MOST_IN_LINE = 4;
const MOST_CHARACTERS_IN_LINE = 60;

/** The first of several names, and how many more there are. */
export function someOf(names: readonly string[], { characters }: Detail): ListValue {
  const most = Math.min(characters, MOST_CHARACTERS_IN_LINE);
  const shown: (Say | string)[] = names.slice(0, MOST_IN_LINE).map((name) => clipped(name, most));
  const hidden = names.length - MOST_IN_LINE;
  if (hidden > 0) shown.push(say('digest.more', { count: hidden }));
  return { list: shown, join: 'semicolon' };
}
