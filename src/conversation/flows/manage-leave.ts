import type { MemberContext } from '../context.ts';
import { again, go, type Step } from '../flow.ts';
import { say } from '../text-key.ts';
import { findPerson } from './find-person.ts';
import { leaveSteps } from './leave-steps.ts';
import type { ManageState } from './manage-state.ts';

/** Whose leave: by code, or by a name that only one person has. */
const whoseStep: Step<ManageState, MemberContext> = {
  help: 'help.manage.leave',
  ask: () => ({ say: [say('manage.leave.ask')], accepts: 'text', example: say('manage.leave.example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = findPerson(context, answer.text);
    return found.person === null ? again(...found.texts) : go('leave', { ...state, memberId: found.person.id });
  },
};

/** The secretary keeps the leave of others: whose, and then the same steps as for oneself. */
export const manageLeaveSteps = {
  leave_whose: whoseStep,
  ...leaveSteps<ManageState>({
    owner: (context, state) => context.store.members.byId(state.memberId),
    before: 'section',
  }),
};
