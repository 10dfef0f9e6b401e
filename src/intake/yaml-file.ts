import type * as z from 'zod';
import { err, ok, type Result } from '../lib/result.ts';
import { problemsOf } from './yaml-file/issues.ts';
import type { Finding, PlanProblem, PlanProblemCode, PlanWarning, PlanWarningCode } from './yaml-file/problem.ts';
import { parseYamlFile } from './yaml-file/yaml-text.ts';

/** More than this is one mistake repeated; the list says so at its end. */
const MAX_PROBLEMS = 100;

/** What a file must keep beside its schema, and what is worth knowing about one that keeps it all. */
export interface FileChecks<File> {
  readonly problems: (data: object, file: File | null) => readonly Finding<PlanProblemCode>[];
  readonly warnings: (file: File) => readonly Finding<PlanWarningCode>[];
}

/** A file that can be used, with its warnings in file order. */
export interface ReadYaml<File> {
  readonly file: File;
  readonly warnings: readonly PlanWarning[];
}

/** Reads a YAML file of the office by its schema: its values, or everything that is wrong with it, in file order. */
export function readYamlFile<Schema extends z.ZodType>(
  content: string | Uint8Array,
  schema: Schema,
  checks: FileChecks<z.output<Schema>>,
): Result<ReadYaml<z.output<Schema>>, readonly PlanProblem[]> {
  const yaml = parseYamlFile(content);
  if (!yaml.ok) return err(capped(yaml.error));
  const { data, locate } = yaml.value;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return err([locate({ path: [], code: 'not_a_mapping', params: {} })]);
  }
  const parsed = schema.safeParse(data);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error.issues, data, schema)),
    ...checks.problems(data, parsed.success ? parsed.data : null),
  ];
  if (!parsed.success || problems.length > 0) return err(capped(problems.map(locate).sort(inFileOrder)));
  return ok({ file: parsed.data, warnings: checks.warnings(parsed.data).map(locate).sort(inFileOrder) });
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
