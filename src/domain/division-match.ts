import { editDistance } from '../lib/edit-distance.ts';
import { matchKey } from './match-key.ts';
import type { Division } from './plan.ts';

/** Finds divisions as people write them in a list. */
export interface DivisionIndex {
  /** By code or name without regard to case, diacritics or punctuation, or by name without its generic first word. */
  find(text: string): Division | null;
  /** The division whose code or name is nearest in spelling; null only when there is no division at all. */
  nearest(text: string): Division | null;
}

/** Prepares the look-up over the divisions of a plan; answers are remembered, since a list repeats few names. */
export function indexDivisions(divisions: readonly Division[]): DivisionIndex {
  const keys = divisions.map((division) => ({
    division,
    code: matchKey(division.code),
    name: matchKey(division.name),
  }));
  const nearestOf = new Map<string, Division | null>();

  function find(text: string): Division | null {
    const wanted = matchKey(text);
    if (wanted === '') return null;
    const exact = keys.find(({ code, name }) => code === wanted || name === wanted);
    if (exact !== undefined) return exact.division;
    const shortened = keys.filter(({ name }) => differsByFirstWord(name, wanted));
    return shortened.length === 1 ? (shortened[0]?.division ?? null) : null;
  }

  function nearest(text: string): Division | null {
    const wanted = matchKey(text).slice(0, LONGEST_COMPARED);
    const known = nearestOf.get(wanted);
    if (known !== undefined) return known;
    let best: Division | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const { division, code, name } of keys) {
      const distance = Math.min(relativeDistance(wanted, code), relativeDistance(wanted, name));
      if (distance < bestDistance) [best, bestDistance] = [division, distance];
    }
    nearestOf.set(wanted, best);
    return best;
  }

  return { find, nearest };
}

// The comparison costs the product of the two lengths; no division's name is this long.
const LONGEST_COMPARED = 100;

/** `chinh sach dan toc` for `phong chinh sach dan toc`; a single word is too little to go by. */
function differsByFirstWord(name: string, wanted: string): boolean {
  const longer = name.length > wanted.length ? name : wanted;
  const shorter = name.length > wanted.length ? wanted : name;
  return shorter.includes(' ') && longer.replace(/^\S+ /, '') === shorter;
}

function relativeDistance(left: string, right: string): number {
  return editDistance(left, right) / Math.max(left.length, right.length, 1);
}
