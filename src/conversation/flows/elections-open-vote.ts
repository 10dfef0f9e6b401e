import {
  handsOn,
  nextWithoutTotals,
  openVoteResult,
  presentIn,
  recordOpenVote,
  setMeeting,
  setPresent,
  setTotals,
  voidOpenVote,
} from '../../app/open-vote.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { nomineeSay } from '../ballot-wording.ts';
import type { MemberContext } from '../context.ts';
import { resultSays } from '../election-wording.ts';
import { again, refresh, rewind } from '../flow.ts';
import { say } from '../text-key.ts';
import { readMoment } from '../typed-moment.ts';
import { typedReason } from '../typed-text.ts';
import { memberTicks } from './elections-settings.ts';
import { BACK, type ElectionsState, type ElectionsStep, roundOf, toRound } from './elections-state.ts';

/** When the council met. */
const meetingStep: ElectionsStep = {
  help: 'help.elections.open_vote',
  ask: () => ({
    say: [say('election.meeting.ask')],
    choices: [{ id: 'now', label: say('election.meeting.now') }],
    accepts: 'text',
    example: say('election.window.example'),
  }),
  answer(context, state, answer) {
    const at = answer.kind === 'text' ? readMoment(context, answer.text) : context.now;
    if (at === null) return again(say('reminders.when_unread'));
    const set = setMeeting(context, context.person, state.electionId, at);
    return set.ok ? toRound(state) : again(say(`error.${set.error}`));
  },
};

/** Who was there. */
const presentStep = memberTicks({
  step: 'present',
  text: 'election.present.ask',
  help: 'help.elections.open_vote',
  ticked: presentIn,
  set: (context, { electionId }, codes) => setPresent(context, context.person, electionId, codes),
});

function lineOf(context: MemberContext, state: ElectionsState) {
  const stored = roundOf(context, state);
  const nominee = stored?.election.nominees.find(({ number }) => number === state.number);
  return stored === null || nominee === undefined ? null : { stored, nominee, hands: handsOn(stored, nominee) };
}

// `6 1 0`, `6, 1`, `6-1-0`: agree, disagree, no opinion.
const TOTALS = /^(\d{1,3})(?:[ ,;/-]+(\d{1,3}))?(?:[ ,;/-]+(\d{1,3}))?$/;

/** The hands that were counted on one line; then the next line. */
const totalsStep: ElectionsStep = {
  help: 'help.elections.open_vote',
  ask(context, state) {
    const line = lineOf(context, state);
    if (line === null) return { say: [say('error.election_no_nominees')], choices: [BACK] };
    const { stored, nominee, hands } = line;
    const known = stored.paper?.totals.find((totals) => totals.nominee === nominee.number);
    return {
      say: [
        say('election.totals.line', { line: nomineeSay(nominee), of: stored.election.nominees.length }),
        ...(known === undefined
          ? []
          : [
              say('election.totals.known', {
                agree: known.agree,
                disagree: known.disagree,
                noOpinion: known.noOpinion,
              }),
            ]),
        say('election.totals.ask', { hands }),
      ],
      choices: [{ id: 'all', label: say('election.totals.all', { hands }) }, BACK],
      accepts: 'text',
      numeric: true,
      example: say('election.totals.example', { agree: Math.max(0, hands - 1), disagree: hands > 0 ? 1 : 0 }),
    };
  },
  answer(context, state, answer) {
    const line = lineOf(context, state);
    if (line === null || (answer.kind === 'choice' && answer.ids[0] === 'back')) return toRound(state);
    const [, agree = '', disagree = '0', noOpinion] =
      answer.kind === 'choice'
        ? ['', String(line.hands)]
        : (TOTALS.exec(answer.kind === 'text' ? answer.text : '') ?? []);
    if (agree === '') return again(say('election.totals.unread'));
    const rest = line.hands - Number(agree) - Number(disagree);
    const totals = {
      agree: Number(agree),
      disagree: Number(disagree),
      noOpinion: noOpinion === undefined ? rest : Number(noOpinion),
    };
    if (rest < 0) return again(say('error.open_vote_differs'), say('election.totals.ask', { hands: line.hands }));
    const set = setTotals(context, context.person, state.electionId, { ...totals, nominee: state.number });
    if (!set.ok) return again(say(`error.${set.error}`), say('election.totals.ask', { hands: line.hands }));
    const next = nextWithoutTotals(set.value);
    if (next === null) return toRound(state, [say('election.totals.complete')]);
    return refresh('totals', { ...state, number: next.number });
  },
};

/** The result once more before it is recorded. */
const recordStep: ElectionsStep = {
  light: true,
  help: 'help.elections.open_vote',
  ask(context, { electionId }) {
    const found = openVoteResult(context, context.person, electionId);
    if (!found.ok) return { say: [say(`error.${found.error}`)], choices: [BACK] };
    const { stored, election, result } = found.value;
    return {
      say: [say('election.record.ask', { name: election.name }), ...resultSays({ ...stored, election, result })],
      choices: [{ id: 'yes', label: say('election.record.yes') }, BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const recorded = recordOpenVote(context, context.person, state.electionId);
    return toRound(state, [say(recorded.ok ? 'election.recorded' : `error.${recorded.error}`)]);
  },
};

/** Why the record of an open vote is taken back. */
const voidStep: ElectionsStep = {
  help: 'help.elections.open_vote',
  ask: () => ({ say: [say('election.void_vote.ask')], accepts: 'text', example: say('election.void_vote.example') }),
  answer(context, state, answer) {
    const reason = typedReason(answer, PLEDGE_LIMITS.reason, say('election.void_vote.example'));
    if (!reason.ok) return reason.error;
    const done = voidOpenVote(context, context.person, state.electionId, reason.value);
    return rewind('round', state, [say(done.ok ? 'election.void_vote.done' : `error.${done.error}`)]);
  },
};

/** The steps of a vote in the open. */
export const openVoteSteps = {
  meeting: meetingStep,
  present: presentStep,
  totals: totalsStep,
  record: recordStep,
  void_vote: voidStep,
};
