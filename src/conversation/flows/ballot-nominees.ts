import { nomineeCard } from '../ballot-wording.ts';
import { again, go, refresh, rewind } from '../flow.ts';
import { say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { briefSay, chosenId, onBallot } from './ballot-state.ts';

/** Nominees on one page of the list. */
const PAGE = 8;

/** Whom there is to read about, and what each pledged and reported. */
export const nomineesStep = onBallot({
  help: 'help.ballot',
  ask(_context, state, { election }) {
    const shown = election.nominees.slice(state.page * PAGE, (state.page + 1) * PAGE);
    const choices: Choice[] = shown.map((nominee) => ({ id: String(nominee.number), label: briefSay(nominee) }));
    if (election.nominees.length > (state.page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (state.page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    choices.push({ id: 'back', label: say('choice.back') });
    return { say: [say('ballot.nominees.ask')], choices };
  },
  answer(context, state, answer, { election }) {
    const id = chosenId(answer);
    if (id === 'back') return rewind('ballot', { ...state, page: 0 });
    if (id === 'more') return refresh('nominees', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('nominees', { ...state, page: 0 });
    const nominee = election.nominees.find(({ number }) => String(number) === id);
    if (nominee === undefined) return again(say('dialogue.not_understood'));
    return go('nominees', state, nomineeCard(context, election, nominee));
  },
});
