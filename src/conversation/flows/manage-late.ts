import { permitLate } from '../../app/approval.ts';
import { holds } from '../../domain/person.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { lengthInCharacters } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, rewind, type Step } from '../flow.ts';
import { latePermitted } from '../notices.ts';
import { say } from '../text-key.ts';
import { findPerson } from './find-person.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Who may register late: by code, or by a name that only one person has. */
export const lateStep: ManageStep = {
  help: 'help.manage.late',
  ask: () => ({ say: [say('manage.late.ask')], accepts: 'text', example: say('manage.late.example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = findPerson(context, answer.text);
    if (found.person === null) return again(...found.texts);
    const next = { ...state, memberId: found.person.id, kind: 'individual' as const };
    return go(holds(found.person, 'head') ? 'late_whose' : 'late_reason', next);
  },
};

/** A head registers twice: for themselves, and for the division. */
export const lateWhoseStep: ManageStep = {
  help: 'help.manage.late',
  ask(context, state) {
    const person = context.store.members.byId(state.memberId);
    return {
      say: [say('manage.late.whose', { name: person?.fullName ?? '' })],
      choices: [
        { id: 'individual', label: say('manage.late.whose_own') },
        { id: 'collective', label: say('register.whose.division', { division: person?.divisionName ?? '' }) },
      ],
    };
  },
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id !== 'individual' && id !== 'collective') return again(say('dialogue.not_understood'));
    return go('late_reason', { ...state, kind: id });
  },
};

/** Why: the reason stays in the pledge's history. */
export const lateReasonStep: ManageStep = {
  help: 'help.manage.late',
  ask: (context, state) => ({
    say: [say('manage.late.reason', { name: context.store.members.byId(state.memberId)?.fullName ?? '' })],
    accepts: 'text',
    example: say('manage.late.reason_example'),
  }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const length = lengthInCharacters(answer.text);
    if (length > PLEDGE_LIMITS.reason) return again(say('dialogue.too_long', { length, most: PLEDGE_LIMITS.reason }));
    const owner = context.store.members.byId(state.memberId);
    if (owner === null) return rewind('late', state);
    const permitted = permitLate(context, context.person, owner, state.kind, answer.text);
    if (!permitted.ok) return end([say(`error.${permitted.error}`)]);
    latePermitted(context, owner, state.kind, permitted.value);
    return end([say('manage.late.done', { name: owner.fullName, until: { as: 'moment', date: permitted.value } })]);
  },
};
