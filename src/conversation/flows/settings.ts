import { z } from 'zod';
import { issueCodes, unlink } from '../../app/linking.ts';
import { LOCALES } from '../../domain/person.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, rewind, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { commaList } from '../wording.ts';

type Nothing = Record<string, never>;
type SettingsStep = Step<Nothing, MemberContext>;

const menuStep: SettingsStep = {
  light: true,
  help: 'help.settings',
  ask(context) {
    const several = context.store.identities.ofMember(context.person.id).length > 1;
    return {
      say: [say('settings.ask')],
      choices: [
        { id: 'language', label: say('settings.language') },
        { id: 'second', label: say('settings.second') },
        ...(several ? [{ id: 'preferred', label: say('settings.preferred') }] : []),
        { id: 'data', label: say('settings.data') },
        { id: 'unlink', label: say('settings.unlink') },
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, _state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    switch (id) {
      case 'language':
      case 'preferred':
      case 'unlink':
        return go(id, {});
      case 'second':
        return end(secondMessenger(context));
      case 'data':
        return end(myData(context));
      case 'close':
        return end([say('settings.closed')]);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

function secondMessenger(context: MemberContext): readonly Say[] {
  const [issued] = issueCodes(context, [context.person]);
  if (issued === undefined) return [say('error.no_pledge')];
  return [say('settings.second.code', { code: issued.code, until: { as: 'moment', date: issued.expiresAt } })];
}

/** Everything stored about the person in chat terms; the registration itself is in /dangkycuatoi. */
function myData(context: MemberContext): readonly Say[] {
  const { person, store } = context;
  const identities = store.identities.ofMember(person.id);
  const consents = store.consents.ofMember(person.id);
  return [
    say('settings.data.heading'),
    say('settings.data.person', {
      code: person.code,
      name: person.fullName,
      position: person.position,
      division: person.divisionName,
    }),
    say('settings.data.roles', { roles: commaList(person.roles.map((role) => say(`role.${role}`))) }),
    say(person.phone === null ? 'settings.data.no_phone' : 'settings.data.phone', { phone: person.phone ?? '' }),
    ...identities.map((identity) =>
      say('settings.data.identity', {
        channel: channelName(identity.channel),
        at: { as: 'moment', date: identity.linkedAt },
      }),
    ),
    ...consents.map((consent) =>
      say(consent.withdrawnAt === null ? 'settings.data.consent' : 'settings.data.consent_withdrawn', {
        version: consent.noticeVersion,
        at: { as: 'moment', date: consent.givenAt },
        withdrawn: { as: 'moment', date: consent.withdrawnAt ?? consent.givenAt },
      }),
    ),
  ];
}

/** A channel's name for people: keys are `channel.<name>`; every channel brings its own. */
function channelName(channel: string): Say {
  return say(`channel.${channel}` as TextKey);
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
  ask: (context) => ({
    say: [say('settings.preferred.ask')],
    choices: context.store.identities.ofMember(context.person.id).map((identity) => ({
      id: String(identity.id),
      label: channelName(identity.channel),
    })),
  }),
  answer(context, _state, answer) {
    const chosen = context.store.identities
      .ofMember(context.person.id)
      .find((identity) => answer.kind === 'choice' && answer.ids[0] === String(identity.id));
    if (chosen === undefined) return again(say('dialogue.not_understood'));
    context.store.identities.prefer(context.person.id, chosen.id);
    return end([say('settings.preferred.done', { channel: channelName(chosen.channel) })]);
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
  answer(context, _state, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    if (answer.ids[0] !== 'yes') return rewind('menu', {});
    unlink(context, context.identity);
    return end([say('settings.unlink.done')]);
  },
};

/** Language, second messenger, own data, unlinking. */
export const settingsFlow = defineFlow<Nothing>({
  name: 'settings',
  version: 1,
  state: z.object({}).transform(() => ({})),
  begin: () => go('menu', {}),
  steps: { menu: menuStep, language: languageStep, preferred: preferredStep, unlink: unlinkStep },
});
