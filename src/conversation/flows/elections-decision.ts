import { type Awaited, awaitingDecision, recordDecision } from '../../app/election-results.ts';
import type { Title } from '../../domain/title.ts';
import { groupedBy } from '../../lib/grouping.ts';
import type { MemberContext } from '../context.ts';
import { again, go } from '../flow.ts';
import { say } from '../text-key.ts';
import { shortTitleSay } from '../wording.ts';
import { decisionQuestions } from './decision-steps.ts';
import { BACK, type ElectionsState, type ElectionsStep, roundOf, toRound } from './elections-state.ts';

function awaitedIn(context: MemberContext, state: ElectionsState): ReadonlyMap<Title, readonly Awaited[]> {
  const stored = roundOf(context, state);
  return groupedBy(stored === null ? [] : awaitingDecision(context, stored), ({ title }) => title);
}

/** The title whose decision has come. */
const decisionStep: ElectionsStep = {
  light: true,
  help: 'help.elections.decision',
  ask: (context, state) => ({
    say: [say('election.decision.ask')],
    choices: [
      ...[...awaitedIn(context, state)].map(([title, awaited]) => ({
        id: title,
        label: say('election.decision.title', { title: shortTitleSay(title), count: awaited.length }),
      })),
      BACK,
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    const title = [...awaitedIn(context, state).keys()].find((candidate) => candidate === id);
    return title === undefined ? again(say('dialogue.not_understood')) : go('decision_number', { ...state, title });
  },
};

const questions = decisionQuestions<ElectionsState>({
  help: 'help.elections.decision',
  dateStep: 'decision_date',
  authorityStep: 'decision_authority',
  keep: (state, part) => ({ ...state, decision: { ...state.decision, ...part } }),
  whole(context, state, authority) {
    const title = [...awaitedIn(context, state).keys()].find((candidate) => candidate === state.title);
    if (title === undefined) return toRound(state, [say('error.result_known')]);
    const done = recordDecision(context, context.person, state.electionId, title, { ...state.decision, authority });
    if (!done.ok) return toRound(state, [say(`error.${done.error}`)]);
    return toRound(state, [say('election.decision.done', { count: done.value, title: shortTitleSay(title) })]);
  },
});

/** The steps that record the decision on a title for all who passed. */
export const decisionSteps = {
  decision: decisionStep,
  decision_number: questions.number,
  decision_date: questions.date,
  decision_authority: questions.authority,
};
