import { fold } from '../../lib/vietnamese.ts';

/** What a problem's `suggestion` says when no known word is near; its text selects by it. */
const NONE = 'none';

/** The known word that was probably meant, or `none` when none is near (more than a third of its letters wrong). */
export function likely(typed: string, known: readonly string[]): string {
  const wanted = plain(typed);
  let best = NONE;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const target = plain(word);
    const distance = editDistance(wanted, target);
    if (distance <= Math.max(1, Math.floor(target.length / 3)) && distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
}

// `shortName`, `short-name` and `Short_name` are all the same slip.
function plain(word: string): string {
  return fold(word.slice(0, 64)).replace(/[-_ ]/g, '');
}

function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
