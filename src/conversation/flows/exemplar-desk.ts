import {
  decideExemplar,
  type ExemplarDecision,
  giveOpinion,
  possibleActions,
  type ReviewError,
  readableExemplar,
  readableExemplars,
  recordRecognition,
  setSpread,
} from '../../app/exemplar-review.ts';
import { EXEMPLAR_LIMITS, type Exemplar } from '../../domain/exemplar.ts';
import type { Result } from '../../lib/result.ts';
import { oneLine } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { exemplarDecided, exemplarOpinionGiven } from '../exemplar-notices.ts';
import { exemplarLines, exemplarSay, exemplarSubjectSay, standingLines } from '../exemplar-wording.ts';
import { again, go, type Move, refresh, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { typedLine, typedReason } from '../typed-text.ts';
import type { Choice } from '../types.ts';
import { DESK_STATES, EXEMPLAR_START, type ExemplarState, type ExemplarStep } from './exemplar-state.ts';
import { doubleLines } from './exemplar-subject.ts';

/** Proposals on one page of a list. */
const PAGE = 8;

/** The office's list, or a head's part of it: how many in each state. */
export const deskStep: ExemplarStep = {
  light: true,
  help: 'help.exemplar.desk',
  ask: (context) => ({
    say: [say('exemplar.desk.ask')],
    choices: [
      ...DESK_STATES.map((part) => ({
        id: part,
        label: say(`exemplar.desk.${part}`, { count: readableExemplars(context, context.person, [part]).length }),
      })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('home', EXEMPLAR_START);
    const part = DESK_STATES.find((candidate) => candidate === id);
    return part === undefined ? again(say('dialogue.not_understood')) : go('shelf', { ...state, part, page: 0 });
  },
};

/** The proposals of one state, a page at a time. */
export const shelfStep: ExemplarStep = {
  light: true,
  help: 'help.exemplar.desk',
  ask(context, state) {
    const all = readableExemplars(context, context.person, [state.part]);
    const shown = all.slice(state.page * PAGE, (state.page + 1) * PAGE);
    const choices: Choice[] = shown.map(({ id, content }, index) => ({
      id: `exemplar:${id}`,
      label: exemplarSay(context, content),
      short: say('exemplar.pick', { number: index + 1 }),
    }));
    if (all.length > (state.page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (state.page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    choices.push({ id: 'back', label: say('choice.back') });
    return {
      say: [say('exemplar.shelf.ask', { state: say(`exemplar.state.${state.part}`), count: all.length })],
      choices,
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return rewind('desk', state);
    if (id === 'more') return refresh('shelf', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('shelf', { ...state, page: 0 });
    const exemplar = readableExemplar(context, context.person, Number(id.replace('exemplar:', '')));
    if (exemplar === null) return again(say('error.exemplar_gone'));
    return go('card', { ...state, id: exemplar.id, version: exemplar.version });
  },
};

/** One proposal with everything that may be done with it now. */
export const cardStep: ExemplarStep = {
  light: true,
  help: 'help.exemplar.card',
  ask(context, state) {
    const exemplar = readableExemplar(context, context.person, state.id);
    const back = { id: 'back', label: say('choice.back') };
    if (exemplar === null) return { say: [say('error.exemplar_gone')], choices: [back] };
    const proposer = context.store.members.byId(exemplar.proposerId);
    return {
      say: [
        say('exemplar.card.heading', { subject: exemplarSubjectSay(context, exemplar.content.subject) }),
        say('exemplar.card.proposer', { name: proposer?.fullName ?? '', division: proposer?.divisionName ?? '' }),
        ...exemplarLines(context, exemplar.content),
        ...standingLines(context, exemplar),
        ...doubleLines(context, exemplar.id),
      ],
      choices: [...actionsOn(context, exemplar), back],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const { person } = context;
    switch (id) {
      case 'back':
        return rewind('shelf', state);
      case 'support':
        return settle(context, state, giveOpinion(context, person, state.id, state.version, true, ''), (exemplar) => {
          exemplarOpinionGiven(context, exemplar, true, '');
          return say('exemplar.done.supported');
        });
      case 'list':
        return settle(
          context,
          state,
          decideExemplar(context, person, state.id, state.version, 'listed', ''),
          (exemplar) => {
            exemplarDecided(context, exemplar, 'listed', '');
            return say('exemplar.done.listed');
          },
        );
      case 'spread':
      case 'spread_end':
        return settle(context, state, setSpread(context, person, state.id, id === 'spread'), () =>
          say(id === 'spread' ? 'exemplar.done.spread' : 'exemplar.done.spread_ended'),
        );
      case 'not_supported':
      case 'returned':
      case 'declined':
      case 'recognised':
        return go('reason', { ...state, reasonFor: id });
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

function actionsOn(context: MemberContext, exemplar: Exemplar): readonly Choice[] {
  const { opinion, decide, keepList } = possibleActions(context, context.person, exemplar);
  return [
    ...(opinion
      ? [
          { id: 'support', label: say('exemplar.act.support') },
          { id: 'not_supported', label: say('exemplar.act.not_support') },
        ]
      : []),
    ...(decide
      ? [
          { id: 'list', label: say('exemplar.act.list') },
          { id: 'returned', label: say('exemplar.act.return') },
          { id: 'declined', label: say('exemplar.act.decline') },
        ]
      : []),
    ...(keepList
      ? [
          exemplar.spread
            ? { id: 'spread_end', label: say('exemplar.act.spread_end') }
            : { id: 'spread', label: say('exemplar.act.spread') },
          { id: 'recognised', label: say('exemplar.act.recognise') },
          { id: 'declined', label: say('exemplar.act.delist') },
        ]
      : []),
  ];
}

function settle(
  context: MemberContext,
  state: ExemplarState,
  result: Result<Exemplar, ReviewError>,
  tell: (exemplar: Exemplar) => Say,
): Move<ExemplarState> {
  if (result.ok) return rewind('card', state, [tell(result.value)]);
  const version = context.store.exemplars.byId(state.id)?.version ?? 0;
  return rewind('card', { ...state, version }, [say(`error.${result.error}`)]);
}

const REASON_EXAMPLE = say('exemplar.reason.example');

/** Why: the proposer reads it. For a recognition: by whom and in what document. */
export const reasonStep: ExemplarStep = {
  help: 'help.exemplar.card',
  ask: (_context, state) => ({
    say: [say(`exemplar.reason.${state.reasonFor}`)],
    accepts: 'text',
    example: state.reasonFor === 'recognised' ? say('exemplar.reason.authority_example') : REASON_EXAMPLE,
  }),
  answer(context, state, answer) {
    const { reasonFor } = state;
    if (reasonFor === 'recognised') {
      const authority = typedLine(answer, EXEMPLAR_LIMITS.reason);
      if (!authority.ok) return authority.error;
      return settle(context, state, recordRecognition(context, context.person, state.id, authority.value), () =>
        say('exemplar.done.recognised'),
      );
    }
    const typed = typedReason(answer, EXEMPLAR_LIMITS.reason, REASON_EXAMPLE);
    if (!typed.ok) return typed.error;
    const reason = oneLine(typed.value);
    if (reasonFor === 'not_supported') {
      const given = giveOpinion(context, context.person, state.id, state.version, false, reason);
      return settle(context, state, given, (exemplar) => {
        exemplarOpinionGiven(context, exemplar, false, reason);
        return say('exemplar.done.not_supported');
      });
    }
    return decided(context, state, reasonFor, reason);
  },
};

function decided(
  context: MemberContext,
  state: ExemplarState,
  decision: ExemplarDecision,
  reason: string,
): Move<ExemplarState> {
  const result = decideExemplar(context, context.person, state.id, state.version, decision, reason);
  return settle(context, state, result, (exemplar) => {
    exemplarDecided(context, exemplar, decision, reason);
    return say(`exemplar.done.${decision}`);
  });
}
