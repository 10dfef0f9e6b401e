import { hoursSay } from '../calendar-wording.ts';
import type { MemberContext } from '../context.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { commaList } from '../wording.ts';
import { daysSay } from './leave-steps.ts';

/** Everything stored about the person in chat terms; the registration itself is in /dangkycuatoi. */
export function myData(context: MemberContext): readonly Say[] {
  const { person, store } = context;
  const identities = store.identities.ofMember(person.id);
  const consents = store.consents.ofMember(person.id);
  const { quiet, muted } = store.preferences.of(person.id);
  const leave = store.leaves.ofMember(person.id);
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
    ...(quiet === null ? [] : [say('settings.data.quiet', { hours: hoursSay(quiet) })]),
    ...(muted.length === 0
      ? []
      : [say('settings.data.muted', { kinds: commaList(muted.map((kind) => say(`settings.messages.${kind}`))) })]),
    ...leave.map((days) => say('settings.data.leave', { days: daysSay(days) })),
  ];
}

/** A channel's name for people: keys are `channel.<name>`; every channel brings its own. */
export function channelName(channel: string): Say {
  return say(`channel.${channel}` as TextKey);
}
