import { holds, type Person } from '../../domain/person.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, rewind, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import { findPerson } from './find-person.ts';
import type { ManageState } from './manage-state.ts';
import { whoseStep } from './whose.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** What somebody may hand in late. */
interface Lateness {
  /** Name of the first step; those after it are `<name>_whose` and `<name>_reason`. */
  readonly name: 'late' | 'review_late';
  readonly help: TextKey;
  readonly ask: TextKey;
  readonly whose: TextKey;
  /** Longest reason in characters. */
  readonly most: number;
  why(state: ManageState, name: string): Say;
  permit(context: MemberContext, state: ManageState, owner: Person, reason: string): Move<ManageState>;
}

const REASON_EXAMPLE = say('manage.late.reason_example');

function nameOf(context: MemberContext, { memberId }: ManageState): string {
  return context.store.members.byId(memberId)?.fullName ?? '';
}

/** Who may be late, for themselves or for the division, and why. */
export function lateSteps(late: Lateness): Readonly<Record<string, ManageStep>> {
  const { name, help } = late;

  const personStep: ManageStep = {
    help,
    ask: () => ({ say: [say(late.ask)], accepts: 'text', example: say('manage.late.example') }),
    answer(context, state, answer) {
      if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
      const found = findPerson(context, answer.text);
      if (found.person === null) return again(...found.texts);
      const next = { ...state, memberId: found.person.id, kind: 'individual' as const };
      return go(holds(found.person, 'head') ? `${name}_whose` : `${name}_reason`, next);
    },
  };

  const reasonStep: ManageStep = {
    help,
    ask: (context, state) => ({
      say: [late.why(state, nameOf(context, state))],
      accepts: 'text',
      example: REASON_EXAMPLE,
    }),
    answer(context, state, answer) {
      const reason = typedReason(answer, late.most, REASON_EXAMPLE);
      if (!reason.ok) return reason.error;
      const owner = context.store.members.byId(state.memberId);
      return owner === null ? rewind(name, state) : late.permit(context, state, owner, reason.value);
    },
  };

  return {
    [name]: personStep,
    [`${name}_whose`]: whoseStep<ManageState>({
      light: false,
      help,
      own: 'manage.late.whose_own',
      ask: (context, state) => ({
        text: say(late.whose, { name: nameOf(context, state) }),
        division: context.store.members.byId(state.memberId)?.divisionName ?? '',
      }),
      chosen: (_context, state, kind) => go(`${name}_reason`, { ...state, kind }),
    }),
    [`${name}_reason`]: reasonStep,
  };
}
