import { permitLate } from '../../app/approval.ts';
import { holds, type Person } from '../../domain/person.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { fold, lengthInCharacters } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, rewind, type Step } from '../flow.ts';
import { latePermitted } from '../notices.ts';
import { say } from '../text-key.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** People offered when a name matches several. */
const MOST_MATCHES = 10;

function matches(context: MemberContext, typed: string): readonly Person[] {
  const wanted = fold(typed);
  const people = context.store.members.active();
  const exact = people.filter((person) => fold(person.code) === wanted || fold(person.fullName) === wanted);
  return exact.length > 0 ? exact : people.filter((person) => fold(person.fullName).includes(wanted));
}

/** Who may register late: by code, or by a name that only one person has. */
export const lateStep: ManageStep = {
  help: 'help.manage.late',
  ask: () => ({ say: [say('manage.late.ask')], accepts: 'text', example: say('manage.late.example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = matches(context, answer.text);
    const [only] = found;
    if (only === undefined) return again(say('manage.late.nobody', { typed: [...answer.text].slice(0, 80).join('') }));
    if (found.length === 1) {
      const next = { ...state, memberId: only.id, kind: 'individual' as const };
      return go(holds(only, 'head') ? 'late_whose' : 'late_reason', next);
    }
    const names = found
      .slice(0, MOST_MATCHES)
      .map((person) => say('manage.late.match', { name: person.fullName, code: person.code }));
    return again(say('manage.late.several'), ...names);
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
