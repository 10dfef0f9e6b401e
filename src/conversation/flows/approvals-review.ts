import {
  confirmAllReports,
  confirmReport,
  type DecidedReport,
  type ReportApprovalError,
  reportQueue,
  reportsUntil,
  returnReport,
  type WaitingReport,
  waitingReport,
} from '../../app/review-approval.ts';
import { filesAmong } from '../../app/review-evidence.ts';
import { countWaitingReports } from '../../app/waiting.ts';
import { holds } from '../../domain/person.ts';
import { REPORT_LIMITS } from '../../domain/review-content.ts';
import type { Result } from '../../lib/result.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, type Move, refresh, rewind } from '../flow.ts';
import { reportConfirmed, reportReturned } from '../review-notices.ts';
import { reportLines, roundHeading } from '../review-wording.ts';
import { type Say, say } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import { APPROVALS_START, type ApprovalState, type ApprovalStep, atOnce } from './approvals-state.ts';
import { filesQuestion, handOver } from './report-files.ts';

/** Reports on one page of the list. */
const PAGE = 8;

function nameOf(context: MemberContext, { report, owner }: WaitingReport): Say {
  if (owner !== null) return say('approval.person', { name: owner.fullName, division: owner.divisionName });
  const division = context.store.divisions.all().find((candidate) => candidate.id === report.divisionId);
  return say('approval.division', { division: division?.name ?? '' });
}

function leads({ person }: MemberContext): number | null {
  return holds(person, 'head') ? person.divisionId : null;
}

function next(context: MemberContext, texts: readonly Say[]): Move<ApprovalState> {
  if (countWaitingReports(context, context.person) === 0) return end([...texts, say('approval.reports.empty')]);
  return rewind('reports', APPROVALS_START, texts);
}

function shownReport(context: MemberContext, state: ApprovalState): WaitingReport | null {
  return waitingReport(context, context.person, state.pledgeId);
}

/** Reports that wait for the person, oldest first. */
export const reportsStep: ApprovalStep = {
  light: true,
  help: 'help.approval.reports',
  ask(context, state) {
    const count = countWaitingReports(context, context.person);
    const shown = reportQueue(context, context.person, { offset: state.page * PAGE, limit: PAGE });
    const choices = shown.map((waiting) => ({
      id: `report:${waiting.report.id}`,
      label: say('text', { text: waiting.owner?.fullName ?? nameOf(context, waiting) }),
    }));
    if (count > (state.page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (state.page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    if (count > 1) choices.push({ id: 'all', label: atOnce('approval.confirm', count) });
    choices.push({ id: 'close', label: say('choice.close') });
    return { say: [say('approval.reports.ask', { count })], choices };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'close') return end([say('approval.closed')]);
    if (id === 'more') return refresh('reports', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('reports', { ...state, page: 0 });
    if (id === 'all') return go('confirm_all', { ...state, saidAt: context.now });
    const reportId = Number(id.replace('report:', ''));
    const waiting = shownReport(context, { ...state, pledgeId: reportId });
    if (waiting === null) return again(say('error.report_not_waiting'));
    return go('report', { ...state, pledgeId: reportId, version: waiting.report.version });
  },
};

/** One report: what is said of each promise, with its evidence. */
export const reportStep: ApprovalStep = {
  light: true,
  help: 'help.approval.report',
  ask(context, state) {
    const waiting = shownReport(context, state);
    if (waiting === null) {
      return { say: [say('error.report_not_waiting')], choices: [{ id: 'back', label: say('approval.back') }] };
    }
    const { report, review, route } = waiting;
    const content = report.content ?? { pledgeVersion: 0, items: [] };
    const round = roundHeading(review.round);
    return {
      say: [
        say('approval.report', { name: nameOf(context, waiting), round, version: report.version }),
        ...(route.by === 'secretary' ? [say(`notice.report_route.${route.because}`)] : []),
        ...(route.by === 'head' && report.divisionId !== leads(context)
          ? [say('approval.report.instead_of_head')]
          : []),
        ...(review.state === 'closed' ? [say('approval.report.after_closing')] : []),
        ...reportLines(content),
      ],
      choices: [
        { id: 'confirm', label: say('approval.endorse') },
        { id: 'return', label: say('approval.return') },
        ...(filesAmong(content.items).length === 0 ? [] : [{ id: 'files', label: say('report.files') }]),
        { id: 'back', label: say('approval.back') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return next(context, []);
    if (id === 'return') return go('report_reason', state);
    if (id === 'files') return go('report_files', state);
    if (id !== 'confirm') return again(say('dialogue.not_understood'));
    const result = confirmReport(context, context.person, state.pledgeId, state.version);
    return settled(context, state, result, (decided) => {
      reportConfirmed(context, decided);
      return say('approval.report.confirmed');
    });
  },
};

function settled(
  context: MemberContext,
  state: ApprovalState,
  result: Result<DecidedReport, ReportApprovalError>,
  tell: (decided: DecidedReport) => Say,
): Move<ApprovalState> {
  if (result.ok) return next(context, [tell(result.value)]);
  if (result.error === 'report_changed') {
    const version = context.store.reviewReports.byId(state.pledgeId)?.version ?? 0;
    return rewind('report', { ...state, version }, [say('error.report_changed')]);
  }
  return next(context, [say(`error.${result.error}`)]);
}

/** Why a report comes back; its owner reads it word for word. */
export const reportReasonStep: ApprovalStep = {
  help: 'help.approval.reason',
  ask: () => ({
    say: [say('approval.report.reason_ask')],
    accepts: 'text',
    example: say('approval.report.reason_example'),
  }),
  answer(context, state, answer) {
    const reason = typedReason(answer, REPORT_LIMITS.reason, say('approval.report.reason_example'));
    if (!reason.ok) return reason.error;
    const result = returnReport(context, context.person, state.pledgeId, state.version, reason.value);
    return settled(context, state, result, (decided) => {
      reportReturned(context, decided, reason.value);
      return say('approval.report.returned');
    });
  },
};

/** The evidence of the report on the card. */
export const reportFilesStep: ApprovalStep = {
  light: true,
  help: 'help.progress.files',
  ask: (context, state) => filesQuestion(shownReport(context, state)?.report.content?.items ?? []),
  answer: (context, state, answer) => handOver<ApprovalState>(context, answer, 'pheduyet') ?? rewind('report', state),
};

/** Confirms all that waits, after asking once. */
export const confirmAllStep: ApprovalStep = {
  light: true,
  help: 'help.approval.reports',
  ask: (context, { saidAt }) => ({
    say: [say('approval.confirm_all.ask', { count: reportsUntil(context, context.person, saidAt).length })],
    choices: [
      { id: 'no', label: say('approval.back') },
      { id: 'yes', label: say('approval.confirm_all.yes') },
    ],
  }),
  answer(context, { saidAt }, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    if (answer.ids[0] !== 'yes') return next(context, []);
    const confirmed = confirmAllReports(context, context.person, saidAt);
    for (const decided of confirmed) reportConfirmed(context, decided);
    return next(context, [say('approval.confirmed_all', { count: confirmed.length })]);
  },
};
