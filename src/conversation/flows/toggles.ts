import type { Question } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice } from '../types.ts';

/** One thing that can be ticked. */
export interface Toggle {
  readonly id: string;
  readonly label: Say;
  readonly on: boolean;
  /** The label is a sentence: the button shows only mark and number. */
  readonly long?: boolean;
}

/** A question with things to tick, followed by other choices; several numbers may be typed at once. */
export function toggleQuestion(texts: readonly Say[], toggles: readonly Toggle[], others: readonly Choice[]): Question {
  const choices = toggles.map(({ id, label, on, long }, index): Choice => {
    const mark: Say = say(on ? 'toggle.on' : 'toggle.off', { label });
    if (long !== true) return { id, label: mark };
    return { id, label: mark, short: say(on ? 'toggle.short_on' : 'toggle.short_off', { number: index + 1 }) };
  });
  return { say: texts, choices: [...choices, ...others], several: true, example: say('toggle.example') };
}

/** `list` with each of `ids` put in or taken out, in the order of `order`. */
export function toggled<T extends string>(list: readonly T[], ids: readonly T[], order: readonly T[]): readonly T[] {
  const held = new Set<T>(list);
  for (const id of ids) {
    if (!held.delete(id)) held.add(id);
  }
  return order.filter((id) => held.has(id));
}
