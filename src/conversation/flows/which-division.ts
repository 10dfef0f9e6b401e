import type { StoredDivision } from '../../app/ports.ts';
import type { MemberContext } from '../context.ts';
import { again, type Move, type Step } from '../flow.ts';
import { say, type TextKey } from '../text-key.ts';

/** Asks for one of the active divisions. */
export function whichDivisionStep<S>(
  help: TextKey,
  ask: TextKey,
  light: boolean,
  chosen: (context: MemberContext, state: S, division: StoredDivision) => Move<S>,
): Step<S, MemberContext> {
  return {
    light,
    help,
    ask: (context) => ({
      say: [say(ask)],
      choices: context.store.divisions
        .all()
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ id: String(id), label: say('exemplar.subject.named', { name }) })),
    }),
    answer(context, state, answer) {
      const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
      const division = context.store.divisions.all().find((candidate) => String(candidate.id) === id);
      return division === undefined ? again(say('dialogue.not_understood')) : chosen(context, state, division);
    },
  };
}
