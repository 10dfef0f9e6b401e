import { type HistoryError, recordDiscipline, recordResult } from '../../app/history.ts';
import type { Achievement, Decision } from '../../domain/history.ts';
import { listedAs } from '../../domain/history-columns.ts';
import { DISCIPLINES, GRADES } from '../../domain/rule-set.ts';
import { AWARD_FORMS, COLLECTIVE_TITLES, INDIVIDUAL_TITLES, INITIATIVE_LEVELS } from '../../domain/title.ts';
import type { Result } from '../../lib/result.ts';
import type { MemberContext } from '../context.ts';
import { again, go, rewind, type Step } from '../flow.ts';
import { achievementSay } from '../history-wording.ts';
import { type Say, say } from '../text-key.ts';
import { typedLine } from '../typed-text.ts';
import { decisionQuestions } from './decision-steps.ts';
import { NO_RESULT } from './manage-entries.ts';
import type { ManageState } from './manage-state.ts';

type ManageStep = Step<ManageState, MemberContext>;

/** Longest name of an initiative in characters. */
const LONGEST_NAME = 300;

/** The year that the result belongs to. */
const yearStep: ManageStep = {
  help: 'help.manage.results',
  ask: () => ({ say: [say('history.year_ask')], accepts: 'text', example: say('history.year_example') }),
  answer(_context, state, answer) {
    if (answer.kind !== 'text') return again(say('dialogue.text_expected'));
    const year = /^\d{4}$/.test(answer.text) ? Number(answer.text) : 0;
    if (year === 0) return again(say('error.result_year_invalid'));
    return go('result_what', { ...state, result: { ...state.result, year } });
  },
};

interface Option {
  readonly id: string;
  readonly label: Say;
  /** Null for a disciplinary measure. */
  readonly achievement: Achievement | null;
}

function optionsFor({ of, name }: ManageState['result']): readonly Option[] {
  const person = of === 'person';
  const achievements: readonly Achievement[] = [
    ...(person ? INDIVIDUAL_TITLES : COLLECTIVE_TITLES).map((title) => ({ kind: 'title' as const, title })),
    ...AWARD_FORMS.map((award) => ({ kind: 'award' as const, award })),
    ...GRADES.toReversed().map((grade) => ({ kind: 'grade' as const, grade })),
    ...(person ? INITIATIVE_LEVELS.map((level) => ({ kind: 'initiative' as const, level, name })) : []),
  ];
  const options: Option[] = achievements.map((achievement) => ({
    id: listedAs(achievement),
    label:
      achievement.kind === 'initiative'
        ? say('history.initiative_option', { level: say(`level.${achievement.level}`) })
        : achievementSay(achievement),
    achievement,
  }));
  if (!person) return options;
  const levels = DISCIPLINES.filter((level) => level !== 'none');
  const measures = levels.map((level) => ({
    id: `discipline:${level}`,
    label: say('history.discipline', { level: say(`discipline.${level}`) }),
    achievement: null,
  }));
  return [...options, ...measures];
}

/** What was achieved. */
const whatStep: ManageStep = {
  help: 'help.manage.results',
  ask: (_context, state) => ({
    say: [say('history.what_ask', { year: String(state.result.year) })],
    choices: optionsFor(state.result).map(({ id, label }) => ({ id, label })),
  }),
  answer(_context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    const option = optionsFor(state.result).find((candidate) => candidate.id === id);
    if (option === undefined) return again(say('dialogue.not_understood'));
    const next = { ...state, result: { ...state.result, what: option.id } };
    return go(option.achievement?.kind === 'initiative' ? 'result_name' : 'result_number', next);
  },
};

const nameStep: ManageStep = {
  help: 'help.manage.results',
  ask: () => ({ say: [say('history.name_ask')], accepts: 'text', example: say('history.name_example') }),
  answer(_context, state, answer) {
    const name = typedLine(answer, LONGEST_NAME);
    return name.ok ? go('result_number', { ...state, result: { ...state.result, name: name.value } }) : name.error;
  },
};

const decision = decisionQuestions<ManageState>({
  help: 'help.manage.results',
  dateStep: 'result_date',
  authorityStep: 'result_authority',
  keep: (state, part) => ({ ...state, result: { ...state.result, ...part } }),
  whole(context, state, authority) {
    const { result } = state;
    const stored = store(context, result, { number: result.number, date: result.date, authority });
    const { of, memberId, divisionId } = result;
    const next = { ...state, result: { ...NO_RESULT, of, memberId, divisionId } };
    return rewind('result_list', next, [stored.ok ? say('history.stored') : say(`error.${stored.error}`)]);
  },
});

function store(
  context: MemberContext,
  result: ManageState['result'],
  decision: Decision,
): Result<number, HistoryError> {
  const { of, memberId, divisionId, year, what } = result;
  const achievement = optionsFor(result).find(({ id }) => id === what)?.achievement ?? null;
  if (achievement === null) {
    const level = what === 'discipline:warning' ? 'warning' : 'reprimand';
    return recordDiscipline(context, context.person, { memberId, year, level, decision });
  }
  const holder = of === 'person' ? { of, memberId } : of === 'division' ? { of, divisionId } : { of };
  return recordResult(context, context.person, { holder, year, achievement, decision });
}

/** The steps that enter one result. */
export const resultEntrySteps = {
  result_year: yearStep,
  result_what: whatStep,
  result_name: nameStep,
  result_number: decision.number,
  result_date: decision.date,
  result_authority: decision.authority,
};
