import { type Ballot, issueBallotLink, openBallots } from '../../app/casting.ts';
import { nomineeSay } from '../ballot-wording.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, type Flow, go, type Move, refresh, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice, Reply } from '../types.ts';
import { marksStep } from './ballot-marks.ts';
import { nomineesStep } from './ballot-nominees.ts';
import { reviewStep } from './ballot-review.ts';
import { standingLines } from './ballot-standing.ts';
import { type BallotState, BLANK, ballotState, chosenId, onBallot, TO_MENU } from './ballot-state.ts';

/** Which of several ballots. */
const pickStep: Step<BallotState, MemberContext> = {
  light: true,
  help: 'help.ballot',
  ask: (context) => ({
    say: [...standingLines(context), say('ballot.pick')],
    choices: [
      ...openBallots(context, context.person).map(({ id, election, deadline }, index) => ({
        id: String(id),
        label: say('ballot.pick.item', { name: election.name, until: { as: 'moment', date: deadline } }),
        short: say('ballot.pick.number', { number: index + 1 }),
      })),
      { id: 'close', label: say('choice.close') },
    ],
  }),
  answer(context, _state, answer) {
    const id = chosenId(answer);
    if (id === 'close') return end([say('ballot.closed')], TO_MENU);
    const ballot = openBallots(context, context.person).find((candidate) => String(candidate.id) === id);
    return ballot === undefined ? again(say('dialogue.not_understood')) : opened(context, ballot);
  },
};

/** One ballot: what it is about, and where to fill it in. */
const ballotStep = onBallot({
  help: 'help.ballot',
  ask: (context, state, ballot) => ({
    say: [
      ...introduction(context, ballot),
      ...(state.address === null ? [] : pageLines(state.address)),
      say('dialogue.gap'),
      say(context.chat.buttons ? 'ballot.warning.buttons' : 'ballot.warning.typed'),
    ],
    choices: offered(context, state, ballot),
  }),
  answer(context, state, answer, ballot) {
    switch (chosenId(answer)) {
      case 'page':
        return withPage(context, state, ballot.id);
      case 'nominees':
        return go('nominees', { ...state, page: 0 });
      case 'chat':
        return go(ballot.lines.length === 0 ? 'review' : 'marks', { ...state, page: 0, at: 0 });
      case 'close':
        return end([say('ballot.closed')], TO_MENU);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
});

/** Opens a ballot; where there are no buttons, the page comes first: what is typed stays in the chat. */
function opened(context: MemberContext, { id: electionId, election }: Ballot): Move<BallotState> {
  const state: BallotState = { ...BLANK, electionId };
  const pageFirst = !context.chat.buttons || election.casting === 'page';
  return pageFirst ? withPage(context, state, electionId) : go('ballot', state);
}

function withPage(context: MemberContext, state: BallotState, electionId: number): Move<BallotState> {
  const link = issueBallotLink(context, context.person, electionId);
  if (!link.ok) return end([say(`error.${link.error}`)], TO_MENU);
  const address = context.ballotAddress(link.value.token);
  if (address === null) return go('ballot', state, [say('ballot.page.none')]);
  return state.address === null ? go('ballot', { ...state, address }) : refresh('ballot', { ...state, address });
}

function pageLines(url: string): readonly Say[] {
  return [say('dialogue.gap'), say('ballot.page.link'), say('link.alone', { url })];
}

function introduction(context: MemberContext, ballot: Ballot): readonly Say[] {
  const { election, fingerprint, deadline, recused } = ballot;
  const ownLines = recused.map((nominee) => say('ballot.recused', { line: nomineeSay(nominee) }));
  return [
    say('ballot.heading', { name: election.name }),
    say('ballot.window', {
      from: { as: 'moment', date: election.window.from },
      until: { as: 'moment', date: deadline },
    }),
    say('ballot.fingerprint', { short: fingerprint.short }),
    say('ballot.size', { count: election.nominees.length, members: election.roll.length }),
    ...ownLines,
    ...conflicts(context, ballot),
  ];
}

/** Nominees who vote themselves, the reader first: shown, never hidden. */
function conflicts({ person }: MemberContext, { election, lines }: Ballot): readonly Say[] {
  const members = new Set(election.roll.map(({ code }) => code));
  const own = lines
    .filter(({ code }) => code === person.code)
    .map((line) => say('ballot.own_line', { line: nomineeSay(line) }));
  const others = election.nominees.filter(({ code }) => members.has(code) && code !== person.code);
  if (others.length === 0) return own;
  return [...own, say('ballot.conflict', { lines: { list: others.map(nomineeSay), join: 'semicolon' } })];
}

function offered(context: MemberContext, { address }: BallotState, { election }: Ballot): readonly Choice[] {
  const chat: Choice = { id: 'chat', label: say(context.chat.buttons ? 'ballot.start' : 'ballot.start_typed') };
  // Whether there is a page to open; the address itself is made with its token, when it is asked for.
  const reachable = context.ballotAddress('') !== null;
  const label = say(address === null ? 'ballot.page.open' : 'ballot.page.again');
  const page: readonly Choice[] = reachable ? [{ id: 'page', label }] : [];
  return [
    ...(election.casting === 'page' ? page : context.chat.buttons ? [chat, ...page] : [...page, chat]),
    { id: 'nominees', label: say('ballot.nominees') },
    { id: 'close', label: say('choice.close') },
  ];
}

/** What answers a button that outlived its ballot: it was sent, or forgotten with the process. */
function forgotten(context: MemberContext): Reply {
  const lines = standingLines(context);
  if (openBallots(context, context.person).length === 0) {
    return { say: lines.length === 0 ? [say('ballot.none')] : lines, mode: 'append', commands: TO_MENU };
  }
  const again = { command: 'bophieu', label: say('command.bophieu.label') };
  return { say: [...lines, say('ballot.forgotten')], mode: 'replace', commands: [again] };
}

/** `/bophieu`: the ballots that I have not cast, and casting one. */
export const ballotFlow: Flow = defineFlow<BallotState>({
  name: 'ballot',
  version: 1,
  state: ballotState,
  ephemeral: { forgotten },
  begin(context) {
    const ballots = openBallots(context, context.person);
    const [only] = ballots;
    if (only === undefined) {
      const lines = standingLines(context);
      return end(lines.length === 0 ? [say('ballot.none')] : lines, TO_MENU);
    }
    return ballots.length === 1 ? opened(context, only) : go('pick', BLANK);
  },
  steps: {
    pick: pickStep,
    ballot: ballotStep,
    nominees: nomineesStep,
    marks: marksStep,
    review: reviewStep,
  },
});
