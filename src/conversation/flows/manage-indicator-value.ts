import { enterIndicator, neededIndicators } from '../../app/indicators.ts';
import { standings } from '../../app/standings.ts';
import { type IndicatorFigure, type IndicatorForm, readFigure, yesNoFigure } from '../../domain/indicator.ts';
import type { MemberContext } from '../context.ts';
import { figureSay } from '../figure-wording.ts';
import { again, go, type Move, rewind, type Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { typedLine } from '../typed-text.ts';
import { NO_FIGURE } from './manage-entries.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Longest source or note in characters. */
const LONGEST = 300;

function formOf(context: MemberContext, state: ManageState): IndicatorForm {
  const campaign = context.store.campaigns.current();
  const needed = campaign === null ? [] : neededIndicators(campaign);
  return needed.find(({ need }) => need.code === state.figure.code)?.need.form ?? 'count';
}

function isStored(context: MemberContext, { figure }: ManageState): boolean {
  const campaign = context.store.campaigns.current();
  if (campaign === null) return false;
  const divisionId = figure.divisionId === 0 ? null : figure.divisionId;
  const last = context.store.indicators
    .versions(campaign.id, figure.code, divisionId)
    .findLast(({ round, asOf }) => round === figure.round && (round !== 'interim' || asOf === figure.asOf));
  return last?.figure != null;
}

/** The figure itself, in the form that the target needs. */
export const indicatorValueStep: ManageStep = {
  help: 'help.manage.indicator_value',
  ask(context, state) {
    const form = formOf(context, state);
    const takeBack = isStored(context, state) ? [{ id: 'take_back', label: say('indicator.take_back') }] : [];
    if (form === 'yes_no') {
      const choices = [
        { id: 'yes', label: say('indicator.yes') },
        { id: 'no', label: say('indicator.no') },
        ...takeBack,
      ];
      return { say: [say('indicator.value_ask.yes_no')], choices };
    }
    return {
      say: [say(`indicator.value_ask.${form}`)],
      accepts: 'text',
      numeric: true,
      choices: takeBack,
      example: say(`indicator.value_example.${form}`),
    };
  },
  answer(context, state, answer) {
    const form = formOf(context, state);
    if (answer.kind === 'choice') {
      const id = answer.ids[0];
      if (id === 'take_back') return store(context, { ...state, figure: { ...state.figure, figure: null } }, null);
      if (form !== 'yes_no' || (id !== 'yes' && id !== 'no')) return again(say('dialogue.not_understood'));
      return keep(state, yesNoFigure(id === 'yes'));
    }
    if (answer.kind !== 'text' || form === 'yes_no') return again(say('dialogue.not_understood'));
    const read = readFigure(form, answer.text);
    if (read.ok) return keep(state, read.value);
    return again(
      say(`error.${read.error}`),
      say('dialogue.example', { example: say(`indicator.value_example.${form}`) }),
    );
  },
};

function keep(state: ManageState, figure: IndicatorFigure): Move<ManageState> {
  return go('indicator_source', { ...state, figure: { ...state.figure, figure } });
}

/** The document or body that the figure comes from. */
export const indicatorSourceStep: ManageStep = {
  help: 'help.manage.indicator_value',
  ask: (context, state) => ({
    say: [
      ...(state.figure.figure === null
        ? []
        : [say('indicator.read', { value: figureSay(formOf(context, state), state.figure.figure) })]),
      say('indicator.source_ask'),
    ],
    accepts: 'text',
    choices: [{ id: 'none', label: say('indicator.skip') }],
    example: say('indicator.source_example'),
  }),
  answer(_context, state, answer) {
    if (answer.kind === 'choice') return go('indicator_note', { ...state, figure: { ...state.figure, source: '' } });
    const typed = typedLine(answer, LONGEST);
    if (!typed.ok) return typed.error;
    return go('indicator_note', { ...state, figure: { ...state.figure, source: typed.value } });
  },
};

/** A remark; then the figure is stored. */
export const indicatorNoteStep: ManageStep = {
  help: 'help.manage.indicator_value',
  ask: () => ({
    say: [say('indicator.note_ask')],
    accepts: 'text',
    choices: [{ id: 'none', label: say('indicator.skip') }],
    example: say('indicator.note_example'),
  }),
  answer(context, state, answer) {
    if (answer.kind === 'choice') return store(context, state, null);
    const note = typedLine(answer, LONGEST);
    return note.ok ? store(context, state, note.value) : note.error;
  },
};

function store(context: MemberContext, state: ManageState, note: string | null): Move<ManageState> {
  const { page, code, divisionId, round, asOf, figure, source } = state.figure;
  const entered = enterIndicator(context, context.person, {
    code,
    divisionId: divisionId === 0 ? null : divisionId,
    round,
    asOf,
    figure,
    source: source === '' ? null : source,
    note,
  });
  const next = { ...state, figure: { ...NO_FIGURE, page } };
  if (!entered.ok) return rewind('indicators', next, [say(`error.${entered.error}`)]);
  return rewind('indicators', next, [
    say(figure === null ? 'indicator.done_back' : 'indicator.done'),
    ...verdict(context, code),
  ]);
}

/** How the targets that live of the indicator stand now. */
function verdict(context: MemberContext, code: string): readonly Say[] {
  const campaign = context.store.campaigns.current();
  if (campaign === null) return [];
  const { targets } = standings(context, campaign, null);
  const met = targets.find(({ need }) => need?.code === code)?.achieved?.assessment.met ?? null;
  return met === null ? [] : [say(met ? 'indicator.met' : 'indicator.not_met')];
}
