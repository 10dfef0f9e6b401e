import { type Cap, type RuleSetId, ruleSetById } from '../../domain/rule-set.ts';
import { INDIVIDUAL_TITLES, type Title } from '../../domain/title.ts';
import { period } from '../yaml-file/fields.ts';
import type { Finding, PlanProblemCode, PlanWarningCode } from '../yaml-file/problem.ts';
import { type PlanFile, readFigure, type Sections } from './schema.ts';

type Problem = Finding<PlanProblemCode>;
type FileTarget = PlanFile['targets'][number];

/** Targets that contradict themselves or pass what the rule set allows. */
export function checkTargets({ read }: Sections): readonly Problem[] {
  return (read.targets ?? []).flatMap((target, index) => {
    const at = (key: string, code: PlanProblemCode, params: Problem['params'] = {}): Problem => ({
      path: ['targets', index, key],
      code,
      params,
    });
    return [
      ...measureProblems(target, at),
      ...figureProblems(target, at),
      ...horizonProblems(target, read.year, at),
    ].concat(ceilingProblems(read.rule_set, target, at));
  });
}

type At = (key: string, code: PlanProblemCode, params?: Problem['params']) => Problem;

function measureProblems({ measure, subject }: FileTarget, at: At): readonly Problem[] {
  const { holder, ...counted } = measure;
  const keys = Object.values(counted).filter((value) => value !== undefined);
  if (keys.length !== 1) return [at('measure', 'bad_measure', { count: keys.length })];
  if (holder === undefined && (counted.award !== undefined || counted.grading !== undefined)) {
    return [at('measure', 'holder_missing')];
  }
  if (counted.title !== undefined && isIndividual(counted.title) !== (subject === 'individual')) {
    return [at('subject', 'subject_mismatch', { title: counted.title, subject })];
  }
  return [];
}

function figureProblems(target: FileTarget, at: At): readonly Problem[] {
  const unit = readFigure(target.figure)?.unit;
  if (unit === 'percent' && target.base === undefined) return [at('figure', 'base_missing')];
  if (unit !== 'percent' && target.base !== undefined) return [at('base', 'base_unexpected')];
  return [];
}

function horizonProblems(target: FileTarget, year: number | undefined, at: At): readonly Problem[] {
  if (target.period === undefined) return target.yearly === undefined ? [] : [at('yearly', 'yearly_without_period')];
  const years = period(target.period);
  if (years === null || year === undefined) return [];
  return years.from <= year && year <= years.to
    ? []
    : [at('period', 'period_without_year', { value: target.period, year })];
}

function ceilingProblems(ruleSet: RuleSetId | undefined, target: FileTarget, at: At): readonly Problem[] {
  if (target.ceiling !== true) return [];
  const figure = readFigure(target.figure);
  if (figure?.unit !== 'percent' || figure.comparator === '>') return [at('ceiling', 'ceiling_without_share')];
  const cap = capOf(ruleSet, target);
  if (cap === null || cap.base !== target.base || figure.figure <= cap.percent) return [];
  return [at('figure', 'ceiling_above_cap', { figure: figure.figure, cap: cap.percent })];
}

/** Targets that fit together but not quite with the rule set. */
export function targetWarnings(file: PlanFile): readonly Finding<PlanWarningCode>[] {
  return file.targets.flatMap((target, index): readonly Finding<PlanWarningCode>[] => {
    const cap = capOf(file.rule_set, target);
    const figure = readFigure(target.figure);
    if (cap === null || figure?.unit !== 'percent') return [];
    if (target.ceiling === true && cap.base !== target.base) {
      const params = { base: target.base ?? '', cap_base: cap.base };
      return [{ path: ['targets', index, 'base'], code: 'ceiling_base_differs', params }];
    }
    if (target.ceiling === true || figure.figure <= cap.percent) return [];
    const params = { figure: figure.figure, cap: cap.percent };
    return [{ path: ['targets', index, 'figure'], code: 'goal_above_cap', params }];
  });
}

function capOf(ruleSet: RuleSetId | undefined, { measure }: FileTarget): Cap | null {
  return ruleSet === undefined || measure.title === undefined ? null : ruleSetById(ruleSet).titles[measure.title].cap;
}

function isIndividual(title: Title): boolean {
  const individual: readonly Title[] = INDIVIDUAL_TITLES;
  return individual.includes(title);
}
