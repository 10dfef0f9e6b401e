import {
  cancelElection,
  closeEarly,
  type ElectionTurn,
  postponeElection,
  publishElection,
} from '../../app/election-closing.ts';
import { checkWindow } from '../../app/election-window.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import type { MemberContext } from '../context.ts';
import { postponedNotices, turnNotices } from '../election-notices.ts';
import { resultSays } from '../election-wording.ts';
import { again, go, type Move } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { readMoment } from '../typed-moment.ts';
import { typedReason } from '../typed-text.ts';
import type { Notice } from '../types.ts';
import { BACK, type ElectionsState, type ElectionsStep, GONE, roundOf, toRound } from './elections-state.ts';

/** Tells everybody but the one who is talking, whose screen shows it. */
function tellOthers(context: MemberContext, notices: readonly Notice[]): void {
  for (const notice of notices.filter(({ to }) => to !== context.person.id)) context.notify(notice);
}

/** Tells others of turns that a round has just taken. */
export function tellTurns(context: MemberContext, turns: readonly ElectionTurn[]): void {
  for (const turn of turns) tellOthers(context, turnNotices(context, turn));
}

interface Confirmation {
  readonly help: TextKey;
  readonly yes: TextKey;
  ask(context: MemberContext, state: ElectionsState): readonly Say[];
  does(context: MemberContext, state: ElectionsState): Move<ElectionsState>;
}

/** A step that asks once more before something that cannot be undone. */
function confirmation({ help, yes, ask, does }: Confirmation): ElectionsStep {
  return {
    help,
    ask: (context, state) =>
      roundOf(context, state) === null
        ? GONE
        : { say: ask(context, state), choices: [{ id: 'yes', label: say(yes) }, BACK] },
    answer(context, state, answer) {
      const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
      if (id === 'back') return toRound(state);
      return id === 'yes' ? does(context, state) : again(say('dialogue.not_understood'));
    },
  };
}

function nameOf(context: MemberContext, state: ElectionsState): string {
  return roundOf(context, state)?.election.name ?? '';
}

const closeStep = confirmation({
  help: 'help.elections.course',
  yes: 'election.close.yes',
  ask: (context, state) => [say('election.close.ask', { name: nameOf(context, state) })],
  does(context, state) {
    const closed = closeEarly(context, context.person, state.electionId);
    if (!closed.ok) return toRound(state, [say(`error.${closed.error}`)]);
    tellTurns(context, closed.value);
    return toRound(state, [say('election.close.done')]);
  },
});

/** Until when the round goes on, while a channel is down. */
const postponeStep: ElectionsStep = {
  help: 'help.elections.postpone',
  ask: () => ({
    say: [say('election.postpone.ask')],
    choices: [BACK],
    accepts: 'text',
    example: say('election.window.example'),
  }),
  answer(context, state, answer) {
    if (answer.kind === 'choice') return toRound(state);
    const until = answer.kind === 'text' ? readMoment(context, answer.text) : null;
    if (until === null) return again(say('reminders.when_unread'));
    const stored = roundOf(context, state);
    if (stored !== null && until <= stored.course.deadline) return again(say('error.election_deadline_not_later'));
    const window = checkWindow(context, { from: context.now, until });
    if (!window.ok) return again(say(`error.${window.error}`));
    return go('postpone_reason', { ...state, until });
  },
};

const postponeReasonStep: ElectionsStep = {
  help: 'help.elections.postpone',
  ask: (_context, { until }) => ({
    say: [say('election.postpone.reason', { until: { as: 'moment', date: until } })],
    accepts: 'text',
    example: say('election.postpone.example'),
  }),
  answer(context, state, answer) {
    const reason = typedReason(answer, PLEDGE_LIMITS.reason, say('election.postpone.example'));
    if (!reason.ok) return reason.error;
    const wish = { until: state.until, reason: reason.value, channelDown: context.channelDown() };
    const moved = postponeElection(context, context.person, state.electionId, wish);
    if (!moved.ok) return toRound(state, [say(`error.${moved.error}`)]);
    tellOthers(context, postponedNotices(context, moved.value));
    return toRound(state, [say('election.postpone.done')]);
  },
};

/** Why the round is called off. */
const cancelStep: ElectionsStep = {
  help: 'help.elections.course',
  ask: (context, state) => ({
    say: [say('election.cancel.ask', { name: nameOf(context, state) })],
    choices: [BACK],
    accepts: 'text',
    example: say('election.cancel.example'),
  }),
  answer(_context, state, answer) {
    if (answer.kind === 'choice') return toRound(state);
    const reason = typedReason(answer, PLEDGE_LIMITS.reason, say('election.cancel.example'));
    return reason.ok ? go('cancel_confirm', { ...state, reason: reason.value }) : reason.error;
  },
};

const cancelConfirmStep = confirmation({
  help: 'help.elections.course',
  yes: 'election.cancel.yes',
  ask: (context, state) => [
    say('election.cancel.confirm', { name: nameOf(context, state), reason: state.reason.trim() }),
  ],
  does(context, state) {
    const cancelled = cancelElection(context, context.person, state.electionId, state.reason);
    if (!cancelled.ok) return toRound(state, [say(`error.${cancelled.error}`)]);
    tellTurns(context, [cancelled.value]);
    return toRound(state);
  },
});

const publishStep = confirmation({
  help: 'help.elections.publish',
  yes: 'election.publish.yes',
  ask(context, state) {
    const stored = roundOf(context, state);
    return [
      ...(stored === null ? [] : resultSays(stored)),
      say('election.publish.ask', { name: nameOf(context, state) }),
    ];
  },
  does(context, state) {
    const published = publishElection(context, context.person, state.electionId);
    if (!published.ok) return toRound(state, [say(`error.${published.error}`)]);
    tellTurns(context, [published.value]);
    return toRound(state, [say('election.publish.done')]);
  },
});

/** The steps that take an opened round to its end. */
export const courseSteps = {
  close: closeStep,
  postpone: postponeStep,
  postpone_reason: postponeReasonStep,
  cancel: cancelStep,
  cancel_confirm: cancelConfirmStep,
  publish: publishStep,
};
