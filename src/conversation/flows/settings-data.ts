import type { OwnRows } from '../../app/privacy-ports.ts';
import { hoursSay } from '../calendar-wording.ts';
import type { MemberContext } from '../context.ts';
import { again, end, rewind } from '../flow.ts';
import { channelSay, type Say, say, type TextKey } from '../text-key.ts';
import { commaList } from '../wording.ts';
import { enqueue } from './enqueue.ts';
import { daysSay } from './leave-steps.ts';
import type { SettingsStep } from './settings-state.ts';

/** What is stored about the person, and all of it as a file. */
export const dataStep: SettingsStep = {
  light: true,
  help: 'help.settings.data',
  ask: (context) => ({
    say: [...myData(context), say('settings.data.ask')],
    choices: [
      { id: 'xlsx', label: say('settings.data.xlsx') },
      { id: 'json', label: say('settings.data.json') },
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('menu', state);
    if (id !== 'xlsx' && id !== 'json') return again(say('dialogue.not_understood'));
    enqueue(context, { kind: 'own_data', format: id });
    return end([say('settings.data.begun')]);
  },
};

/** Everything stored about the person in chat terms: who they are in full, all else counted. */
function myData(context: MemberContext): readonly Say[] {
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
        channel: channelSay(identity.channel),
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
    ...countedRows(store.ownData.of(person.id)),
    say('settings.data.left_out'),
  ];
}

/** Shown above in full. */
const SHOWN: ReadonlySet<string> = new Set(['member', 'chat_identity', 'consent', 'preference', 'leave']);
/** Past measures are between the person and the office's store: a chat passes through others. */
const NOT_IN_CHAT = 'discipline_record';

function countedRows(tables: readonly OwnRows[]): readonly Say[] {
  const groups = tables
    .filter(({ table, sort }) => sort === 'own' && !SHOWN.has(table) && table !== NOT_IN_CHAT)
    .map(({ table, rows }) =>
      say('settings.data.group', { group: say(`own_data.table.${table}` as TextKey), count: rows.length }),
    );
  const acts = tables.filter(({ sort }) => sort === 'act').reduce((sum, { rows }) => sum + rows.length, 0);
  return [
    ...(groups.length === 0 ? [] : [say('settings.data.counts', { groups: { list: groups, join: 'semicolon' } })]),
    ...(acts === 0 ? [] : [say('settings.data.acts', { count: acts })]),
  ];
}
