import { issueCodes, unlink } from '../../app/linking.ts';
import { LOCALES } from '../../domain/person.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, rewind } from '../flow.ts';
import { channelSay, type Say, say } from '../text-key.ts';
import { leaveSteps } from './leave-steps.ts';
import { dataStep } from './settings-data.ts';
import { messagesStep, quietStep } from './settings-messages.ts';
import { SETTINGS_START, type SettingsState, type SettingsStep, settingsState } from './settings-state.ts';

const menuStep: SettingsStep = {
  light: true,
  help: 'help.settings',
  ask(context) {
    const several = context.store.identities.ofMember(context.person.id).length > 1;
    return {
      say: [say('settings.ask')],
      choices: [
        { id: 'quiet', label: say('settings.quiet') },
        { id: 'messages', label: say('settings.messages') },
        { id: 'leave', label: say('settings.leave') },
        { id: 'language', label: say('settings.language') },
        { id: 'second', label: say('settings.second') },
        ...(several ? [{ id: 'preferred', label: say('settings.preferred') }] : []),
        { id: 'data', label: say('settings.data') },
        { id: 'unlink', label: say('settings.unlink') },
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    switch (id) {
      case 'quiet':
      case 'messages':
      case 'leave':
      case 'language':
      case 'preferred':
      case 'data':
      case 'unlink':
        return go(id, state);
      case 'second':
        return end(secondMessenger(context));
      case 'close':
        return end([say('settings.closed')]);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

function secondMessenger(context: MemberContext): readonly Say[] {
  const [issued] = issueCodes(context, [context.person], context.person);
  if (issued === undefined) return [say('error.no_pledge')];
  return [say('settings.second.code', { code: issued.code, until: { as: 'moment', date: issued.expiresAt } })];
}

const languageStep: SettingsStep = {
  light: true,
  help: 'help.settings',
  ask: () => ({
    say: [say('settings.language.ask')],
    choices: LOCALES.map((locale) => ({ id: locale, label: say(`settings.language.${locale}`) })),
  }),
  answer(context, _state, answer) {
    const locale = LOCALES.find((candidate) => answer.kind === 'choice' && answer.ids[0] === candidate);
    if (locale === undefined) return again(say('dialogue.not_understood'));
    context.store.members.setLocale(context.person.id, locale, context.now);
    return end([say(`settings.language.${locale}.done`)]);
  },
};

const preferredStep: SettingsStep = {
  light: true,
  help: 'help.settings',
  ask(context) {
    const identities = context.store.identities.ofMember(context.person.id);
    const current = identities.find(({ preferred }) => preferred);
    return {
      say: [
        ...(current === undefined ? [] : [say('settings.preferred.current', { channel: channelSay(current.channel) })]),
        say('settings.preferred.ask'),
      ],
      choices: [
        ...identities.map(({ id, channel }) => ({ id: String(id), label: channelSay(channel) })),
        { id: 'back', label: say('choice.back') },
      ],
    };
  },
  answer(context, state, answer) {
    if (answer.kind === 'choice' && answer.ids[0] === 'back') return rewind('menu', state);
    const chosen = context.store.identities
      .ofMember(context.person.id)
      .find((identity) => answer.kind === 'choice' && answer.ids[0] === String(identity.id));
    if (chosen === undefined) return again(say('dialogue.not_understood'));
    context.store.identities.prefer(context.person.id, chosen.id);
    return end([say('settings.preferred.done', { channel: channelSay(chosen.channel) })]);
  },
};

const unlinkStep: SettingsStep = {
  light: true,
  help: 'help.settings',
  ask: () => ({
    say: [say('settings.unlink.ask')],
    choices: [
      { id: 'no', label: say('settings.unlink.no') },
      { id: 'yes', label: say('settings.unlink.yes') },
    ],
  }),
  answer(context, state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    if (answer.ids[0] !== 'yes') return rewind('menu', state);
    unlink(context, context.identity);
    return end([say('settings.unlink.done')]);
  },
};

/** Quiet hours, messages, leave, language, second messenger, own data, unlinking. */
export const settingsFlow = defineFlow<SettingsState>({
  name: 'settings',
  version: 2,
  state: settingsState,
  begin: () => go('menu', SETTINGS_START),
  steps: {
    menu: menuStep,
    quiet: quietStep,
    messages: messagesStep,
    ...leaveSteps<SettingsState>({ owner: (context) => context.person, before: 'menu' }),
    language: languageStep,
    preferred: preferredStep,
    data: dataStep,
    unlink: unlinkStep,
  },
});
