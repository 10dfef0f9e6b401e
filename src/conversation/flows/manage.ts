import { mayAdminister, notLinked } from '../../app/linking.ts';
import { progressByDivision } from '../../app/standings.ts';
import { holds } from '../../domain/person.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, refresh, rewind, type Step } from '../flow.ts';
import { progressLines } from '../notices.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { lateReasonStep, lateStep, lateWhoseStep } from './manage-late.ts';
import { enqueue, staffFileStep, staffPreviewStep, staffReadingStep } from './manage-staff.ts';
import { MANAGE_START, type ManageState, manageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

const menuStep: ManageStep = {
  light: true,
  help: 'help.manage',
  ask: (context) => ({
    say: [say('manage.ask')],
    choices: [
      { id: 'progress', label: say('manage.progress') },
      { id: 'staff_file', label: say('manage.staff') },
      { id: 'invites', label: say('manage.invites') },
      ...(holds(context.person, 'secretary') ? [{ id: 'late', label: say('manage.late') }] : []),
      { id: 'delivery', label: say('manage.delivery') },
      { id: 'close', label: say('choice.close') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    switch (id) {
      case 'progress':
        return refresh('menu', state, progress(context));
      case 'delivery':
        return refresh('menu', state, deliveryProblems(context));
      case 'staff_file':
      case 'invites':
      case 'late':
        return go(id, state);
      case 'close':
        return end([say('manage.closed')]);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

/** Progress by division, and by name who still owes: the secretary is entitled to names. */
function progress(context: MemberContext): readonly Say[] {
  const campaign = context.store.campaigns.current();
  if (campaign === null) return [say('error.no_campaign')];
  const divisions = progressByDivision(context, campaign);
  const owing = divisions.filter((division) => division.owing.length > 0);
  return [
    ...progressLines(divisions),
    ...(owing.length === 0 ? [] : [say('manage.progress.owing')]),
    ...owing.map(({ name, owing: people }) =>
      say('manage.progress.owing_line', {
        division: name,
        names: { list: people.map((person) => person.fullName), join: 'comma' },
      }),
    ),
  ];
}

function deliveryProblems(context: MemberContext): readonly Say[] {
  const unreachable = context.store.identities.unreachable();
  const unlinked = notLinked(context);
  return [
    say('manage.delivery.unlinked', { count: unlinked.length }),
    ...(unreachable.length === 0 ? [say('manage.delivery.none')] : [say('manage.delivery.heading')]),
    ...unreachable.map(({ person, identity }) =>
      say('manage.delivery.line', {
        name: person.fullName,
        channel: say(`channel.${identity.channel}` as TextKey),
      }),
    ),
  ];
}

const invitesStep: ManageStep = {
  light: true,
  help: 'help.manage.invites',
  ask: (context) => ({
    say: [say('manage.invites.ask', { count: notLinked(context).length })],
    choices: [
      { id: 'unlinked', label: say('manage.invites.unlinked') },
      { id: 'everybody', label: say('manage.invites.everybody') },
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('menu', state);
    if (id !== 'unlinked' && id !== 'everybody') return again(say('dialogue.not_understood'));
    enqueue(context, { kind: 'invite_slips', everybody: id === 'everybody' });
    return end([say('manage.file_coming')], [{ command: 'quanly', label: say('command.quanly.label') }]);
  },
};

/** The secretary's desk: progress, staff list, codes, late registration, delivery problems. */
export const manageFlow = defineFlow<ManageState>({
  name: 'manage',
  version: 1,
  state: manageState,
  allowed: ({ person }) => mayAdminister(person),
  begin: (context) => (mayAdminister(context.person) ? go('menu', MANAGE_START) : end([say('error.not_allowed')])),
  steps: {
    menu: menuStep,
    staff_file: staffFileStep,
    staff_reading: staffReadingStep,
    staff_preview: staffPreviewStep,
    invites: invitesStep,
    late: lateStep,
    late_whose: lateWhoseStep,
    late_reason: lateReasonStep,
  },
});
