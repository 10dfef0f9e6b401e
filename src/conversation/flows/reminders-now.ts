import { isWorkingTime, openDuties, remindNow } from '../../app/reminder-desk.ts';
import type { MemberContext } from '../context.ts';
import { dutySay } from '../due-notices.ts';
import { again, end, go, type Move, rewind, type Step } from '../flow.ts';
import { say } from '../text-key.ts';
import type { RemindersState } from './reminders-state.ts';

type RemindersStep = Step<RemindersState, MemberContext>;

/** Of which open duty to remind those who still owe it. */
export const nowStep: RemindersStep = {
  light: true,
  help: 'help.reminders',
  ask(context) {
    const duties = openDuties(context);
    return {
      say: [say(duties.length === 0 ? 'reminders.now.none' : 'reminders.now.ask')],
      choices: [
        ...duties.map(({ duty, owing }) => ({
          id: duty,
          label: say('reminders.now.choice', { what: dutySay(duty), count: owing }),
        })),
        { id: 'back', label: say('choice.back') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('list', state);
    const found = openDuties(context).find(({ duty }) => duty === id);
    return found === undefined
      ? again(say('dialogue.not_understood'))
      : go('now_confirm', { ...state, duty: found.duty });
  },
};

/** Whether really; outside working time also whether to wait for it. */
export const nowConfirmStep: RemindersStep = {
  help: 'help.reminders',
  ask(context, { duty }) {
    const owing = openDuties(context).find((one) => one.duty === duty)?.owing ?? 0;
    const question = say('reminders.now.confirm', { what: dutySay(duty), count: owing });
    const no = { id: 'back', label: say('choice.back') };
    if (isWorkingTime(context)) {
      return { say: [question], choices: [{ id: 'wait', label: say('reminders.now.yes') }, no] };
    }
    return {
      say: [question, say('reminders.now.quiet')],
      choices: [
        { id: 'wait', label: say('reminders.now.wait') },
        { id: 'anyway', label: say('reminders.now.anyway') },
        no,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('now', state);
    return id === 'wait' || id === 'anyway'
      ? remind(context, state, id === 'anyway')
      : again(say('dialogue.not_understood'));
  },
};

function remind(context: MemberContext, { duty }: RemindersState, anyway: boolean): Move<RemindersState> {
  const reminded = remindNow(context, context.person, duty, anyway);
  if (!reminded.ok) return end([say(`error.${reminded.error}`)]);
  const later = !anyway && !isWorkingTime(context);
  return end([say(later ? 'reminders.now.done_later' : 'reminders.now.done', { count: reminded.value })]);
}
