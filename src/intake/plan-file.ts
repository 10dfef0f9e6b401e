import type { Plan } from '../domain/plan.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { checkMilestones, milestoneWarnings } from './plan-file/check-milestones.ts';
import { checkReferences } from './plan-file/check-references.ts';
import { ruleWarnings } from './plan-file/check-rules.ts';
import { checkTargets, targetWarnings } from './plan-file/check-targets.ts';
import { problemsOf } from './plan-file/issues.ts';
import type { PlanProblem, PlanWarning } from './plan-file/problem.ts';
import { planFileSchema, readSections } from './plan-file/schema.ts';
import { toPlan } from './plan-file/to-plan.ts';
import { parseYamlText } from './plan-file/yaml-text.ts';

export type { PlanProblem, PlanWarning } from './plan-file/problem.ts';

/** A plan that can be stored, and what its reader should know about it. */
export interface ReadPlan {
  readonly plan: Plan;
  readonly warnings: readonly PlanWarning[];
}

/** More than this is one mistake repeated; the list says so at its end. */
const MAX_PROBLEMS = 100;

/** Reads a plan file (YAML, docs/plan-format.md): the plan, or everything that is wrong with it, in file order. */
export function readPlanFile(text: string): Result<ReadPlan, readonly PlanProblem[]> {
  const yaml = parseYamlText(text);
  if (!yaml.ok) return err(capped(yaml.error));
  const { data, locate } = yaml.value;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return err([locate({ path: [], code: 'not_a_mapping', params: {} })]);
  }

  const parsed = planFileSchema.safeParse(data);
  const sections = readSections(data);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error.issues, data, planFileSchema)),
    ...checkReferences(sections),
    ...checkMilestones(sections),
    ...checkTargets(sections),
  ];
  if (!parsed.success || problems.length > 0) return err(capped(problems.map(locate).sort(inFileOrder)));

  const file = parsed.data;
  const warnings = [...ruleWarnings(file), ...targetWarnings(file), ...milestoneWarnings(file)];
  return ok({ plan: toPlan(file), warnings: warnings.map(locate).sort(inFileOrder) });
}

function capped(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  const last = problems[MAX_PROBLEMS - 1];
  if (problems.length <= MAX_PROBLEMS || last === undefined) return problems;
  const more = problems.length - MAX_PROBLEMS;
  return [...problems.slice(0, MAX_PROBLEMS), { ...last, path: '', code: 'too_many_problems', params: { more } }];
}

interface Placed {
  readonly line: number;
  readonly column: number;
}

function inFileOrder(left: Placed, right: Placed): number {
  return left.line - right.line || left.column - right.column;
}
