import * as z from 'zod';
import { missedDuties } from '../../app/duties.ts';
import {
  declareDone,
  MOST_SNOOZES,
  type OpenReminder,
  openReminders,
  SNOOZE_CHOICES,
  type SnoozeChoice,
  snooze,
  snoozeMoments,
} from '../../app/snoozing.ts';
import { fold } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { doNow, dutySay, untilSay } from '../due-notices.ts';
import { again, defineFlow, end, go, type Move, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';

const state = z.object({ milestone: z.string() });
type State = z.infer<typeof state>;
type ReminderStep = Step<State, MemberContext>;

/** What follows the command where the reader says that the work is done. */
const DONE_WORDS = ['xong', 'done'];

const LABELS: Readonly<Record<SnoozeChoice, TextKey>> = {
  hour: 'reminder.later.hour',
  afternoon: 'reminder.later.afternoon',
  morning: 'reminder.later.morning',
  monday: 'reminder.later.monday',
};

function nameOf({ duty, end: deadline, text }: OpenReminder): Say {
  if (duty !== null) return dutySay(duty);
  return say('reminder.named', { name: deadline?.milestone.name ?? text ?? '' });
}

function lineOf(reminder: OpenReminder): Say {
  const what = nameOf(reminder);
  return reminder.end === null
    ? say('reminder.open.line', { what })
    : say('reminder.open.line_until', { what, at: untilSay(reminder.end) });
}

function workNow(reminders: readonly OpenReminder[]): readonly CommandChoice[] {
  const duties = reminders.flatMap(({ duty }) => (duty === null ? [] : [duty]));
  const choices = duties.flatMap((duty) => doNow(duty, duties.length > 1) ?? []);
  return choices.filter((choice, place) => choices.findIndex(({ command }) => command === choice.command) === place);
}

function postponable(reminders: readonly OpenReminder[]): readonly OpenReminder[] {
  return reminders.filter(({ postponed, timely }) => timely && postponed < MOST_SNOOZES);
}

// Offered together, so what ends first sets the last moment.
function momentsFor(context: MemberContext, reminders: readonly OpenReminder[]) {
  return snoozeMoments(context, context.person, Math.min(...reminders.map(({ endsAt }) => endsAt)));
}

function later(context: MemberContext): Move<State> {
  const reminders = openReminders(context, context.person).filter(({ timely }) => timely);
  if (reminders.length === 0) return end([say('reminder.nothing_open')], [LICH]);
  const left = postponable(reminders);
  if (left.length === 0) return end([say('reminder.no_more_later', { count: MOST_SNOOZES })], workNow(reminders));
  if (momentsFor(context, left).size === 0) return end([say('reminder.too_late_for_later')], workNow(reminders));
  return go('when', { milestone: '' });
}

const LICH: CommandChoice = { command: 'lich', label: say('command.lich.label') };

const whenStep: ReminderStep = {
  light: true,
  help: 'help.reminder',
  ask(context) {
    const left = postponable(openReminders(context, context.person));
    const moments = left.length === 0 ? new Map<SnoozeChoice, number>() : momentsFor(context, left);
    return {
      say: [say('reminder.later.ask'), ...left.map(lineOf)],
      choices: [
        ...[...moments].map(([id, at]) => ({ id, label: say(LABELS[id], { at: { as: 'moment', date: at } }) })),
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, _state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'close') return end([say('reminder.later.closed')]);
    const choice = SNOOZE_CHOICES.find((candidate) => candidate === id);
    if (choice === undefined) return again(say('dialogue.not_understood'));
    // Answered hours later, the moment may be over and the work done.
    const left = postponable(openReminders(context, context.person));
    if (left.length === 0) return later(context);
    const at = momentsFor(context, left).get(choice);
    if (at === undefined) {
      const move = later(context);
      return move.kind === 'end' ? move : again(say('reminder.later.over'));
    }
    if (snooze(context, context.person, left, at) === 0) return end([say('reminder.nothing_open')], [LICH]);
    return end([say('reminder.later.done', { at: { as: 'moment', date: at } })], workNow(left));
  },
};

function done(context: MemberContext): Move<State> {
  const reminders = openReminders(context, context.person);
  if (reminders.length === 0) return nothingOpen(context);
  const known = reminders.filter(({ duty }) => duty !== null && duty !== 'dossiers');
  const missing = known.map((reminder) => missingSay(context, reminder));
  const [unseen] = reminders.filter(
    ({ duty, end: deadline }) => deadline !== null && (duty === null || duty === 'dossiers'),
  );
  if (known.length === 0) {
    return unseen === undefined ? nothingOpen(context) : go('declare', { milestone: unseen.milestone });
  }
  const texts = [say('reminder.done.missing'), ...missing];
  // The button may have stood under either, and only one of them has to be asked for.
  if (unseen?.timely === true) return go('declare', { milestone: unseen.milestone }, texts);
  return end(texts, workNow(known));
}

// What was not done in time is not on record, however old the button under its reminder.
function nothingOpen(context: MemberContext): Move<State> {
  const campaign = context.store.campaigns.current();
  const missed = campaign === null ? [] : missedDuties(context, campaign, context.person);
  if (missed.length === 0) return end([say('reminder.done.thanks')], [LICH]);
  const lines = missed.map(({ duty, at }) =>
    say('reminder.done.over_line', { what: dutySay(duty), at: { as: 'moment', date: at } }),
  );
  return end([say('reminder.done.over'), ...lines, say('reminder.done.over_ask')], [LICH]);
}

function missingSay(context: MemberContext, reminder: OpenReminder): Say {
  const what = nameOf(reminder);
  if (reminder.status !== 'owes') return say(`reminder.missing.${reminder.status}`, { what });
  const campaign = context.store.campaigns.current();
  const pledge =
    campaign === null || reminder.duty !== 'registration'
      ? null
      : context.store.pledges.ofMember(campaign.id, context.person.id);
  return say(pledge?.state === 'draft' ? 'reminder.missing.draft' : 'reminder.missing.nothing', { what });
}

const declareStep: ReminderStep = {
  light: true,
  help: 'help.reminder',
  ask(context, { milestone }) {
    const reminder = openReminders(context, context.person).find((one) => one.milestone === milestone);
    return {
      say: [say('reminder.declare.ask', { what: reminder === undefined ? '' : nameOf(reminder) })],
      choices: [
        { id: 'yes', label: say('reminder.declare.yes') },
        { id: 'no', label: say('reminder.declare.no') },
      ],
    };
  },
  answer(context, { milestone }, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'no') return end([say('reminder.declare.kept')]);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const open = openReminders(context, context.person).some((one) => one.milestone === milestone);
    if (open) declareDone(context, context.person, milestone);
    return end([say('reminder.declare.done')], [LICH]);
  },
};

/** Under a reminder: to be reminded later, or to say that it is done. Everything is looked up anew, however old the button. */
export const reminderFlow = defineFlow<State>({
  name: 'reminder',
  version: 1,
  state,
  begin: (context, args) => (DONE_WORDS.includes(fold(args)) ? done(context) : later(context)),
  steps: { when: whenStep, declare: declareStep },
});
