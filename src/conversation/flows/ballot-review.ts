import { castChoices } from '../../app/casting.ts';
import type { Nominee } from '../../domain/ballot/election.ts';
import type { MemberContext } from '../context.ts';
import { type Answer, again, end, go, type Move } from '../flow.ts';
import { say } from '../text-key.ts';
import { lineSay, pageOf } from './ballot-marks.ts';
import { type BallotState, BLANK, chosenId, markOf, onBallot, TO_MENU } from './ballot-state.ts';

/** Everything that was chosen, before it is sent for good. */
export const reviewStep = onBallot({
  help: 'help.ballot',
  ask: (_context, state, { lines }) => ({
    say: [
      ...(lines.length === 0
        ? [say('ballot.review.no_lines')]
        : [say('ballot.review.ask'), say('dialogue.gap'), ...lines.map((line) => lineSay(line, markOf(state, line)))]),
      say('dialogue.gap'),
      say('ballot.review.final'),
    ],
    choices: [
      { id: 'send', label: say('ballot.review.send') },
      ...(lines.length === 0 ? [] : [{ id: 'mend', label: say('ballot.review.mend') }]),
    ],
    // A bare number is a line to put right. It never sends: the number that was the last answer may arrive twice.
    numeric: true,
    example: say('ballot.review.example'),
  }),
  answer(context, state, answer, { id: electionId, lines }) {
    const id = chosenId(answer);
    if (id === 'mend') return mending(state, lines, lines[0]);
    if (id !== 'send') return mending(state, lines, lineNumbered(answer, lines));
    const choices = lines.flatMap((line) => {
      const choice = markOf(state, line);
      return choice === null ? [] : [[line.number, choice] as const];
    });
    const cast = castChoices(context, context.person, electionId, new Map(choices));
    if (cast.ok) return sent(context, lines);
    if (cast.error === 'ballot_not_ready') return again(say('error.ballot_not_ready'));
    if (cast.error !== 'ballot_incomplete') return end([say(`error.${cast.error}`)], TO_MENU);
    return go('marks', { ...BLANK, electionId }, [say('error.ballot_incomplete')]);
  },
});

function lineNumbered(answer: Answer, lines: readonly Nominee[]): Nominee | undefined {
  const typed = answer.kind === 'text' ? Number(answer.text.replace(/[.)]$/, '')) : Number.NaN;
  return lines.find(({ number }) => number === typed);
}

function mending(state: BallotState, lines: readonly Nominee[], line: Nominee | undefined): Move<BallotState> {
  if (line === undefined) return again(say('ballot.review.example'));
  const at = lines.indexOf(line);
  return go('marks', { ...state, at, page: pageOf(at) });
}

function sent({ chat }: MemberContext, lines: readonly Nominee[]): Move<BallotState> {
  const typed = chat.buttons || lines.length === 0 ? [] : [say('ballot.cast.typed')];
  return end([say('ballot.cast'), ...typed], TO_MENU);
}
