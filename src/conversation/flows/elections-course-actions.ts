import { countAgain, isCountStopped } from '../../app/election-closing.ts';
import { awaitsPaper } from '../../app/paper-ballots.ts';
import { refresh } from '../flow.ts';
import { say } from '../text-key.ts';
import { desk, leadsTo, type RoundAction } from './elections-action.ts';
import { tellTurns } from './elections-course.ts';
import { enqueue } from './enqueue.ts';

/** A document of a round, in words that `/xuatdulieu` takes. */
function document(id: 'count_minutes' | 'paper_ballot', states: RoundAction['states']): RoundAction {
  return {
    id,
    label: `election.do.${id}`,
    method: 'secret_ballot',
    states,
    allowed: (context, { election }) =>
      desk(context) && (id === 'count_minutes' || election.roll.some(({ way }) => way === 'paper')),
    does: (_context, { electionId }) => ({ kind: 'open', command: 'xuatdulieu', args: `${id} ${electionId}` }),
  };
}

/** What is done with a secret ballot from its opening to its minutes, in the order of the card's items. */
export const COURSE_ACTIONS: readonly RoundAction[] = [
  {
    id: 'close_early',
    label: 'election.do.close',
    method: 'secret_ballot',
    states: ['open'],
    allowed: desk,
    does: leadsTo('close'),
  },
  {
    id: 'postpone',
    label: 'election.do.postpone',
    method: 'secret_ballot',
    states: ['open'],
    allowed: (context) => desk(context) && context.channelDown(),
    does: leadsTo('postpone'),
  },
  {
    id: 'paper_entry',
    label: 'election.do.paper_entry',
    method: 'secret_ballot',
    states: ['closed'],
    allowed: (context, stored) => desk(context) && awaitsPaper(stored),
    does: (_context, state, { paper }) => ({
      kind: 'go',
      step: 'sheets',
      state: { ...state, codes: [...(paper?.voters ?? [])], totals: [] },
    }),
  },
  {
    id: 'count_again',
    label: 'election.do.count_again',
    method: 'secret_ballot',
    states: ['closed'],
    allowed: (context, stored) => desk(context) && isCountStopped(context, stored),
    does(context, state) {
      const counted = countAgain(context, context.person, state.electionId);
      if (!counted.ok) return refresh('round', state, [say(`error.${counted.error}`)]);
      tellTurns(context, counted.value);
      return refresh('round', state);
    },
  },
  {
    id: 'publish',
    label: 'election.do.publish',
    method: 'secret_ballot',
    states: ['counted'],
    allowed: desk,
    does: leadsTo('publish'),
  },
  document('paper_ballot', ['open']),
  document('count_minutes', ['counted', 'published', 'void']),
  {
    id: 'count_record',
    label: 'election.do.count_record',
    method: 'secret_ballot',
    states: ['counted', 'published'],
    allowed: desk,
    does(context, state) {
      enqueue(context, { kind: 'count_record', electionId: state.electionId });
      return refresh('round', state, [say('count.record_begun')]);
    },
  },
  {
    id: 'cancel_round',
    label: 'election.do.cancel',
    method: 'secret_ballot',
    states: ['open', 'closed'],
    allowed: desk,
    does: leadsTo('cancel'),
  },
];
