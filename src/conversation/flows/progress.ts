import { filesAmong } from '../../app/review-evidence.ts';
import { discardReport, findReporting, openReport, reportRoute, unanswered } from '../../app/review-report.ts';
import { holds } from '../../domain/person.ts';
import { isOwn } from '../../domain/pledge.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, type Move } from '../flow.ts';
import { changeLines, reportLines, reportStateSay, roundHeading } from '../review-wording.ts';
import { type Say, say } from '../text-key.ts';
import { cardStep, filesStep } from './progress-card.ts';
import { evidenceRemoveStep, evidenceStep } from './progress-evidence.ts';
import { figureStep, noteStep, statusStep } from './progress-items.ts';
import { draftOf, freshProgress, type ProgressState, type ProgressStep, progressState } from './progress-state.ts';
import { whoseStep } from './whose.ts';

/** Where reporting starts: at the draft, at what was submitted, or at the first item. */
function enter(context: MemberContext, kind: ProgressState['kind']): Move<ProgressState> {
  const found = findReporting(context, context.person, kind);
  if (!found.ok) return end([say(`error.${found.error}`)]);
  const { report, open } = found.value;
  const state = freshProgress(kind, report?.id ?? 0);
  if (report !== null && report.version > 0 && (report.draft === null || !open.ok)) return go('standing', state);
  if (!open.ok) return end([say(`error.${open.error}`)]);
  if (report !== null && report.draft !== null) return go('resume', state);
  return start(context, state);
}

/** Opens the draft and asks about the first item that lacks an answer, or shows the card. */
function start(context: MemberContext, state: ProgressState): Move<ProgressState> {
  const opened = openReport(context, context.person, state.kind);
  if (!opened.ok) return end([say(`error.${opened.error}`)]);
  const { reportId, content, changes } = opened.value;
  const next = { ...state, reportId };
  const [first] = unanswered(content);
  return first === undefined
    ? go('card', next, changeLines(changes))
    : go('status', { ...next, item: first - 1 }, [
        ...introduction(context, state, content.items.length),
        ...changeLines(changes),
      ]);
}

function introduction(context: MemberContext, state: ProgressState, count: number): readonly Say[] {
  const found = findReporting(context, context.person, state.kind);
  if (!found.ok) return [];
  const { review, campaign, deadline } = found.value;
  return [
    say('progress.introduction', { round: roundHeading(review.round), year: String(campaign.year), count }),
    ...(deadline === null ? [] : [say('progress.deadline', { at: { as: 'moment', date: deadline } })]),
  ];
}

const ownOrDivisionStep = whoseStep<ProgressState>({
  light: true,
  help: 'help.progress.whose',
  own: 'register.whose.own',
  ask: ({ person }) => ({ text: say('progress.whose.ask'), division: person.divisionName }),
  chosen: (context, _state, kind) => enter(context, kind),
});

const resumeStep: ProgressStep = {
  light: true,
  help: 'help.progress.resume',
  ask(context, state) {
    const report = context.store.reviewReports.byId(state.reportId);
    return {
      say: [
        say('progress.resume.ask', { at: { as: 'moment', date: report?.updatedAt ?? context.now } }),
        ...reportLines(draftOf(context, state)),
      ],
      choices: [
        { id: 'continue', label: say('register.resume.continue') },
        { id: 'discard', label: say('register.resume.discard') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'continue') return start(context, state);
    if (id !== 'discard') return again(say('dialogue.not_understood'));
    discardReport(context, state.reportId);
    return end([say('progress.discarded')], [{ command: 'menu', label: say('command.menu.label') }]);
  },
};

const standingStep: ProgressStep = {
  light: true,
  help: 'help.progress.standing',
  ask(context, state) {
    const content = draftOf(context, state);
    const found = findReporting(context, context.person, state.kind);
    const open = found.ok && found.value.open.ok;
    return {
      say: [...standingLines(context, state), ...reportLines(content)],
      choices: [
        ...(open ? [{ id: 'amend', label: say('progress.standing.amend') }] : []),
        ...(filesAmong(content.items).length === 0 ? [] : [{ id: 'files', label: say('report.files') }]),
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'amend') return start(context, state);
    if (id === 'files') return go('files', state);
    if (id === 'close') return end([say('progress.standing.kept')]);
    return again(say('dialogue.not_understood'));
  },
};

function standingLines(context: MemberContext, state: ProgressState): readonly Say[] {
  const report = context.store.reviewReports.byId(state.reportId);
  const review = report === null ? null : context.store.reviews.byId(report.reviewId);
  if (report === null || review === null) return [];
  const events = context.store.reviewReports.events(report.id);
  const reason = report.state === 'returned' ? events.findLast(({ action }) => action === 'returned')?.note : null;
  const found = findReporting(context, context.person, state.kind);
  const outdated = found.ok && found.value.pledge.version !== report.content?.pledgeVersion;
  const direct = report.state === 'submitted' && reportRoute(context, report).by === 'secretary';
  return [
    say('progress.standing.ask', {
      round: roundHeading(review.round),
      state: direct ? say('report.state.submitted_direct') : reportStateSay(report.state),
      version: report.version,
    }),
    ...(reason == null ? [] : [say('pledge.returned_because', { reason })]),
    ...(outdated ? [say('progress.standing.outdated')] : []),
    ...(review.state === 'closed' ? [say('progress.standing.closed')] : []),
  ];
}

/** One's own report; the division's only while one leads that division. */
function mayGoOn(context: MemberContext, { kind, reportId }: ProgressState): boolean {
  if (reportId === 0) return kind === 'individual' || holds(context.person, 'head');
  const report = context.store.reviewReports.byId(reportId);
  return report !== null && isOwn(context.person, report) && (report.draft ?? report.content) !== null;
}

function begin(context: MemberContext): Move<ProgressState> {
  const leads = holds(context.person, 'head') && findReporting(context, context.person, 'collective').ok;
  return leads ? go('whose', freshProgress('individual')) : enter(context, 'individual');
}

/** Progress for a review: on one's own pledge, or as head on the division's. */
export const progressFlow = defineFlow<ProgressState>({
  name: 'progress',
  version: 1,
  state: progressState,
  allowed: mayGoOn,
  begin,
  steps: {
    whose: ownOrDivisionStep,
    resume: resumeStep,
    standing: standingStep,
    status: statusStep,
    figure: figureStep,
    note: noteStep,
    evidence: evidenceStep,
    evidence_remove: evidenceRemoveStep,
    card: cardStep,
    files: filesStep,
  },
});
