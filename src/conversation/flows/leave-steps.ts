import { addLeave, leaveAhead, removeLeave } from '../../app/leave.ts';
import type { LeaveDays } from '../../domain/leave.ts';
import type { Person } from '../../domain/person.ts';
import { localTime } from '../../lib/office-time.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, refresh, rewind, type Step } from '../flow.ts';
import { leaveEntered } from '../leave-notice.ts';
import { type Say, say } from '../text-key.ts';
import { readDays } from '../typed-times.ts';

/** A dialogue in which somebody keeps leave: whose it is, and where its three steps stand. */
export interface LeaveDialogue<S> {
  /** The person whose leave it is, null when there is nobody any more. */
  owner(context: MemberContext, state: S): Person | null;
  /** Step to return to from the list. */
  readonly before: string;
}

/** What the steps keep between two answers. */
export interface LeaveState {
  /** First day, while the last one is asked for. */
  readonly leaveFrom: string;
}

/** Steps `leave`, `leave_from` and `leave_to`: the list with additions and removals, for oneself or by the secretary. */
export function leaveSteps<S extends LeaveState>(
  dialogue: LeaveDialogue<S>,
): Readonly<Record<string, Step<S, MemberContext>>> {
  const listStep: Step<S, MemberContext> = {
    light: true,
    help: 'help.leave',
    ask(context, state) {
      const owner = dialogue.owner(context, state);
      const leave = owner === null ? [] : leaveAhead(context, owner.id);
      return {
        say: [
          heading(context, owner),
          ...(leave.length === 0
            ? [say('leave.none')]
            : leave.map((days) => say('leave.line', { days: daysSay(days) }))),
        ],
        choices: [
          { id: 'add', label: say('leave.add') },
          ...leave.map((days) => ({ id: String(days.id), label: say('leave.remove', { days: daysSay(days) }) })),
          { id: 'back', label: say('choice.back') },
        ],
      };
    },
    answer(context, state, answer) {
      const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
      if (id === undefined) return again(say('dialogue.not_understood'));
      if (id === 'back') return rewind(dialogue.before, state);
      if (id === 'add') return go('leave_from', state);
      const removed = removeLeave(context, context.person, Number(id));
      if (!removed.ok) return refresh('leave', state, [say(`error.${removed.error}`)]);
      return refresh('leave', state, [say('leave.removed', { days: daysSay(removed.value) })]);
    },
  };

  const fromStep: Step<S, MemberContext> = {
    help: 'help.leave',
    ask: () => ({ say: [say('leave.from.ask')], accepts: 'text', example: say('leave.from.example') }),
    answer(context, state, answer) {
      if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
      const days = readDays(answer.text, today(context), context.words);
      if (days === null) return again(say('leave.not_a_day'));
      if (days.to !== days.from) return enter(context, state, days);
      return go('leave_to', { ...state, leaveFrom: days.from });
    },
  };

  const toStep: Step<S, MemberContext> = {
    help: 'help.leave',
    ask: (_context, state) => ({
      say: [say('leave.to.ask', { from: { as: 'weekday', date: state.leaveFrom } })],
      choices: [{ id: 'same', label: say('leave.to.same') }],
      accepts: 'text',
      example: say('leave.to.example'),
    }),
    answer(context, state, answer) {
      const from = state.leaveFrom;
      if (answer.kind === 'choice') return enter(context, state, { from, to: from });
      if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
      const last = readDays(answer.text, from, context.words);
      return last === null || last.from !== last.to
        ? again(say('leave.not_a_day'))
        : enter(context, state, { from, to: last.to });
    },
  };

  function enter(context: MemberContext, state: S, days: LeaveDays): Move<S> {
    const owner = dialogue.owner(context, state);
    if (owner === null) return rewind('leave', state, [say('error.not_allowed')]);
    const added = addLeave(context, context.person, owner.id, days);
    if (!added.ok) return again(say(`error.${added.error}`));
    if (owner.id !== context.person.id) leaveEntered(context, owner, days);
    return rewind('leave', { ...state, leaveFrom: '' }, [say('leave.added', { days: daysSay(days) })]);
  }

  return { leave: listStep, leave_from: fromStep, leave_to: toStep };
}

function heading(context: MemberContext, owner: Person | null): Say {
  return owner === null || owner.id === context.person.id
    ? say('leave.own')
    : say('leave.of', { name: owner.fullName, code: owner.code });
}

/** Days of leave: one day, or the first and the last. */
export function daysSay({ from, to }: LeaveDays): Say {
  const first = { as: 'day', date: from } as const;
  return from === to
    ? say('leave.day', { date: first })
    : say('leave.days', { from: first, to: { as: 'day', date: to } });
}

function today(context: MemberContext): string {
  return localTime(context.now, context.zone).date;
}
