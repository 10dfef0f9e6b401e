import type { Plan } from '../domain/plan.ts';
import { ok, type Result } from '../lib/result.ts';
import { checkMilestones, milestoneWarnings } from './plan-file/check-milestones.ts';
import { checkReferences } from './plan-file/check-references.ts';
import { ruleWarnings } from './plan-file/check-rules.ts';
import { checkTargets, targetWarnings } from './plan-file/check-targets.ts';
import { planFileSchema, readSections } from './plan-file/schema.ts';
import { toPlan } from './plan-file/to-plan.ts';
import type { PlanProblem, PlanWarning } from './yaml-file/problem.ts';
import { readYamlFile } from './yaml-file.ts';

export type { PlanProblem, PlanWarning } from './yaml-file/problem.ts';

/** A plan that can be stored, and what its reader should know about it. */
export interface ReadPlan {
  readonly plan: Plan;
  readonly warnings: readonly PlanWarning[];
}

/** Reads a plan file (YAML, docs/plan-format.md): the plan, or everything that is wrong with it, in file order. */
export function readPlanFile(content: string | Uint8Array): Result<ReadPlan, readonly PlanProblem[]> {
  const read = readYamlFile(content, planFileSchema, {
    problems(data) {
      const sections = readSections(data);
      return [...checkReferences(sections), ...checkMilestones(sections), ...checkTargets(sections)];
    },
    warnings: (file) => [...ruleWarnings(file), ...targetWarnings(file), ...milestoneWarnings(file)],
  });
  return read.ok ? ok({ plan: toPlan(read.value.file), warnings: read.value.warnings }) : read;
}
