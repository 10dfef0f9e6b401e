import * as z from 'zod';
import { likely } from './likely.ts';
import { type FilePath, type Finding, PLAN_PROBLEM_CODES, type PlanProblemCode } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Problem = Finding<PlanProblemCode>;

/** The schema's complaints as the plan file's problems; `data` is what was read, `schema` names the known keys. */
export function problemsOf(issues: readonly Issue[], data: unknown, schema: z.ZodType): readonly Problem[] {
  return issues.flatMap((issue) => problemOf(issue, data, schema));
}

function problemOf(issue: Issue, data: unknown, schema: z.ZodType): readonly Problem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const value = valueAt(data, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown_key',
        params: { key: excerpt(key), suggestion: likely(key, keysAt(schema, path)) },
        atKey: true,
      }));
    case 'invalid_type':
      if (value === undefined || value === null) return [missing(path)];
      return [{ path, code: 'wrong_type', params: { expected: typeName(issue.expected), found: typeOf(value) } }];
    case 'invalid_value': {
      if (value === undefined || value === null) return [missing(path)];
      const allowed = issue.values.map(String);
      const params = { value: excerpt(value), allowed: allowed.join(', '), suggestion: likely(String(value), allowed) };
      return [{ path, code: 'unknown_value', params }];
    }
    case 'too_big':
      return [{ path, code: BIG[issue.origin] ?? 'out_of_range', params: { limit: Number(issue.maximum) } }];
    case 'too_small': {
      if (value === '' || (typeof value === 'string' && value.trim() === '')) return [missing(path)];
      return [{ path, code: SMALL[issue.origin] ?? 'out_of_range', params: { limit: Number(issue.minimum) } }];
    }
    case 'custom':
      return [{ path, code: ownCode(issue.params?.code), params: { value: excerpt(value) } }];
    default:
      return [{ path, code: 'wrong_type', params: { expected: issue.code, found: typeOf(value) } }];
  }
}

const BIG: Readonly<Record<string, PlanProblemCode>> = { string: 'too_long', array: 'too_many' };
const SMALL: Readonly<Record<string, PlanProblemCode>> = { array: 'too_few' };

function missing(path: FilePath): Problem {
  return { path, code: 'missing', params: { key: String(path.at(-1) ?? '') }, atKey: true };
}

function ownCode(code: unknown): PlanProblemCode {
  const found = PLAN_PROBLEM_CODES.find((known) => known === code);
  if (found === undefined) throw new Error(`a check of the plan schema has no problem code: ${String(code)}`);
  return found;
}

/** Names that the text of `wrong_type` selects by. */
function typeName(expected: string): string {
  if (expected === 'int') return 'number';
  return expected === 'object' ? 'mapping' : expected === 'array' ? 'list' : expected;
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'mapping' : typeof value;
}

function valueAt(data: unknown, path: FilePath): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map(Object.entries(value)).get(String(step));
  }
  return value;
}

/** Keys that the schema knows for the mapping at `path`. */
function keysAt(schema: z.ZodType, path: FilePath): readonly string[] {
  let at: unknown = schema;
  for (const step of path) {
    at = bare(at);
    if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodObject) at = at.shape[step];
  }
  at = bare(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}

/** A value as a message can repeat it: one short line. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
