import type { MilestoneKind } from '../../domain/plan.ts';
import type { Finding, PlanProblemCode, PlanWarningCode } from '../yaml-file/problem.ts';
import type { PlanFile, Sections } from './schema.ts';

type Problem = Finding<PlanProblemCode>;
type Milestones = PlanFile['milestones'];

const ONCE: readonly MilestoneKind[] = [
  'registration_opens',
  'registration_closes',
  'preliminary_review_opens',
  'preliminary_review_closes',
  'dossiers_due',
  'final_review',
];

const REQUIRED: readonly MilestoneKind[] = ['registration_opens', 'registration_closes'];

/** What has to come first. */
const ORDER: readonly (readonly [MilestoneKind, MilestoneKind])[] = [
  ['registration_opens', 'registration_closes'],
  ['preliminary_review_opens', 'preliminary_review_closes'],
  ['registration_closes', 'final_review'],
];

/** Milestones that are missing, doubled, in the wrong order, or years away. */
export function checkMilestones({ read }: Sections): readonly Problem[] {
  if (read.milestones === undefined) return [];
  return [...kindProblems(read.milestones), ...yearProblems(read.milestones, read.year)];
}

function kindProblems(milestones: Milestones): readonly Problem[] {
  const first = new Map<MilestoneKind, number>();
  const problems: Problem[] = [];
  for (const [index, { kind }] of milestones.entries()) {
    if (ONCE.includes(kind) && first.has(kind)) {
      problems.push({ path: ['milestones', index, 'kind'], code: 'milestone_twice', params: { kind } });
    } else {
      first.set(kind, index);
    }
  }
  for (const kind of REQUIRED) {
    if (!first.has(kind)) problems.push({ path: ['milestones'], code: 'milestone_missing', params: { kind } });
  }
  for (const [earlier, later] of ORDER) {
    const from = first.get(earlier);
    const to = first.get(later);
    const [start, end] = [milestones[from ?? -1]?.at, milestones[to ?? -1]?.at];
    if (to !== undefined && start !== undefined && end !== undefined && start >= end) {
      problems.push({
        path: ['milestones', to, 'at'],
        code: 'milestone_order',
        params: { earlier, later, start, end },
      });
    }
  }
  return problems;
}

function yearProblems(milestones: Milestones, year: number | undefined): readonly Problem[] {
  return milestones.flatMap(({ at }, index) =>
    // Reviews of December may run into January, and a launch may come in November.
    year === undefined || Math.abs(yearOf(at) - year) <= 1
      ? []
      : [{ path: ['milestones', index, 'at'], code: 'far_outside_year' as const, params: { value: at, year } }],
  );
}

/** Dates outside the plan's year, and dates that the issued plan does not have. */
export function milestoneWarnings(file: PlanFile): readonly Finding<PlanWarningCode>[] {
  const warnings: Finding<PlanWarningCode>[] = [];
  for (const [index, { at }] of file.milestones.entries()) {
    if (yearOf(at) === file.year) continue;
    warnings.push({ path: ['milestones', index, 'at'], code: 'outside_year', params: { value: at, year: file.year } });
  }
  const examples = file.milestones.filter(({ source }) => source === 'example').length;
  if (examples > 0) warnings.push({ path: ['milestones'], code: 'example_dates', params: { count: examples } });
  return warnings;
}

function yearOf(moment: string): number {
  return Number(moment.slice(0, 4));
}
