import type { Ballot } from '../../app/casting.ts';
import { CHOICES, type Choice, type Nominee } from '../../domain/ballot/election.ts';
import { fold } from '../../lib/vietnamese.ts';
import { nomineeSay } from '../ballot-wording.ts';
import type { MemberContext } from '../context.ts';
import { type Answer, again, go, type Move, type Question, refresh } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice as Offered } from '../types.ts';
import { type BallotState, chosenId, markOf, onBallot, openLines } from './ballot-state.ts';

/** Lines on one page: three buttons each, and a message takes a hundred (Telegram). */
const PAGE = 10;

/** `3 đồng ý`, as it is typed where the buttons show the numbers. */
const TYPED_MARK = /^(\d{1,5})[.):]? +(\S.*)$/;

/** The ballot paper: all lines with buttons, or one line after the other where there are none. */
export const marksStep = onBallot({
  help: 'help.ballot.marks',
  ask: (context, state, { lines }) =>
    context.chat.buttons ? sheet(state, lines) : oneLine(state, lines[state.at] ?? null, lines.length),
  answer(context, state, answer, ballot) {
    const id = chosenId(answer);
    if (id === 'review') {
      const open = openLines(ballot, state);
      return open.length === 0 ? go('review', state) : again(missing(open));
    }
    if (id === 'more' || id === 'before')
      return refresh('marks', { ...state, page: state.page + (id === 'more' ? 1 : -1) });
    const mark = context.chat.buttons ? markIn(context, answer, ballot.lines) : markAt(answer, ballot.lines[state.at]);
    if (mark === null) return again(say('ballot.marks.example'));
    return marked(context, { ...state, marks: { ...state.marks, [mark.nominee.number]: mark.choice } }, ballot);
  },
  back(context, state) {
    if (context.chat.buttons) return state.page === 0 ? null : { ...state, page: state.page - 1 };
    return state.at === 0 ? null : { ...state, at: state.at - 1 };
  },
});

/** The page of the sheet on which the line at this place stands. */
export function pageOf(place: number): number {
  return Math.floor(place / PAGE);
}

interface Mark {
  readonly nominee: Nominee;
  readonly choice: Choice;
}

/** Lines that still want a choice. */
function missing(lines: readonly Nominee[]): Say {
  return say('ballot.marks.missing', { numbers: { list: lines.map(({ number }) => String(number)), join: 'comma' } });
}

function sheet(state: BallotState, lines: readonly Nominee[]): Question {
  const shown = lines.slice(state.page * PAGE, (state.page + 1) * PAGE);
  const pages = Math.ceil(lines.length / PAGE);
  const done = lines.filter((nominee) => markOf(state, nominee) !== null).length;
  const texts: Say[] = [
    say('ballot.marks.ask', { done, count: lines.length }),
    ...(pages > 1 ? [say('ballot.marks.page', { page: state.page + 1, pages })] : []),
    say('dialogue.gap'),
    ...shown.map((nominee) => lineSay(nominee, markOf(state, nominee))),
    say('dialogue.gap'),
    say('ballot.marks.legend'),
  ];
  const choices: Offered[] = shown.flatMap((nominee) => buttonsOf(nominee, markOf(state, nominee)));
  if (state.page > 0) choices.push({ id: 'before', label: say('ballot.marks.before'), row: 'pages' });
  if (state.page < pages - 1) choices.push({ id: 'more', label: say('ballot.marks.next'), row: 'pages' });
  choices.push({ id: 'review', label: say('ballot.marks.review') });
  // A bare number is a line, not a button: what is typed says both, the line and the choice.
  return { say: texts, choices, accepts: 'text', numeric: true, example: say('ballot.marks.example') };
}

function buttonsOf(nominee: Nominee, marked: Choice | null): readonly Offered[] {
  const number = String(nominee.number);
  return CHOICES.map((choice) => ({
    id: `${number}:${choice}`,
    label: say(marked === choice ? 'ballot.button_marked' : 'ballot.button', {
      number,
      choice: say(`ballot.choice.${choice}.short`),
    }),
    row: number,
  }));
}

/** A line with what is chosen on it. */
export function lineSay(nominee: Nominee, choice: Choice | null): Say {
  const line = nomineeSay(nominee);
  return choice === null
    ? say('ballot.line', { line })
    : say('ballot.line_marked', { line, choice: say(`ballot.choice.${choice}`) });
}

function oneLine(state: BallotState, nominee: Nominee | null, count: number): Question {
  if (nominee === null)
    return { say: [say('ballot.marks.none')], choices: [{ id: 'review', label: say('ballot.marks.review') }] };
  const marked = markOf(state, nominee);
  return {
    say: [say('ballot.marks.place', { place: state.at + 1, count }), nomineeSay(nominee)],
    choices: CHOICES.map((choice) => ({
      id: `${nominee.number}:${choice}`,
      label: say(marked === choice ? 'ballot.choice_marked' : 'ballot.choice_open', {
        choice: say(`ballot.choice.${choice}`),
      }),
    })),
  };
}

/** What a button, or a typed line, says on the whole sheet. */
function markIn(context: MemberContext, answer: Answer, lines: readonly Nominee[]): Mark | null {
  if (answer.kind !== 'text') {
    const [number] = chosenId(answer).split(':');
    return markAt(
      answer,
      lines.find((nominee) => String(nominee.number) === number),
    );
  }
  const [, number, words = ''] = TYPED_MARK.exec(answer.text) ?? [];
  const nominee = lines.find((line) => line.number === Number(number));
  const choice = CHOICES.find((candidate) => context.words(`ballot.choice.${candidate}.words`).includes(fold(words)));
  return nominee === undefined || choice === undefined ? null : { nominee, choice };
}

function markAt(answer: Answer, nominee: Nominee | undefined): Mark | null {
  const choice = CHOICES.find((candidate) => chosenId(answer) === `${nominee?.number}:${candidate}`);
  return nominee === undefined || choice === undefined ? null : { nominee, choice };
}

// One line after the other: the next one without a choice, and the review once there is none.
function marked(context: MemberContext, state: BallotState, ballot: Ballot): Move<BallotState> {
  if (context.chat.buttons) return refresh('marks', state);
  const open = openLines(ballot, state).map((nominee) => ballot.lines.indexOf(nominee));
  const at = open.find((place) => place > state.at) ?? open[0];
  return at === undefined ? go('review', state) : refresh('marks', { ...state, at });
}
