import { filesAmong } from '../../app/review-evidence.ts';
import { openReport, type SubmittedReport, submitReport, unanswered } from '../../app/review-report.ts';
import type { MemberContext } from '../context.ts';
import { again, end, go, type Move, refresh, rewind } from '../flow.ts';
import { reportSubmitted } from '../review-notices.ts';
import { changeLines, reportLines } from '../review-wording.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice, CommandChoice } from '../types.ts';
import { draftOf, type ProgressState, type ProgressStep } from './progress-state.ts';
import { filesQuestion, handOver } from './report-files.ts';

const REPORT: CommandChoice = { command: 'tiendo', label: say('command.tiendo.label') };

function missingLines(context: MemberContext, state: ProgressState): readonly Say[] {
  const numbers = unanswered(draftOf(context, state));
  if (numbers.length === 0) return [];
  return [say('report.missing', { numbers: { list: numbers.map(String), join: 'comma' } })];
}

/** The numbered card of the report: any item can be changed, then it is submitted. */
export const cardStep: ProgressStep = {
  help: 'help.progress.card',
  ask(context, state) {
    const { person } = context;
    const content = draftOf(context, state);
    const changes = content.items.map(
      (_, index): Choice => ({ id: `item:${index}`, label: say('progress.card.change', { number: index + 1 }) }),
    );
    return {
      say: [
        say('progress.card.heading'),
        state.kind === 'individual'
          ? say('register.review.person', { name: person.fullName, position: person.position })
          : say('register.review.division', { division: person.divisionName }),
        ...reportLines(content),
        ...missingLines(context, state),
      ],
      choices: [
        ...changes,
        ...(filesAmong(content.items).length === 0 ? [] : [{ id: 'files', label: say('report.files') }]),
        { id: 'submit', label: say('progress.card.submit') },
        { id: 'later', label: say('register.review.later') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'submit') return submitNow(context, state);
    if (id === 'files') return go('files', { ...state, changing: true });
    if (id === 'later') return end([say('progress.saved')], [REPORT]);
    const [, place] = /^item:(\d+)$/.exec(id) ?? [];
    if (place === undefined) return again(say('dialogue.not_understood'));
    return go('status', { ...state, item: Number(place), changing: true, jobs: [] });
  },
};

function submitNow(context: MemberContext, state: ProgressState): Move<ProgressState> {
  const result = submitReport(context, context.person, state.kind);
  if (!result.ok) {
    if (result.error === 'report_incomplete') {
      return again(say('error.report_incomplete'), ...missingLines(context, state));
    }
    if (result.error !== 'report_outdated') return end([say(`error.${result.error}`)]);
    const opened = openReport(context, context.person, state.kind);
    const changes = opened.ok ? changeLines(opened.value.changes) : [];
    return refresh('card', state, [say('error.report_outdated'), ...changes]);
  }
  if (result.value.unchanged) return end([say('progress.unchanged', { version: result.value.version })]);
  reportSubmitted(context, result.value);
  return end(submittedLines(result.value), [REPORT]);
}

function submittedLines({ version, amended, afterClosing, route, heads }: SubmittedReport): readonly Say[] {
  const next =
    route.by === 'head'
      ? say('progress.next.head', { names: { list: heads.map((head) => head.fullName), join: 'comma' } })
      : say(`progress.next.secretary.${route.because}`);
  return [
    say(amended ? 'progress.amended' : 'progress.submitted', { version }),
    ...(afterClosing ? [say('progress.after_closing')] : []),
    next,
  ];
}

/** The kept files of the report, to look at again. */
export const filesStep: ProgressStep = {
  light: true,
  help: 'help.progress.files',
  ask: (context, state) => filesQuestion(draftOf(context, state).items),
  answer: (context, state, answer) =>
    handOver<ProgressState>(context, answer, 'tiendo') ??
    rewind(state.changing ? 'card' : 'standing', { ...state, changing: false }),
};
