import { neededIndicators } from '../../app/indicators.ts';
import { INDICATOR_ROUNDS, standingFigure } from '../../domain/indicator.ts';
import { readWrittenDate } from '../../domain/written-date.ts';
import { localTime } from '../../lib/office-time.ts';
import type { MemberContext } from '../context.ts';
import { figureSay, takenSay, wantedSay } from '../figure-wording.ts';
import { again, go, refresh, rewind, type Step } from '../flow.ts';
import { sentence } from '../target-wording.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { NO_FIGURE } from './manage-entries.ts';
import type { ManageState } from './manage-state.ts';
import { whichDivisionStep } from './which-division.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Indicators on one page of the list. */
const PAGE = 8;

/** Every figure that somebody has to enter, with what stands. */
export const indicatorsStep: ManageStep = {
  light: true,
  help: 'help.manage.indicators',
  ask(context, state) {
    const campaign = context.store.campaigns.current();
    const back = { id: 'back', label: say('choice.back') };
    if (campaign === null) return { say: [say('error.no_campaign')], choices: [back] };
    const { page } = state.figure;
    const needed = neededIndicators(campaign);
    const values = context.store.indicators.current(campaign.id);
    const choices: Choice[] = needed.slice(page * PAGE, (page + 1) * PAGE).map(({ need, target }, index) => {
      const value = standingFigure(values, need.code, null);
      const entered = values.filter(({ code }) => code === need.code).length;
      return {
        id: `indicator:${need.code}`,
        label: say('indicator.item', {
          text: sentence(target.text),
          value: need.perDivision
            ? say('indicator.divisions_entered', { count: entered })
            : value?.figure == null
              ? say('targets.mark.unknown')
              : figureSay(need.form, value.figure),
        }),
        short: say('exemplar.pick', { number: index + 1 }),
      };
    });
    if (needed.length > (page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    choices.push(back);
    const missing = needed.filter(({ need }) => !values.some(({ code }) => code === need.code)).length;
    return { say: [say('indicator.ask', { count: needed.length, missing })], choices };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    const { page } = state.figure;
    if (id === 'back') return rewind('section', state);
    if (id === 'more') return refresh('indicators', { ...state, figure: { ...state.figure, page: page + 1 } });
    if (id === 'first') return refresh('indicators', { ...state, figure: { ...state.figure, page: 0 } });
    const campaign = context.store.campaigns.current();
    const chosen =
      campaign === null ? undefined : neededIndicators(campaign).find(({ need }) => id === `indicator:${need.code}`);
    if (chosen === undefined) return again(say('error.indicator_unknown'));
    const next = { ...state, figure: { ...NO_FIGURE, page, code: chosen.need.code } };
    return go(chosen.need.perDivision ? 'indicator_division' : 'indicator_round', next);
  },
};

/** Whose figure: every division has its own. */
export const indicatorDivisionStep = whichDivisionStep<ManageState>(
  'help.manage.indicators',
  'indicator.division_ask',
  true,
  (_context, state, { id }) => go('indicator_round', { ...state, figure: { ...state.figure, divisionId: id } }),
);

/** What the target asks for, what stands and what was entered before. */
function standingLines(context: MemberContext, state: ManageState): readonly Say[] {
  const campaign = context.store.campaigns.current();
  const { code, divisionId } = state.figure;
  const needed = campaign === null ? undefined : neededIndicators(campaign).find(({ need }) => need.code === code);
  if (campaign === null || needed === undefined) return [say('error.indicator_unknown')];
  const versions = context.store.indicators.versions(campaign.id, code, divisionId === 0 ? null : divisionId);
  const division = context.store.divisions.all().find(({ id }) => id === divisionId);
  return [
    say('indicator.heading', { text: sentence(needed.target.text), wanted: wantedSay(needed.target) }),
    ...(division === undefined ? [] : [say('indicator.of_division', { name: division.name })]),
    ...versions.slice(-5).map((value) =>
      say('indicator.version', {
        at: { as: 'moment', date: value.enteredAt },
        name: context.store.members.byId(value.enteredBy)?.fullName ?? '',
        taken: takenSay(value),
        value: value.figure === null ? say('indicator.taken_back') : figureSay(needed.need.form, value.figure),
        source: value.source ?? say('nothing'),
      }),
    ),
  ];
}

/** For which review, or on which day. */
export const indicatorRoundStep: ManageStep = {
  light: true,
  help: 'help.manage.indicator_round',
  ask: (context, state) => ({
    say: [...standingLines(context, state), say('indicator.round_ask')],
    choices: [
      ...INDICATOR_ROUNDS.map((round) => ({ id: round, label: say(`indicator.round.${round}`) })),
      { id: 'date', label: say('indicator.round.date') },
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('indicators', state);
    if (id === 'date') return go('indicator_date', state);
    const round = INDICATOR_ROUNDS.find((candidate) => candidate === id);
    if (round === undefined) return again(say('dialogue.not_understood'));
    const asOf = localTime(context.now, context.zone).date;
    return go('indicator_value', { ...state, figure: { ...state.figure, round, asOf } });
  },
};

/** The day of a figure that belongs to no review. */
export const indicatorDateStep: ManageStep = {
  help: 'help.manage.indicator_round',
  ask: () => ({ say: [say('indicator.date_ask')], accepts: 'text', example: say('indicator.date_example') }),
  answer(context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const asOf = readWrittenDate(answer.text);
    if (asOf === null) return again(say('error.date_unreadable'));
    if (asOf > localTime(context.now, context.zone).date) return again(say('error.indicator_date_ahead'));
    return go('indicator_value', { ...state, figure: { ...state.figure, round: 'interim', asOf } });
  },
};
