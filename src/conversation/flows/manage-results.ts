import { cancelRecord, disciplineOf, resultsOf } from '../../app/history.ts';
import type { ResultHolder } from '../../domain/history.ts';
import { oneLine } from '../../lib/vietnamese.ts';
import type { MemberContext } from '../context.ts';
import { again, go, refresh, rewind, type Step } from '../flow.ts';
import { disciplineSay, resultSay } from '../history-wording.ts';
import { type Say, say } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import type { Choice } from '../types.ts';
import { findPerson } from './find-person.ts';
import { NO_RESULT } from './manage-entries.ts';
import { resultEntrySteps } from './manage-result-entry.ts';
import type { ManageState } from './manage-state.ts';
import { whichDivisionStep } from './which-division.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Records on one page. */
const PAGE = 6;
/** Longest reason in characters. */
const LONGEST_REASON = 300;

const HOLDERS = ['person', 'division', 'agency'] as const;

function holderOf({ result }: ManageState): ResultHolder {
  if (result.of === 'person') return { of: 'person', memberId: result.memberId };
  return result.of === 'division' ? { of: 'division', divisionId: result.divisionId } : { of: 'agency' };
}

function nameOf(context: MemberContext, { result }: ManageState): Say {
  if (result.of === 'agency') {
    return say('exemplar.subject.named', { name: context.store.campaigns.current()?.plan.agency.name ?? '' });
  }
  if (result.of === 'division') {
    const division = context.store.divisions.all().find(({ id }) => id === result.divisionId);
    return say('exemplar.subject.named', { name: division?.name ?? '' });
  }
  const person = context.store.members.byId(result.memberId);
  return say('exemplar.subject.person', { name: person?.fullName ?? '', division: person?.divisionName ?? '' });
}

/** Whose results. */
const resultsStep: ManageStep = {
  light: true,
  help: 'help.manage.results',
  ask: () => ({
    say: [say('history.whose')],
    choices: [
      ...HOLDERS.map((of) => ({ id: of, label: say(`history.of.${of}`) })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('section', state);
    const of = HOLDERS.find((candidate) => candidate === id);
    if (of === undefined) return again(say('dialogue.not_understood'));
    const next = { ...state, result: { ...NO_RESULT, of } };
    return go(of === 'agency' ? 'result_list' : `result_${of}`, next);
  },
};

const personStep: ManageStep = {
  help: 'help.manage.results',
  ask: () => ({ say: [say('history.person_ask')], accepts: 'text', example: say('manage.late.example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const found = findPerson(context, answer.text);
    if (found.person === null) return again(...found.texts);
    return go('result_list', { ...state, result: { ...state.result, memberId: found.person.id } });
  },
};

const divisionStep = whichDivisionStep<ManageState>(
  'help.manage.results',
  'history.division_ask',
  true,
  (_context, state, { id }) => go('result_list', { ...state, result: { ...state.result, divisionId: id } }),
);

function recordsOf(
  context: MemberContext,
  state: ManageState,
): readonly { readonly id: string; readonly label: Say }[] {
  const measures = state.result.of === 'person' ? disciplineOf(context, context.person, state.result.memberId) : [];
  return [
    ...resultsOf(context, holderOf(state)).map((result) => ({ id: `result:${result.id}`, label: resultSay(result) })),
    ...measures.map((measure) => ({ id: `discipline:${measure.id}`, label: disciplineSay(measure) })),
  ];
}

/** What is recorded; a record that is picked can be cancelled. */
const listStep: ManageStep = {
  light: true,
  help: 'help.manage.results',
  ask(context, state) {
    const { page } = state.result;
    const records = recordsOf(context, state);
    const choices: Choice[] = records
      .slice(page * PAGE, (page + 1) * PAGE)
      .map((record, index) => ({ ...record, short: say('history.cancel', { number: index + 1 }) }));
    if (records.length > (page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    choices.push({ id: 'new', label: say('history.new') }, { id: 'back', label: say('choice.back') });
    return { say: [say('history.list', { name: nameOf(context, state), count: records.length })], choices };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    const { page } = state.result;
    if (id === 'back') return rewind('results', state);
    if (id === 'new') return go('result_year', state);
    if (id === 'more') return refresh('result_list', { ...state, result: { ...state.result, page: page + 1 } });
    if (id === 'first') return refresh('result_list', { ...state, result: { ...state.result, page: 0 } });
    const known = recordsOf(context, state).some((record) => record.id === id);
    if (!known) return again(say('dialogue.not_understood'));
    return go('result_cancel', { ...state, result: { ...state.result, record: id } });
  },
};

/** Why a record is cancelled; it stays stored with the reason. */
const cancelStep: ManageStep = {
  help: 'help.manage.results',
  ask: () => ({ say: [say('history.cancel_ask')], accepts: 'text', example: say('history.cancel_example') }),
  answer(context, state, answer) {
    const reason = typedReason(answer, LONGEST_REASON, say('history.cancel_example'));
    if (!reason.ok) return reason.error;
    const [of, id] = state.result.record.split(':');
    const kind = of === 'discipline' ? 'discipline' : 'result';
    const cancelled = cancelRecord(context, context.person, kind, Number(id), oneLine(reason.value));
    return rewind('result_list', state, [cancelled.ok ? say('history.cancelled') : say(`error.${cancelled.error}`)]);
  },
};

/** The secretary's steps for results of the years. */
export const manageResultSteps = {
  results: resultsStep,
  result_person: personStep,
  result_division: divisionStep,
  result_list: listStep,
  result_cancel: cancelStep,
  ...resultEntrySteps,
};
