import type { StoredElection } from '../../app/ballot-ports.ts';
import { runsElections } from '../../app/election-closing.ts';
import { newDraft } from '../../app/election-draft.ts';
import { awaitingDecision } from '../../app/election-results.ts';
import type { VotingMethod } from '../../domain/ballot/record.ts';
import { may } from '../../domain/rights.ts';
import { nomineeSay } from '../ballot-wording.ts';
import type { MemberContext } from '../context.ts';
import { draftLines } from '../election-draft-wording.ts';
import {
  participationSays,
  postponementSays,
  resultSays,
  shareSays,
  voidSay,
  waitingSays,
} from '../election-wording.ts';
import { again, defineFlow, end, go, refresh, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { actionsOf } from './elections-actions.ts';
import { courseSteps } from './elections-course.ts';
import { decisionSteps } from './elections-decision.ts';
import { nomineeSteps } from './elections-nominees.ts';
import { openVoteSteps } from './elections-open-vote.ts';
import { openingSteps } from './elections-opening.ts';
import { ruleSteps } from './elections-rules.ts';
import { settingSteps } from './elections-settings.ts';
import { sheetSteps } from './elections-sheets.ts';
import {
  BACK,
  ELECTIONS_START,
  type ElectionsState,
  type ElectionsStep,
  electionsState,
  GONE,
  roundOf,
} from './elections-state.ts';

/** Rounds on one page of the list. */
const PAGE = 8;
const METHODS = ['secret_ballot', 'open_vote'] as const;

function roundsOf(context: MemberContext): readonly StoredElection[] {
  const campaign = context.store.campaigns.current();
  return campaign === null ? [] : context.store.elections.ofCampaign(campaign.id);
}

/** The year's rounds with their states, newest first. */
const listStep: ElectionsStep = {
  light: true,
  help: 'help.elections',
  ask(context, { page }) {
    const rounds = roundsOf(context);
    const choices: Choice[] = rounds
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(({ id, election, course, method }, index) => ({
        id: `round:${id}`,
        short: say('election.pick', { number: index + 1 }),
        label: say('election.list.line', { name: election.name, state: stateSay(course.state, method) }),
      }));
    if (rounds.length > (page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    if (may(context.person, 'prepare_elections')) {
      choices.push(...METHODS.map((method) => ({ id: method, label: say(`election.new.${method}`) })));
    }
    choices.push({ id: 'close', label: say('choice.close') });
    return { say: [say('election.list', { count: rounds.length })], choices };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'close') return end([say('election.closed')]);
    if (id === 'more') return refresh('list', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('list', { ...state, page: 0 });
    const method = METHODS.find((candidate) => candidate === id);
    if (method !== undefined) return begun(context, method);
    const round = roundsOf(context).find((candidate) => `round:${candidate.id}` === id);
    if (round === undefined) return again(say('dialogue.not_understood'));
    return go('round', { ...ELECTIONS_START, electionId: round.id });
  },
};

function begun(context: MemberContext, method: VotingMethod) {
  const year = String(context.store.campaigns.current()?.year ?? '');
  const name = context.plain(say(`election.default_name.${method}`, { year }));
  const draft = newDraft(context, context.person, { method, name });
  if (!draft.ok) return again(say(`error.${draft.error}`));
  return go('round', { ...ELECTIONS_START, electionId: draft.value });
}

/** State of a round; an open vote that is published was recorded. */
function stateSay(state: StoredElection['course']['state'], method: VotingMethod): Say {
  return say(method === 'open_vote' && state === 'published' ? 'election.state.recorded' : `election.state.${state}`);
}

/** A round with what can be done with it now. */
const roundStep: ElectionsStep = {
  light: true,
  help: 'help.elections',
  ask(context, state) {
    const stored = roundOf(context, state);
    if (stored === null) return GONE;
    return {
      say: cardLines(context, stored),
      choices: [...actionsOf(context, stored).map(({ id, label }) => ({ id, label: say(label) })), BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const stored = roundOf(context, state);
    if (id === 'back' || stored === null) return rewind('list', ELECTIONS_START);
    const action = actionsOf(context, stored).find((candidate) => candidate.id === id);
    return action === undefined ? again(say('dialogue.not_understood')) : action.does(context, state, stored);
  },
};

function cardLines(context: MemberContext, stored: StoredElection): readonly Say[] {
  const { course, election, method, fingerprint, preparation } = stored;
  const { state } = course;
  const heading = say('election.card', {
    name: election.name,
    method: say(`election.method.${method}`),
    state: stateSay(state, method),
  });
  if (state === 'draft') {
    const scheduled =
      preparation.acknowledged === null
        ? []
        : [say('election.card.scheduled', { from: { as: 'moment', date: election.window.from } })];
    return [heading, ...scheduled, ...draftLines(context, stored), ...shareSays(stored)];
  }
  if (state === 'void') return [heading, voidSay(stored)];
  const awaited = awaitingDecision(context, stored).length;
  return [
    heading,
    ...(method === 'secret_ballot'
      ? [
          course.closedAt === null
            ? untilSay(course.deadline)
            : say('election.card.closed', { at: { as: 'moment', date: course.closedAt } }),
        ]
      : []),
    ...postponementSays(stored),
    ...waitingSays(context, stored),
    ...(fingerprint === null ? [] : [say('election.opening.fingerprint', { fingerprint: fingerprint.short })]),
    ...(stored.result === null ? election.nominees.map(nomineeSay) : resultSays(stored)),
    ...participationSays(context, stored),
    ...(awaited === 0 ? [] : [say('election.card.decisions_awaited', { count: awaited })]),
  ];
}

function untilSay(deadline: number): Say {
  return say('election.opening.until', { until: { as: 'moment', date: deadline } });
}

/** Rounds of voting at the desk: nomination, preparation, opening, open votes, decisions. */
export const electionsFlow = defineFlow<ElectionsState>({
  name: 'elections',
  version: 1,
  state: electionsState,
  allowed: ({ person }) => runsElections(person),
  begin(context, args) {
    if (!runsElections(context.person)) return end([say('error.not_allowed')]);
    const round = roundsOf(context).find(({ id }) => String(id) === args.trim());
    return round === undefined
      ? go('list', ELECTIONS_START)
      : go('round', { ...ELECTIONS_START, electionId: round.id });
  },
  steps: {
    list: listStep,
    round: roundStep,
    ...settingSteps,
    ...nomineeSteps,
    ...ruleSteps,
    ...openingSteps,
    ...courseSteps,
    ...sheetSteps,
    ...openVoteSteps,
    ...decisionSteps,
  },
});
