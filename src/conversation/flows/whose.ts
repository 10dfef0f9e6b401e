import type { PledgeKind } from '../../domain/title.ts';
import type { MemberContext } from '../context.ts';
import { again, type Move, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';

/** A question that only heads are asked: for themselves, or for the division. */
interface Whose<S> {
  readonly help: TextKey;
  /** Nothing is under way yet. */
  readonly light: boolean;
  readonly own: TextKey;
  ask(context: MemberContext, state: S): { readonly text: Say; readonly division: string };
  chosen(context: MemberContext, state: S, kind: PledgeKind): Move<S>;
}

/** Asks whether it is about somebody's own pledge or the division's. */
export function whoseStep<S>({ help, light, own, ask, chosen }: Whose<S>): Step<S, MemberContext> {
  return {
    light,
    help,
    ask(context, state) {
      const { text, division } = ask(context, state);
      return {
        say: [text],
        choices: [
          { id: 'individual', label: say(own) },
          { id: 'collective', label: say('register.whose.division', { division }) },
        ],
      };
    },
    answer(context, state, answer) {
      const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
      if (id !== 'individual' && id !== 'collective') return again(say('dialogue.not_understood'));
      return chosen(context, state, id);
    },
  };
}
