import { fold } from '../lib/vietnamese.ts';
import type { Choice } from './types.ts';

// `2`, `2.`, `số 2`, `mục 2`, `chọn 2`, `no 2`; never `2 người nữa`.
const NUMBER = /^(?:so|muc|chon|cau|no\.?|number|option)? ?(\d{1,2})[.)]?$/;
const NUMBERS = /^(?:so|muc|chon|cau|no\.?|number|option)? ?\d{1,2}(?: ?(?:[,;+&]| va | and | ) ?\d{1,2})*[.)]?$/;

/** Shortest beginning of a label that is taken for it. */
const SHORTEST_BEGINNING = 2;

/**
 * Finds the choices that a typed text means: numbers of what was shown (`shown` ids in order), a label, or the only
 * label that begins so; with and without diacritics. Null when it means none of them, or more than one.
 */
export function resolveTyped(
  typed: string,
  shown: readonly string[],
  choices: readonly Choice[],
  several: boolean,
  label: (choice: Choice) => string,
): readonly string[] | null {
  const text = fold(typed);
  const single = NUMBER.exec(text);
  if (single !== null) {
    const id = shown[Number(single[1]) - 1];
    return id === undefined ? null : [id];
  }
  if (several && NUMBERS.test(text)) {
    const ids = (text.match(/\d{1,2}/g) ?? []).map((number) => shown[Number(number) - 1]);
    return ids.every((id) => id !== undefined) ? [...new Set(ids as string[])] : null;
  }
  const labels = choices.map((choice) => ({ id: choice.id, label: bare(fold(label(choice))) }));
  const wanted = bare(text);
  const exact = labels.filter((choice) => choice.label === wanted);
  if (exact.length === 1 && exact[0] !== undefined) return [exact[0].id];
  if (wanted.length < SHORTEST_BEGINNING) return null;
  const beginning = labels.filter((choice) => choice.label.startsWith(wanted));
  return beginning.length === 1 && beginning[0] !== undefined ? [beginning[0].id] : null;
}

// Marks before a label (☐ ☑ « ») are not part of the word.
function bare(label: string): string {
  return label.replace(/[^\p{L}\p{N}% ]/gu, '').trim();
}
