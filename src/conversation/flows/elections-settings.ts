import type { StoredElection } from '../../app/ballot-ports.ts';
import { changeDraft, type DraftChange, discardDraft } from '../../app/election-draft.ts';
import { checkWindow, windowProposals } from '../../app/election-window.ts';
import type { OpenVoteError } from '../../app/open-vote.ts';
import { councilMembers } from '../../app/prepared-election.ts';
import { holds, type Person } from '../../domain/person.ts';
import type { Result } from '../../lib/result.ts';
import type { MemberContext } from '../context.ts';
import { again, go, type Move, refresh, rewind } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { readMoment } from '../typed-moment.ts';
import { typedLine } from '../typed-text.ts';
import type { Choice } from '../types.ts';
import {
  BACK,
  ELECTIONS_START,
  type ElectionsState,
  type ElectionsStep,
  GONE,
  roundOf,
  toRound,
} from './elections-state.ts';
import { toggled, toggleQuestion } from './toggles.ts';

/** Longest name of a round in characters: it stands in the heading of the minutes. */
const LONGEST_NAME = 200;
/** Fewer tellers cannot keep a key apart. */
const LEAST_TELLERS = 2;

function change(context: MemberContext, state: ElectionsState, values: DraftChange): Move<ElectionsState> {
  const changed = changeDraft(context, context.person, state.electionId, values);
  return changed.ok ? toRound(state) : again(say(`error.${changed.error}`));
}

const nameStep: ElectionsStep = {
  help: 'help.elections',
  ask: () => ({ say: [say('election.name.ask')], accepts: 'text', example: say('election.name.example') }),
  answer(context, state, answer) {
    const name = typedLine(answer, LONGEST_NAME);
    return name.ok ? change(context, state, { name: name.value }) : name.error;
  },
};

/** When the round begins and ends: a proposal, or both typed. */
const windowStep: ElectionsStep = {
  light: true,
  help: 'help.elections.window',
  ask: (context) => ({
    say: [say('election.window.ask')],
    choices: [
      ...windowProposals(context).map(({ from, until }, index) => ({
        id: String(index),
        label: windowSay(context, from, until),
        short: say('election.pick', { number: index + 1 }),
      })),
      { id: 'typed', label: say('election.window.typed') },
      BACK,
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    if (id === 'typed') return go('window_from', state);
    const window = windowProposals(context)[Number(id ?? -1)];
    return window === undefined ? again(say('dialogue.not_understood')) : change(context, state, { window });
  },
};

function windowSay({ now }: MemberContext, from: number, until: number): Say {
  const end = { until: { as: 'moment' as const, date: until } };
  return from <= now
    ? say('election.window.now', end)
    : say('election.window.from', { ...end, from: { as: 'moment', date: from } });
}

const windowFromStep: ElectionsStep = {
  help: 'help.elections.window',
  ask: () => ({
    say: [say('election.window.from.ask')],
    choices: [{ id: 'now', label: say('election.window.at_once') }],
    accepts: 'text',
    example: say('election.window.example'),
  }),
  answer(context, state, answer) {
    if (answer.kind === 'choice') return go('window_until', { ...state, from: context.now });
    const from = answer.kind === 'text' ? readMoment(context, answer.text) : null;
    if (from === null) return again(say('reminders.when_unread'));
    if (from < context.now) return again(say('error.election_begins_in_past'));
    return go('window_until', { ...state, from });
  },
};

const windowUntilStep: ElectionsStep = {
  help: 'help.elections.window',
  ask: () => ({ say: [say('election.window.until.ask')], accepts: 'text', example: say('election.window.example') }),
  answer(context, state, answer) {
    const until = answer.kind === 'text' ? readMoment(context, answer.text) : null;
    if (until === null) return again(say('reminders.when_unread'));
    const window = checkWindow(context, { from: state.from, until });
    return window.ok ? change(context, state, { window: window.value }) : again(say(`error.${window.error}`));
  },
};

function tellersOf({ store }: MemberContext): readonly Person[] {
  return store.members.withRole('teller').filter((person) => holds(person, 'teller'));
}

/** Who keeps the key: this server, or people of the counting group. */
const custodyStep: ElectionsStep = {
  light: true,
  help: 'help.elections.custody',
  ask: (context) => ({
    say: [say('election.custody.ask')],
    choices: [
      { id: 'server', label: say('election.custody.choose_server') },
      ...(tellersOf(context).length < LEAST_TELLERS
        ? []
        : [{ id: 'tellers', label: say('election.custody.choose_tellers') }]),
      BACK,
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    if (id === 'server') return change(context, state, { custody: { by: 'server' } });
    if (id !== 'tellers') return again(say('dialogue.not_understood'));
    return go('tellers', { ...state, codes: tellersOf(context).map(({ code }) => code) });
  },
};

/** A question with people to tick. */
export function peopleQuestion(
  texts: readonly Say[],
  people: readonly Pick<Person, 'code' | 'fullName'>[],
  on: readonly string[],
  others: readonly Choice[],
) {
  const toggles = people.map(({ code, fullName: name }) => ({
    id: code,
    label: say('election.person', { name }),
    on: on.includes(code),
  }));
  return toggleQuestion(texts, toggles, others);
}

/** Codes of the people who were ticked, null where something else was chosen. */
export function tickedCodes(
  ids: readonly string[],
  people: readonly { readonly code: string }[],
): readonly string[] | null {
  const codes = people.map(({ code }) => code);
  return ids.length > 0 && ids.every((id) => codes.includes(id)) ? ids : null;
}

const DONE = { id: 'done', label: say('choice.done') };

const tellersStep: ElectionsStep = {
  help: 'help.elections.custody',
  ask: (context, { codes }) => peopleQuestion([say('election.tellers.ask')], tellersOf(context), codes, [DONE]),
  answer(context, state, answer) {
    const ids = answer.kind === 'choice' ? answer.ids : [];
    const tellers = tellersOf(context);
    if (ids[0] === 'done') {
      return state.codes.length < LEAST_TELLERS ? again(say('error.election_tellers_unusable')) : go('needed', state);
    }
    const ticked = tickedCodes(ids, tellers);
    if (ticked === null) return again(say('dialogue.not_understood'));
    const order = tellers.map(({ code }) => code);
    return refresh('tellers', { ...state, codes: [...toggled(state.codes, ticked, order)] });
  },
};

/** How many tellers it takes to open the boxes. */
const neededStep: ElectionsStep = {
  help: 'help.elections.custody',
  ask: (_context, { codes }) => ({
    say: [say('election.needed.ask', { of: codes.length })],
    choices: Array.from({ length: Math.max(0, codes.length - 1) }, (_, index) => ({
      id: String(index + LEAST_TELLERS),
      label: say('election.needed', { needed: index + LEAST_TELLERS, of: codes.length }),
    })),
  }),
  answer(context, state, answer) {
    const needed = answer.kind === 'choice' ? Number(answer.ids[0]) : 0;
    if (needed < LEAST_TELLERS) return again(say('dialogue.not_understood'));
    const tellers = tellersOf(context)
      .filter(({ code }) => state.codes.includes(code))
      .map(({ code, fullName: name }) => ({ code, name }));
    return change(context, state, { custody: { by: 'tellers', needed, tellers } });
  },
};

/** A step in which members of the council are ticked. */
interface MemberTicks {
  readonly step: string;
  readonly text: TextKey;
  readonly help: TextKey;
  ticked(stored: StoredElection): readonly string[];
  set(context: MemberContext, state: ElectionsState, codes: readonly string[]): Result<unknown, OpenVoteError>;
}

/** Shows the council with ticks; each tick is stored at once. */
export function memberTicks({ step, text, help, ticked, set }: MemberTicks): ElectionsStep {
  return {
    light: true,
    help,
    ask(context, state) {
      const stored = roundOf(context, state);
      return stored === null ? GONE : peopleQuestion([say(text)], councilMembers(context), ticked(stored), [DONE]);
    },
    answer(context, state, answer) {
      const ids = answer.kind === 'choice' ? answer.ids : [];
      const stored = roundOf(context, state);
      if (stored === null || ids[0] === 'done' || ids[0] === 'back') return toRound(state);
      const members = councilMembers(context);
      const codes = tickedCodes(ids, members);
      if (codes === null) return again(say('dialogue.not_understood'));
      const order = members.map(({ code }) => code);
      const done = set(context, state, toggled(ticked(stored), codes, order));
      return refresh(step, state, done.ok ? [] : [say(`error.${done.error}`)]);
    },
  };
}

/** Members who vote on paper. */
const paperStep = memberTicks({
  step: 'paper',
  text: 'election.paper.ask',
  help: 'help.elections.paper',
  ticked: ({ election }) => election.roll.filter(({ way }) => way === 'paper').map(({ code }) => code),
  set: (context, { electionId }, paper) => changeDraft(context, context.person, electionId, { paper }),
});

const discardStep: ElectionsStep = {
  light: true,
  help: 'help.elections',
  ask: () => ({
    say: [say('election.discard.ask')],
    choices: [{ id: 'yes', label: say('election.discard.yes') }, BACK],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const gone = discardDraft(context, context.person, state.electionId);
    return rewind('list', ELECTIONS_START, [say(gone.ok ? 'election.discarded' : `error.${gone.error}`)]);
  },
};

/** The steps that set what a round is. */
export const settingSteps = {
  name: nameStep,
  window: windowStep,
  window_from: windowFromStep,
  window_until: windowUntilStep,
  custody: custodyStep,
  tellers: tellersStep,
  needed: neededStep,
  paper: paperStep,
  discard: discardStep,
};
