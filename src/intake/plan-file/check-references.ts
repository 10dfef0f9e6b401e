import { excerpt } from '../yaml-file/issues.ts';
import { likely } from '../yaml-file/likely.ts';
import type { FilePath, Finding, PlanProblemCode } from '../yaml-file/problem.ts';
import type { Sections } from './schema.ts';

type Problem = Finding<PlanProblemCode>;

/** Codes that occur twice and names that point nowhere; what points into an unread section is left alone. */
export function checkReferences({ read, unread }: Sections): readonly Problem[] {
  const { commitments = [], milestones = [], movements = [], reminders = [], voting_rules = [] } = read;
  const problems = [
    ...CODED.flatMap((section) => duplicates(section, 'code', (read[section] ?? []).map(codeOf))),
    ...duplicates('voting_rules', 'title', voting_rules.map(titleOf)),
    ...duplicates('reminders', 'milestone', reminders.map(slotOf)),
  ];
  if (!unread.has('movements')) {
    const known = movements.map(codeOf);
    for (const [index, { movement }] of commitments.entries()) {
      if (movement !== undefined) problems.push(...reference(['commitments', index, 'movement'], movement, known));
    }
  }
  if (!unread.has('milestones')) {
    const known = milestones.map(codeOf);
    for (const [index, { milestone }] of reminders.entries()) {
      problems.push(...reference(['reminders', index, 'milestone'], milestone, known));
    }
  }
  return problems;
}

function codeOf({ code }: { readonly code: string }): string {
  return code;
}

function titleOf({ title }: { readonly title: string }): string {
  return title;
}

function slotOf(rule: {
  readonly milestone: string;
  readonly time: string;
  readonly whom?: string | undefined;
}): string {
  return `${rule.milestone} ${rule.time}${rule.whom === undefined ? '' : ` ${rule.whom}`}`;
}

const CODED = [
  'divisions',
  'objectives',
  'contents',
  'targets',
  'movements',
  'documents',
  'milestones',
  'commitments',
  'measures',
] as const;

function duplicates(section: string, key: string, values: readonly string[]): readonly Problem[] {
  const seen = new Map<string, number>();
  return values.flatMap((value, index) => {
    // Codes that differ in case alone would be told apart by nobody who types them.
    const same = value.toLowerCase();
    const first = seen.get(same);
    if (first === undefined) {
      seen.set(same, index);
      return [];
    }
    const params = { value: excerpt(value), first: first + 1, section };
    return [{ path: [section, index, key], code: 'duplicate_code' as const, params }];
  });
}

function reference(path: FilePath, value: string, known: readonly string[]): readonly Problem[] {
  if (known.includes(value)) return [];
  return [{ path, code: 'unknown_reference', params: { value: excerpt(value), suggestion: likely(value, known) } }];
}
