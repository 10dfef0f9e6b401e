import * as z from 'zod';
import type { PaperEntry, StoredElection } from '../../app/ballot-ports.ts';
import { awaitsTeller, confirmPaper, type PaperError, refusePaper } from '../../app/paper-ballots.ts';
import { awaitsTellers, custodies } from '../../app/tellers.ts';
import type { ElectionState } from '../../domain/ballot/course.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { may } from '../../domain/rights.ts';
import type { MemberContext } from '../context.ts';
import { paperRefusedNotices } from '../election-notices.ts';
import { paperSays, resultSays, voidSay, waitingSays } from '../election-wording.ts';
import { again, defineFlow, end, go, type Move, rewind, type Step } from '../flow.ts';
import { say } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import type { Choice } from '../types.ts';
import { tellTurns } from './elections-course.ts';
import { paperTotals } from './elections-state.ts';
import { enqueue } from './enqueue.ts';

/** Data of a teller's dialogue about counts. */
const countCheckState = z.object({
  electionId: z.number().int(),
  /** The paper ballots as they are on the screen; null where none are. */
  shown: z.object({ voters: z.array(z.string()), totals: z.array(paperTotals) }).nullable(),
});
type CountCheckState = z.infer<typeof countCheckState>;
type CountCheckStep = Step<CountCheckState, MemberContext>;

const START: CountCheckState = { electionId: 0, shown: null };
const CLOSE = { id: 'close', label: say('choice.close') };
const BACK = { id: 'back', label: say('choice.back') };

/** States in which a teller has something to do, or minutes to read. */
const STATES: readonly ElectionState[] = ['closed', 'counted', 'published', 'void'];
/** Rounds that a list shows: the newest are the ones that somebody counts. */
const LISTED = 8;

function roundsOf({ store }: MemberContext): readonly StoredElection[] {
  const campaign = store.campaigns.current();
  const all = campaign === null ? [] : store.elections.ofCampaign(campaign.id);
  return all
    .filter(({ method, course }) => method === 'secret_ballot' && STATES.includes(course.state))
    .slice(0, LISTED);
}

/** How many rounds wait for this teller: paper ballots to compare, or boxes to open. */
export function countsWaiting(context: MemberContext): number {
  const { store, person } = context;
  const paper = store.elections.running().filter((stored) => awaitsTeller(stored, person));
  return paper.length + custodies(context, person).filter(awaitsTellers).length;
}

/** The year's rounds that have ended. */
const listStep: CountCheckStep = {
  light: true,
  help: 'help.count_check',
  ask(context) {
    const rounds = roundsOf(context);
    const choices = rounds.map(
      ({ id, election, course }, index): Choice => ({
        id: String(id),
        short: say('election.pick', { number: index + 1 }),
        label: say('election.list.line', { name: election.name, state: say(`election.state.${course.state}`) }),
      }),
    );
    return { say: [say('count.list', { count: rounds.length })], choices: [...choices, CLOSE] };
  },
  answer(context, _state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'close') return end([say('election.closed')]);
    const round = roundsOf(context).find((candidate) => String(candidate.id) === id);
    return round === undefined ? again(say('dialogue.not_understood')) : go('round', shownRound(round));
  },
};

// What is confirmed later is what was on the screen, not what somebody entered since.
function shownRound({ id, paper }: StoredElection): CountCheckState {
  return { electionId: id, shown: paper === null ? null : shownPaper(paper) };
}

function shownPaper({ voters, totals }: PaperEntry): NonNullable<CountCheckState['shown']> {
  return { voters: [...voters], totals: [...totals] };
}

/** A round with what the teller can do about it. */
const roundStep: CountCheckStep = {
  light: true,
  help: 'help.count_check',
  ask(context, { electionId, shown }) {
    const stored = context.store.elections.byId(electionId);
    if (stored === null) return { say: [say('error.election_gone')], choices: [BACK] };
    const { course, election } = stored;
    const state = say(`election.state.${course.state}`);
    const heading = say('election.card', { name: election.name, method: say('election.method.secret_ballot'), state });
    const compares = awaitsTeller(stored, context.person) && shown !== null;
    const opens = awaitsTellers(stored) && custodies(context, context.person).some(({ id }) => id === electionId);
    return {
      say: [
        heading,
        ...(course.state === 'void' ? [voidSay(stored)] : waitingSays(context, stored)),
        ...(compares ? [...paperSays(stored, shown), say('count.compare')] : []),
        ...(opens ? [say('count.open_boxes')] : []),
        ...resultSays(stored),
      ],
      choices: [
        ...(compares
          ? [
              { id: 'confirm', label: say('count.confirm') },
              { id: 'refuse', label: say('count.refuse') },
            ]
          : []),
        ...(course.state === 'closed' ? [] : [{ id: 'minutes', label: say('election.do.count_minutes') }]),
        ...(stored.result === null ? [] : [{ id: 'record', label: say('election.do.count_record') }]),
        BACK,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    switch (id) {
      case 'back':
        return rewind('list', START);
      case 'confirm':
        return confirmed(context, state);
      case 'refuse':
        return go('refuse', state);
      case 'minutes':
        return { kind: 'open', command: 'xuatdulieu', args: `count_minutes ${state.electionId}` };
      case 'record':
        enqueue(context, { kind: 'count_record', electionId: state.electionId });
        return end([say('count.record_begun')]);
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

function confirmed(context: MemberContext, { electionId, shown }: CountCheckState): Move<CountCheckState> {
  const done = confirmPaper(context, context.person, electionId, shown);
  if (!done.ok) return shownAgain(context, electionId, done.error);
  tellTurns(context, done.value);
  return rewind('round', { electionId, shown: null }, [say('count.confirmed')]);
}

function shownAgain(context: MemberContext, electionId: number, error: PaperError): Move<CountCheckState> {
  const stored = context.store.elections.byId(electionId);
  const text = say(`error.${error}`);
  return stored === null ? rewind('list', START, [text]) : rewind('round', shownRound(stored), [text]);
}

/** What differs from the sheets. */
const refuseStep: CountCheckStep = {
  help: 'help.count_check',
  ask: () => ({
    say: [say('count.refuse.ask')],
    choices: [BACK],
    accepts: 'text',
    example: say('count.refuse.example'),
  }),
  answer(context, state, answer) {
    if (answer.kind === 'choice') return rewind('round', state);
    const reason = typedReason(answer, PLEDGE_LIMITS.reason, say('count.refuse.example'));
    if (!reason.ok) return reason.error;
    const { electionId, shown } = state;
    const refused = refusePaper(context, context.person, electionId, shown, reason.value);
    if (!refused.ok) return shownAgain(context, electionId, refused.error);
    const notices = paperRefusedNotices(context, refused.value, context.person, reason.value.trim());
    for (const notice of notices) context.notify(notice);
    return rewind('round', { electionId, shown: null }, [say('count.refused')]);
  },
};

/** `/kiemphieu`: tellers compare paper totals with the sheets, and take the minutes of a count. */
export const countCheckFlow = defineFlow<CountCheckState>({
  name: 'count-check',
  version: 1,
  state: countCheckState,
  allowed: ({ person }) => may(person, 'check_counts'),
  begin(context) {
    if (!may(context.person, 'check_counts')) return end([say('error.not_allowed')]);
    const waiting = roundsOf(context).filter((stored) => awaitsTeller(stored, context.person));
    const [only] = waiting;
    return only !== undefined && waiting.length === 1 ? go('round', shownRound(only)) : go('list', START);
  },
  steps: { list: listStep, round: roundStep, refuse: refuseStep },
});
