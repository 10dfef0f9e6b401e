import { mayAdminister, notLinked } from '../../app/linking.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, rewind, type Step } from '../flow.ts';
import { tooManyInvited } from '../quota-wording.ts';
import { say } from '../text-key.ts';
import { enqueue } from './enqueue.ts';
import { manageAuditSteps } from './manage-audit.ts';
import { groupStep } from './manage-group.ts';
import { manageHistorySteps } from './manage-history.ts';
import { indicatorNoteStep, indicatorSourceStep, indicatorValueStep } from './manage-indicator-value.ts';
import { indicatorDateStep, indicatorDivisionStep, indicatorRoundStep, indicatorsStep } from './manage-indicators.ts';
import { lateRegistrationSteps, lateReportSteps } from './manage-late.ts';
import { manageLeaveSteps } from './manage-leave.ts';
import { manageLeaverSteps } from './manage-leavers.ts';
import { menuStep, sectionStep } from './manage-menu.ts';
import { manageResultSteps } from './manage-results.ts';
import { reviewCloseStep, reviewReasonStep, reviewRoundStep, reviewStep } from './manage-review.ts';
import { hasEntry } from './manage-sections.ts';
import { manageStaffSteps } from './manage-staff.ts';
import { MANAGE_START, type ManageState, manageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

const invitesStep: ManageStep = {
  light: true,
  help: 'help.manage.invites',
  ask: (context) => ({
    say: [
      say('manage.invites.ask', { count: notLinked(context).length }),
      ...tooManyInvited(
        context,
        context.quotas,
        notLinked(context).map(({ id }) => id),
      ),
    ],
    choices: [
      { id: 'unlinked', label: say('manage.invites.unlinked') },
      { id: 'everybody', label: say('manage.invites.everybody') },
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('section', state);
    if (id !== 'unlinked' && id !== 'everybody') return again(say('dialogue.not_understood'));
    enqueue(context, { kind: 'invite_slips', everybody: id === 'everybody' });
    return end([say('manage.file_coming')], [{ command: 'quanly', label: say('command.quanly.label') }]);
  },
};

/** The steps behind each entry of the desk, by the entry's id: whoever loses an entry loses its steps at once. */
const ENTRY_STEPS: Readonly<Record<string, Readonly<Record<string, ManageStep>>>> = {
  staff_file: manageStaffSteps,
  history_file: manageHistorySteps,
  invites: { invites: invitesStep },
  leave: manageLeaveSteps,
  leavers: manageLeaverSteps,
  late: lateRegistrationSteps,
  review: {
    review: reviewStep,
    review_round: reviewRoundStep,
    review_reason: reviewReasonStep,
    review_close: reviewCloseStep,
    ...lateReportSteps,
  },
  indicators: {
    indicators: indicatorsStep,
    indicator_division: indicatorDivisionStep,
    indicator_round: indicatorRoundStep,
    indicator_date: indicatorDateStep,
    indicator_value: indicatorValueStep,
    indicator_source: indicatorSourceStep,
    indicator_note: indicatorNoteStep,
  },
  results: manageResultSteps,
  group: { group: groupStep },
  audit: manageAuditSteps,
};

function mayStandAt(context: MemberContext, step: string): boolean {
  const entry = Object.entries(ENTRY_STEPS).find(([, steps]) => step in steps)?.[0];
  return mayAdminister(context.person) && (entry === undefined || hasEntry(context, entry));
}

/** The secretary's desk: groups of things to do (`manage-sections.ts`), and the steps they lead to. */
export const manageFlow = defineFlow<ManageState>({
  name: 'manage',
  version: 2,
  state: manageState,
  allowed: (context, _state, step) => mayStandAt(context, step),
  begin: (context) => (mayAdminister(context.person) ? go('menu', MANAGE_START) : end([say('error.not_allowed')])),
  steps: {
    menu: menuStep,
    section: sectionStep,
    ...Object.assign({}, ...Object.values(ENTRY_STEPS)),
  },
});
