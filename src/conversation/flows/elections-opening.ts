import { acknowledgeAndOpen, openingCase } from '../../app/election-opening.ts';
import { conflictsIn } from '../../app/prepared-election.ts';
import { again, go, rewind } from '../flow.ts';
import { openingNotices } from '../opening-notices.ts';
import { warningLines } from '../opening-warning-wording.ts';
import { say } from '../text-key.ts';
import { BACK, type ElectionsStep, toRound } from './elections-state.ts';

/** What the result may give away; reading it is what is acknowledged. */
const warningsStep: ElectionsStep = {
  light: true,
  help: 'help.elections.opening',
  ask(context, { electionId }) {
    const found = openingCase(context, context.person, electionId);
    if (!found.ok) return { say: [say(`error.${found.error}`)], choices: [BACK] };
    const { election, warnings } = found.value;
    const conflicts = conflictsIn(context, election).length;
    return {
      say: [
        say('election.warnings', { count: warnings.length }),
        ...warningLines(election, warnings),
        ...(conflicts === 0 ? [] : [say('election.warnings.conflicts', { count: conflicts })]),
      ],
      choices: [{ id: 'read', label: say('election.warnings.read') }, BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    if (id !== 'read') return again(say('dialogue.not_understood'));
    const found = openingCase(context, context.person, state.electionId);
    if (!found.ok) return toRound(state, [say(`error.${found.error}`)]);
    return go('confirm', { ...state, fingerprint: found.value.fingerprint.full });
  },
};

/** The last look: what is opened, when, and its fingerprint. */
const confirmStep: ElectionsStep = {
  help: 'help.elections.opening',
  ask(context, { electionId, fingerprint: shown }) {
    const found = openingCase(context, context.person, electionId);
    if (!found.ok) return { say: [say(`error.${found.error}`)], choices: [BACK] };
    const { election, fingerprint } = found.value;
    if (fingerprint.full !== shown) return { say: [say('error.election_changed')], choices: [BACK] };
    const { from, until } = election.window;
    const later = from > context.now;
    return {
      say: [
        say('election.confirm', {
          name: election.name,
          nominees: election.nominees.length,
          members: election.roll.length,
          until: { as: 'moment', date: until },
        }),
        ...(later ? [say('election.confirm.later', { from: { as: 'moment', date: from } })] : []),
        ...(election.custody.by === 'tellers' ? [say('election.confirm.shares')] : []),
        say('election.opening.fingerprint', { fingerprint: fingerprint.short }),
        say('election.confirm.final'),
      ],
      choices: [{ id: 'open', label: say(later ? 'election.confirm.yes_later' : 'election.confirm.yes') }, BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('warnings', state);
    if (id !== 'open') return again(say('dialogue.not_understood'));
    const done = acknowledgeAndOpen(context, context.person, state.electionId, state.fingerprint);
    if (!done.ok) {
      const text = say(`error.${done.error}`);
      // The library that seals is loaded within seconds: the same button may be pressed again.
      return done.error === 'ballot_not_ready' ? again(text) : toRound(state, [text]);
    }
    const { kind, election } = done.value;
    if (kind === 'opened') {
      for (const notice of openingNotices(context, { kind, election })) context.notify(notice);
    }
    return toRound(state, [
      say(`election.done.${kind}`, { from: { as: 'moment', date: election.election.window.from } }),
    ]);
  },
};

/** The steps that open a round. */
export const openingSteps = { warnings: warningsStep, confirm: confirmStep };
