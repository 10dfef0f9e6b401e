import { type AheadWave, changeReminder, reminderAhead, remindersAhead } from '../../app/reminder-desk.ts';
import { may } from '../../domain/rights.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, rewind, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { readMoment } from '../typed-moment.ts';
import { newConfirmStep, newTextStep, newWhenStep, newWhomStep } from './reminders-new.ts';
import { nowConfirmStep, nowStep } from './reminders-now.ts';
import { REMINDERS_START, type RemindersState, remindersState } from './reminders-state.ts';

type RemindersStep = Step<RemindersState, MemberContext>;

/** Planned reminders on one screen. */
const SHOWN = 8;

function labelOf({ kind, dueAt, count, text }: AheadWave): Say {
  const params = { what: say(`due.${kind}`), at: { as: 'moment' as const, date: dueAt }, count };
  if (text === null) return say('reminders.line', params);
  return say('reminders.line_text', { ...params, text: [...text].slice(0, 40).join('') });
}

const listStep: RemindersStep = {
  light: true,
  help: 'help.reminders',
  ask(context) {
    const ahead = remindersAhead(context, SHOWN);
    return {
      say: [say(ahead.length === 0 ? 'reminders.none' : 'reminders.ask')],
      choices: [
        ...ahead.map((wave, index) => ({
          id: wave.code,
          label: labelOf(wave),
          short: say('reminders.number', { number: index + 1 }),
        })),
        { id: 'new', label: say('reminders.new') },
        { id: 'now', label: say('reminders.now') },
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'close') return end([say('reminders.closed')]);
    if (id === 'new') return go('new_text', state);
    if (id === 'now') return go('now', state);
    if (id === undefined) return again(say('dialogue.not_understood'));
    return reminderAhead(context, id) === null
      ? again(say('error.reminder_unknown'))
      : go('one', { ...state, code: id });
  },
};

const oneStep: RemindersStep = {
  light: true,
  help: 'help.reminders',
  ask(context, { code }) {
    const wave = reminderAhead(context, code);
    if (wave === null) return { say: [say('error.reminder_unknown')], choices: [BACK] };
    return {
      say: [labelOf(wave)],
      choices: [{ id: 'move', label: say('reminders.move') }, { id: 'cancel', label: say('reminders.cancel') }, BACK],
    };
  },
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('list', state);
    return id === 'move' || id === 'cancel' ? go(id, state) : again(say('dialogue.not_understood'));
  },
};

const BACK = { id: 'back', label: say('choice.back') };

const moveStep: RemindersStep = {
  help: 'help.reminders',
  ask: () => ({ say: [say('reminders.when')], accepts: 'text', example: say('reminders.when_example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const at = readMoment(context, answer.text);
    if (at === null) return again(say('reminders.when_unread'));
    const moved = changeReminder(context, context.person, state.code, at);
    if (moved.ok) return rewind('list', state, [say('reminders.moved', { at: { as: 'moment', date: at } })]);
    const texts = [say(`error.${moved.error}`)];
    return moved.error === 'reminder_unknown' || moved.error === 'no_campaign' ? end(texts) : again(...texts);
  },
};

const cancelStep: RemindersStep = {
  help: 'help.reminders',
  ask: () => ({
    say: [say('reminders.cancel.ask')],
    choices: [{ id: 'yes', label: say('reminders.cancel.yes') }, BACK],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('list', state);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const cancelled = changeReminder(context, context.person, state.code, null);
    if (!cancelled.ok) return end([say(`error.${cancelled.error}`)]);
    return rewind('list', state, [say('reminders.cancelled')]);
  },
};

/** The secretary's reminders: what comes next, moved or cancelled, one of the secretary's own, or one at once. */
export const remindersFlow = defineFlow<RemindersState>({
  name: 'reminders',
  version: 1,
  state: remindersState,
  allowed: ({ person }) => may(person, 'order_reminders'),
  begin: ({ person }) =>
    may(person, 'order_reminders') ? go('list', REMINDERS_START) : end([say('error.not_allowed')]),
  steps: {
    list: listStep,
    one: oneStep,
    move: moveStep,
    cancel: cancelStep,
    new_text: newTextStep,
    new_whom: newWhomStep,
    new_when: newWhenStep,
    new_confirm: newConfirmStep,
    now: nowStep,
    now_confirm: nowConfirmStep,
  },
});
