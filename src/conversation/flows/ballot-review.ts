import { castChoices } from '../../app/casting.ts';
import { again, end, go } from '../flow.ts';
import { say } from '../text-key.ts';
import { lineSay } from './ballot-marks.ts';
import { BLANK, briefSay, chosenId, markOf, onBallot, TO_MENU } from './ballot-state.ts';

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
  }),
  answer(context, state, answer, { id: electionId, lines }) {
    const id = chosenId(answer);
    if (id === 'mend') return context.chat.buttons ? go('marks', { ...state, page: 0 }) : go('mend', state);
    if (id !== 'send') return again(say('dialogue.not_understood'));
    const choices = lines.flatMap((line) => {
      const choice = markOf(state, line);
      return choice === null ? [] : [[line.number, choice] as const];
    });
    const cast = castChoices(context, context.person, electionId, new Map(choices));
    if (cast.ok) {
      const typed = context.chat.buttons || lines.length === 0 ? [] : [say('ballot.cast.typed')];
      return end([say('ballot.cast'), ...typed], TO_MENU);
    }
    if (cast.error === 'ballot_incomplete')
      return go('marks', { ...BLANK, electionId }, [say('error.ballot_incomplete')]);
    return cast.error === 'ballot_not_ready'
      ? again(say('error.ballot_not_ready'))
      : end([say(`error.${cast.error}`)], TO_MENU);
  },
});

/** Which line is put right, where there are no buttons. */
export const mendStep = onBallot({
  help: 'help.ballot',
  ask: (_context, _state, { lines }) => ({
    say: [say('ballot.mend.ask')],
    choices: lines.map((nominee, place) => ({ id: String(place), label: briefSay(nominee) })),
  }),
  answer(_context, state, answer, { lines }) {
    const id = chosenId(answer);
    const place = id === '' ? -1 : Number(id);
    if (lines[place] === undefined) return again(say('dialogue.not_understood'));
    return go('marks', { ...state, at: place });
  },
});
