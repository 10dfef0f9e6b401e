import { editDistance } from '../../lib/edit-distance.ts';
import { fold } from '../../lib/vietnamese.ts';

/** What a problem's `suggestion` says when no known word is near; its text selects by it. */
const NONE = 'none';

/**
 * The known word that was probably meant: the only one that begins so, or the nearest; `none` when several begin so or
 * none is near (more than a third of its letters wrong).
 */
export function likely(typed: string, known: readonly string[]): string {
  const wanted = plain(typed);
  const begun = known.filter((word) => wanted !== '' && plain(word).startsWith(wanted));
  if (begun.length > 0) return begun.length === 1 ? (begun[0] ?? NONE) : NONE;
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
