import { checkMoment, orderReminder } from '../../app/reminder-desk.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, type Step } from '../flow.ts';
import { say } from '../text-key.ts';
import { readMoment } from '../typed-moment.ts';
import { typedText } from '../typed-text.ts';
import { ORDER_AUDIENCES, type RemindersState } from './reminders-state.ts';

type RemindersStep = Step<RemindersState, MemberContext>;

/** A reminder is a line or two; what is longer is a document. */
const MOST_CHARACTERS = 500;

/** What to remind of, in the secretary's words. */
export const newTextStep: RemindersStep = {
  help: 'help.reminders',
  ask: () => ({
    say: [say('reminders.new.text', { most: MOST_CHARACTERS })],
    accepts: 'text',
    example: say('reminders.new.text_example'),
  }),
  answer(_context, state, answer) {
    const typed = typedText(answer, MOST_CHARACTERS);
    return typed.ok ? go('new_whom', { ...state, text: typed.value }) : typed.error;
  },
};

/** Whom to remind. */
export const newWhomStep: RemindersStep = {
  help: 'help.reminders',
  ask: () => ({
    say: [say('reminders.new.whom')],
    choices: ORDER_AUDIENCES.map((id) => ({ id, label: say(`reminders.whom.${id}`) })),
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const audience = ORDER_AUDIENCES.find((candidate) => candidate === id);
    return audience === undefined ? again(say('dialogue.not_understood')) : go('new_when', { ...state, audience });
  },
};

/** When: in working time. */
export const newWhenStep: RemindersStep = {
  help: 'help.reminders',
  ask: () => ({ say: [say('reminders.when')], accepts: 'text', example: say('reminders.when_example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const at = readMoment(context, answer.text);
    if (at === null) return again(say('reminders.when_unread'));
    const checked = checkMoment(context, at, null);
    if (!checked.ok) return again(say(`error.${checked.error}`));
    return go('new_confirm', { ...state, dueAt: at });
  },
};

/** The whole reminder once more. */
export const newConfirmStep: RemindersStep = {
  help: 'help.reminders',
  ask: (_context, { text, audience, dueAt }) => ({
    say: [
      say('reminders.new.confirm', {
        text,
        whom: say(`reminders.whom.${audience}`),
        at: { as: 'moment', date: dueAt },
      }),
    ],
    choices: [
      { id: 'yes', label: say('reminders.new.yes') },
      { id: 'no', label: say('reminders.new.no') },
    ],
  }),
  answer(context, { text, audience, dueAt }, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'no') return end([say('reminders.closed')]);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const ordered = orderReminder(context, context.person, { text, audience, dueAt });
    if (!ordered.ok) return end([say(`error.${ordered.error}`)]);
    return end([say('reminders.new.done', { at: { as: 'moment', date: dueAt } })]);
  },
};
