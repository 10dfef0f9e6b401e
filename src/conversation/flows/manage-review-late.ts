import { permitLateReport } from '../../app/review-approval.ts';
import { holds } from '../../domain/person.ts';
import { REPORT_LIMITS } from '../../domain/review-content.ts';
import { lengthInCharacters } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, rewind, type Step } from '../flow.ts';
import { lateReportPermitted } from '../review-notices.ts';
import { roundSay } from '../review-wording.ts';
import { say } from '../text-key.ts';
import { findPerson } from './find-person.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Who may report late: by code, or by a name that only one person has. */
export const reviewLateStep: ManageStep = {
  help: 'help.manage.review_late',
  ask: () => ({ say: [say('manage.review.late_ask')], accepts: 'text', example: say('manage.late.example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = findPerson(context, answer.text);
    if (found.person === null) return again(...found.texts);
    const next = { ...state, memberId: found.person.id, kind: 'individual' as const };
    return go(holds(found.person, 'head') ? 'review_late_whose' : 'review_late_reason', next);
  },
};

/** A head reports twice: for themselves, and for the division. */
export const reviewLateWhoseStep: ManageStep = {
  help: 'help.manage.review_late',
  ask(context, state) {
    const person = context.store.members.byId(state.memberId);
    return {
      say: [say('manage.review.late_whose', { name: person?.fullName ?? '' })],
      choices: [
        { id: 'individual', label: say('manage.late.whose_own') },
        { id: 'collective', label: say('register.whose.division', { division: person?.divisionName ?? '' }) },
      ],
    };
  },
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id !== 'individual' && id !== 'collective') return again(say('dialogue.not_understood'));
    return go('review_late_reason', { ...state, kind: id });
  },
};

/** Why: the reason stays in the report's history. */
export const reviewLateReasonStep: ManageStep = {
  help: 'help.manage.review_late',
  ask: (context, state) => ({
    say: [
      say('manage.review.late_reason', {
        name: context.store.members.byId(state.memberId)?.fullName ?? '',
        round: roundSay(state.round),
      }),
    ],
    accepts: 'text',
    example: say('manage.late.reason_example'),
  }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const length = lengthInCharacters(answer.text);
    if (length > REPORT_LIMITS.reason) return again(say('dialogue.too_long', { length, most: REPORT_LIMITS.reason }));
    const owner = context.store.members.byId(state.memberId);
    const campaign = context.store.campaigns.current();
    if (owner === null || campaign === null) return rewind('review_late', state);
    const { kind, round } = state;
    const permitted = permitLateReport(context, campaign, context.person, { owner, kind, round }, answer.text);
    if (!permitted.ok)
      return end([
        say(permitted.error === 'nothing_to_report' ? 'manage.review.late_nothing' : `error.${permitted.error}`),
      ]);
    lateReportPermitted(context, owner, round, kind, permitted.value);
    const until = { as: 'moment' as const, date: permitted.value };
    return end([say('manage.review.late_done', { name: owner.fullName, round: roundSay(round), until })]);
  },
};
