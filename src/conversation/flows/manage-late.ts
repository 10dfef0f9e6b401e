import { permitLate } from '../../app/approval.ts';
import { permitLateReport } from '../../app/review-approval.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { REPORT_LIMITS } from '../../domain/review-content.ts';
import { end, rewind } from '../flow.ts';
import { latePermitted } from '../notices.ts';
import { lateReportPermitted } from '../review-notices.ts';
import { roundSay } from '../review-wording.ts';
import { say } from '../text-key.ts';
import { lateSteps } from './late-steps.ts';

/** Who may register late; the reason stays in the pledge's history. */
export const lateRegistrationSteps = lateSteps({
  name: 'late',
  help: 'help.manage.late',
  ask: 'manage.late.ask',
  whose: 'manage.late.whose',
  most: PLEDGE_LIMITS.reason,
  why: (_state, name) => say('manage.late.reason', { name }),
  permit(context, { kind }, owner, reason) {
    const permitted = permitLate(context, context.person, { owner, kind }, reason);
    if (!permitted.ok) return end([say(`error.${permitted.error}`)]);
    latePermitted(context, owner, kind, permitted.value);
    return end([say('manage.late.done', { name: owner.fullName, until: { as: 'moment', date: permitted.value } })]);
  },
});

/** Who may report late in a review; the reason stays in the report's history. */
export const lateReportSteps = lateSteps({
  name: 'review_late',
  help: 'help.manage.review_late',
  ask: 'manage.review.late_ask',
  whose: 'manage.review.late_whose',
  most: REPORT_LIMITS.reason,
  why: ({ round }, name) => say('manage.review.late_reason', { name, round: roundSay(round) }),
  permit(context, state, owner, reason) {
    const campaign = context.store.campaigns.current();
    if (campaign === null) return rewind('review_late', state);
    const { kind, round } = state;
    const permitted = permitLateReport(context, campaign, context.person, { owner, kind, round }, reason);
    if (!permitted.ok) {
      const nothing = permitted.error === 'nothing_to_report';
      return end([say(nothing ? 'manage.review.late_nothing' : `error.${permitted.error}`)]);
    }
    lateReportPermitted(context, owner, round, kind, permitted.value);
    const until = { as: 'moment' as const, date: permitted.value };
    return end([say('manage.review.late_done', { name: owner.fullName, round: roundSay(round), until })]);
  },
});
