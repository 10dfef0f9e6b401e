import type { StoredElection } from '../../app/ballot-ports.ts';
import { changeDraft } from '../../app/election-draft.ts';
import { beginNow } from '../../app/election-opening.ts';
import { awaitingDecision } from '../../app/election-results.ts';
import { copyOpenVote, nextWithoutTotals } from '../../app/open-vote.ts';
import { shareKey } from '../../app/tellers.ts';
import type { VotingMethod } from '../../domain/ballot/record.ts';
import type { MemberContext } from '../context.ts';
import { go, type Move, refresh } from '../flow.ts';
import { say, type TextKey } from '../text-key.ts';
import { desk, leadsTo, type RoundAction, secretary } from './elections-action.ts';
import { COURSE_ACTIONS } from './elections-course-actions.ts';
import type { ElectionsState } from './elections-state.ts';

function draftItem(id: string, label: TextKey, method: VotingMethod | null, does: RoundAction['does']): RoundAction {
  return { id, label, method, states: ['draft'], allowed: secretary, does };
}

const isScheduled = ({ preparation }: StoredElection): boolean => preparation.acknowledged !== null;

/** What is done until a round opens, in the order of the card's items. */
const DRAFT_ACTIONS: readonly RoundAction[] = [
  draftItem('name', 'election.do.name', null, leadsTo('name')),
  draftItem('nominees', 'election.do.nominees', null, leadsTo('nominees')),
  draftItem('rules', 'election.do.rules', null, leadsTo('rules')),
  draftItem('window', 'election.do.window', 'secret_ballot', leadsTo('window')),
  draftItem('casting', 'election.do.casting', 'secret_ballot', flipCasting),
  draftItem('custody', 'election.do.custody', 'secret_ballot', leadsTo('custody')),
  draftItem('paper', 'election.do.paper', 'secret_ballot', leadsTo('paper')),
  draftItem('meeting', 'election.do.meeting', 'open_vote', leadsTo('meeting')),
  draftItem('present', 'election.do.present', 'open_vote', leadsTo('present')),
  draftItem('totals', 'election.do.totals', 'open_vote', (_context, state, stored) =>
    go('totals', { ...state, number: nextWithoutTotals(stored)?.number ?? 1 }),
  ),
  draftItem('record', 'election.do.record', 'open_vote', leadsTo('record')),
  {
    id: 'share',
    label: 'election.do.share',
    method: 'secret_ballot',
    states: ['draft'],
    allowed: (context, { election }) => desk(context) && election.custody.by === 'tellers',
    does(context, state) {
      const shared = shareKey(context, context.person, state.electionId);
      return refresh('round', state, [say(shared.ok ? 'election.shared' : `error.${shared.error}`)]);
    },
  },
  {
    id: 'open',
    label: 'election.do.open',
    method: 'secret_ballot',
    states: ['draft'],
    allowed: (context, stored) => desk(context) && !isScheduled(stored),
    does: leadsTo('warnings'),
  },
  {
    id: 'begin_now',
    label: 'election.do.begin_now',
    method: 'secret_ballot',
    states: ['draft'],
    allowed: (context, stored) => desk(context) && isScheduled(stored) && stored.election.window.from > context.now,
    does(context, state) {
      const begun = beginNow(context, context.person, state.electionId);
      return begun.ok ? go('warnings', state) : refresh('round', state, [say(`error.${begun.error}`)]);
    },
  },
  draftItem('discard', 'election.do.discard', null, leadsTo('discard')),
];

function flipCasting(
  context: MemberContext,
  state: ElectionsState,
  { election }: StoredElection,
): Move<ElectionsState> {
  const casting = election.casting === 'page' ? 'chat_and_page' : 'page';
  const changed = changeDraft(context, context.person, state.electionId, { casting });
  return refresh('round', state, changed.ok ? [] : [say(`error.${changed.error}`)]);
}

/** What is done once the council has spoken. */
const RESULT_ACTIONS: readonly RoundAction[] = [
  {
    id: 'decision',
    label: 'election.do.decision',
    method: null,
    states: ['published'],
    allowed: (context, stored) => secretary(context) && awaitingDecision(context, stored).length > 0,
    does: leadsTo('decision'),
  },
  {
    id: 'void_vote',
    label: 'election.do.void_vote',
    method: 'open_vote',
    states: ['published'],
    allowed: secretary,
    does: leadsTo('void_vote'),
  },
  {
    id: 'copy_vote',
    label: 'election.do.copy_vote',
    method: 'open_vote',
    states: ['void'],
    allowed: secretary,
    does(context, state) {
      const copied = copyOpenVote(context, context.person, state.electionId);
      if (!copied.ok) return refresh('round', state, [say(`error.${copied.error}`)]);
      return refresh('round', { ...state, electionId: copied.value }, [say('election.copied')]);
    },
  },
];

/** Everything that can be done with a round, in the order in which its card offers it. */
const ROUND_ACTIONS: readonly RoundAction[] = [...DRAFT_ACTIONS, ...COURSE_ACTIONS, ...RESULT_ACTIONS];

/** What this person can do with a round now. */
export function actionsOf(context: MemberContext, stored: StoredElection): readonly RoundAction[] {
  return ROUND_ACTIONS.filter(
    ({ method, states, allowed }) =>
      (method === null || method === stored.method) && states.includes(stored.course.state) && allowed(context, stored),
  );
}
