import {
  type ApprovalError,
  accept,
  acceptAllEndorsed,
  approvalQueue,
  type Decided,
  endorse,
  endorsedUntil,
  mayApprove,
  returnPledge,
  type WaitingPledge,
  waitingPledge,
} from '../../app/approval.ts';
import { cautions } from '../../app/pledge-check.ts';
import { titleQuota } from '../../app/standings.ts';
import { countWaitingPledges, countWaitingReports } from '../../app/waiting.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import type { Result } from '../../lib/result.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, type Move, refresh, rewind } from '../flow.ts';
import { pledgeAccepted, pledgeEndorsed, pledgeReturned } from '../notices.ts';
import { type Say, say } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import { contentLines, quotaSay, stateSay, unmetSay } from '../wording.ts';
import { confirmAllStep, reportFilesStep, reportReasonStep, reportStep, reportsStep } from './approvals-review.ts';
import { APPROVALS_START, type ApprovalState, type ApprovalStep, approvalState, atOnce } from './approvals-state.ts';

/** Pledges on one page of the list. */
const PAGE = 8;

function nameOf(context: MemberContext, { pledge, owner }: WaitingPledge): Say {
  if (owner !== null) return say('approval.person', { name: owner.fullName, division: owner.divisionName });
  const division = context.store.divisions.all().find((candidate) => candidate.id === pledge.divisionId);
  return say('approval.division', { division: division?.name ?? '' });
}

function next(context: MemberContext, texts: readonly Say[]): Move<ApprovalState> {
  const left = countWaitingPledges(context, context.person);
  if (left === 0) return end([...texts, say('approval.empty')]);
  return rewind('list', APPROVALS_START, texts);
}

const listStep: ApprovalStep = {
  light: true,
  help: 'help.approval.list',
  ask(context, state) {
    const count = countWaitingPledges(context, context.person);
    const shown = approvalQueue(context, context.person, { offset: state.page * PAGE, limit: PAGE });
    const endorsed = countWaitingPledges(context, context.person, 'endorsed');
    const choices = shown.map((waiting) => ({
      id: `pledge:${waiting.pledge.id}`,
      label: say(`approval.item.${waiting.waitingFor}`, { name: waiting.owner?.fullName ?? nameOf(context, waiting) }),
    }));
    if (count > (state.page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (state.page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    if (endorsed > 1) choices.push({ id: 'all', label: atOnce('approval.accept', endorsed) });
    const reports = countWaitingReports(context, context.person);
    if (reports > 0) choices.push({ id: 'reports', label: say('approval.reports', { count: reports }) });
    choices.push({ id: 'close', label: say('choice.close') });
    return { say: [say('approval.ask', { count })], choices };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'close') return end([say('approval.closed')]);
    if (id === 'more') return refresh('list', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('list', { ...state, page: 0 });
    if (id === 'all') return go('accept_all', { ...state, saidAt: context.now });
    if (id === 'reports') return go('reports', { ...state, page: 0 });
    const pledgeId = Number(id.replace('pledge:', ''));
    const waiting = waitingPledge(context, context.person, pledgeId);
    if (waiting === null) return again(say('error.pledge_not_waiting'));
    return go('card', { ...state, pledgeId, version: waiting.pledge.version });
  },
};

const cardStep: ApprovalStep = {
  light: true,
  help: 'help.approval.card',
  ask(context, state) {
    const waiting = waitingPledge(context, context.person, state.pledgeId);
    if (waiting === null) {
      return { say: [say('error.pledge_not_waiting')], choices: [{ id: 'back', label: say('approval.back') }] };
    }
    return {
      say: cardLines(context, waiting),
      choices: [
        waiting.waitingFor === 'endorsement'
          ? { id: 'endorse', label: say('approval.endorse') }
          : { id: 'accept', label: say('approval.accept') },
        { id: 'return', label: say('approval.return') },
        { id: 'back', label: say('approval.back') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const { person } = context;
    if (id === 'back') return next(context, []);
    if (id === 'return') return go('reason', state);
    if (id === 'endorse') {
      return settled(context, state, endorse(context, person, state.pledgeId, state.version), (decided) => {
        pledgeEndorsed(context, decided);
        return say('approval.endorsed');
      });
    }
    if (id !== 'accept') return again(say('dialogue.not_understood'));
    return settled(context, state, accept(context, person, state.pledgeId, state.version), (decided) => {
      pledgeAccepted(context, decided);
      return say('approval.accepted');
    });
  },
};

function cardLines(context: MemberContext, waiting: WaitingPledge): readonly Say[] {
  const { pledge, owner, route } = waiting;
  const campaign = context.store.campaigns.current();
  const content = pledge.content;
  if (campaign === null || content === null) return [say('error.no_pledge')];
  const doubts = owner === null ? [] : cautions(context, campaign, owner, pledge.kind, content);
  const quotas = content.titles.flatMap((title) => {
    const quota = titleQuota(context, campaign, title);
    return quota === null ? [] : [quotaSay(quota)];
  });
  return [
    say('approval.card', {
      name: nameOf(context, waiting),
      state: stateSay(pledge.state, route),
      version: pledge.version,
    }),
    ...(route.by === 'secretary' ? [say(`notice.route.${route.because}`)] : []),
    ...contentLines(content, pledge.kind),
    ...quotas,
    ...(doubts.length === 0
      ? []
      : [say('register.review.cautions'), ...doubts.map((doubt) => unmetSay(doubt.title, doubt.unmet))]),
  ];
}

function settled(
  context: MemberContext,
  state: ApprovalState,
  result: Result<Decided, ApprovalError>,
  tell: (decided: Decided) => Say,
): Move<ApprovalState> {
  if (result.ok) return next(context, [tell(result.value)]);
  if (result.error === 'pledge_changed') {
    const version = context.store.pledges.byId(state.pledgeId)?.version ?? 0;
    return rewind('card', { ...state, version }, [say('error.pledge_changed')]);
  }
  return next(context, [say(`error.${result.error}`)]);
}

const reasonStep: ApprovalStep = {
  help: 'help.approval.reason',
  ask: () => ({ say: [say('approval.reason.ask')], accepts: 'text', example: say('approval.reason.example') }),
  answer(context, state, answer) {
    const reason = typedReason(answer, PLEDGE_LIMITS.reason, say('approval.reason.example'));
    if (!reason.ok) return reason.error;
    const result = returnPledge(context, context.person, state.pledgeId, state.version, reason.value);
    return settled(context, state, result, (decided) => {
      pledgeReturned(context, decided, reason.value);
      return say('approval.returned');
    });
  },
};

const acceptAllStep: ApprovalStep = {
  light: true,
  help: 'help.approval.list',
  ask(context, { saidAt }) {
    const { length: count } = endorsedUntil(context, context.person, saidAt);
    return {
      say: [say('approval.accept_all.ask', { count })],
      choices: [
        { id: 'no', label: say('approval.back') },
        { id: 'yes', label: say('approval.accept_all.yes') },
      ],
    };
  },
  answer(context, { saidAt }, answer) {
    if (answer.kind !== 'choice') return again(say('dialogue.not_understood'));
    if (answer.ids[0] !== 'yes') return next(context, []);
    const accepted = acceptAllEndorsed(context, context.person, saidAt);
    for (const decided of accepted) pledgeAccepted(context, decided);
    return next(context, [say('approval.accepted_all', { count: accepted.length })]);
  },
};

/** What waits for the person: endorse, accept, or return with a reason. */
export const approvalFlow = defineFlow<ApprovalState>({
  name: 'approvals',
  version: 2,
  state: approvalState,
  allowed: ({ person }) => mayApprove(person),
  begin(context) {
    if (countWaitingPledges(context, context.person) > 0) return go('list', APPROVALS_START);
    return countWaitingReports(context, context.person) > 0
      ? go('reports', APPROVALS_START)
      : end([say('approval.empty')]);
  },
  steps: {
    list: listStep,
    card: cardStep,
    reason: reasonStep,
    accept_all: acceptAllStep,
    reports: reportsStep,
    report: reportStep,
    report_reason: reportReasonStep,
    report_files: reportFilesStep,
    confirm_all: confirmAllStep,
  },
});
