import { officeCalendar } from '../../app/calendar.ts';
import { isMuted, optionalMessages, setQuietHours, toggleMessage } from '../../app/preferences.ts';
import { hoursSay, quietSay } from '../calendar-wording.ts';
import { again, refresh, rewind } from '../flow.ts';
import { say } from '../text-key.ts';
import { readHours } from '../typed-times.ts';
import type { SettingsStep } from './settings-state.ts';
import { toggleQuestion } from './toggles.ts';

/** Own quiet hours, beside the office's. */
export const quietStep: SettingsStep = {
  light: true,
  help: 'help.settings.quiet',
  ask(context) {
    const { quiet } = context.store.preferences.of(context.person.id);
    return {
      say: [
        say('settings.quiet.office', { hours: quietSay(officeCalendar(context).quiet) }),
        quiet === null ? say('settings.quiet.none') : say('settings.quiet.own', { hours: hoursSay(quiet) }),
        say('settings.quiet.ask'),
      ],
      choices: [
        ...(quiet === null ? [] : [{ id: 'none', label: say('settings.quiet.remove') }]),
        { id: 'back', label: say('choice.back') },
      ],
      accepts: 'text',
      example: say('settings.quiet.example'),
    };
  },
  answer(context, state, answer) {
    if (answer.kind === 'choice') {
      if (answer.ids[0] === 'back') return rewind('menu', state);
      setQuietHours(context, context.person.id, null);
      return rewind('menu', state, [say('settings.quiet.removed')]);
    }
    const hours = answer.kind === 'text' ? readHours(answer.text, context.words) : null;
    if (hours === null || hours.from === hours.until) return again(say('settings.quiet.not_hours'));
    const set = setQuietHours(context, context.person.id, hours);
    if (!set.ok) return again(say(`error.${set.error}`));
    return rewind('menu', state, [say('settings.quiet.done', { hours: hoursSay(hours) })]);
  },
};

/** Which optional messages the person gets. */
export const messagesStep: SettingsStep = {
  light: true,
  help: 'help.settings.messages',
  ask(context) {
    const optional = optionalMessages(context.person);
    const toggles = optional.map((kind) => ({
      id: kind,
      label: say(`settings.messages.${kind}`),
      on: !isMuted(context, context.person.id, kind),
    }));
    const texts = [
      say(optional.length === 0 ? 'settings.messages.none' : 'settings.messages.ask'),
      say('settings.messages.always'),
    ];
    return toggleQuestion(texts, toggles, [{ id: 'back', label: say('choice.back') }]);
  },
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    const chosen = optionalMessages(context.person).filter((kind) => answer.ids.includes(kind));
    for (const kind of chosen) toggleMessage(context, context.person.id, kind);
    if (answer.ids.includes('back')) return rewind('menu', state);
    return chosen.length === 0 ? again(say('dialogue.not_understood')) : refresh('messages', state);
  },
};
