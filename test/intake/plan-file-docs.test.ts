import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { planFileSchema } from '../../src/intake/plan-file/schema.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';

const guide = readFileSync('docs/plan-format.md', 'utf8');

interface Key {
  readonly path: string;
  readonly required: boolean;
  readonly values: readonly string[];
}

/** Every key of the schema, lists as `divisions[].code`. */
function keysOf(schema: unknown, path = ''): readonly Key[] {
  if (schema instanceof z.ZodArray) return keysOf(schema.element, `${path}[]`);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, value]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const inner = bare(value);
    return [{ path: own, required: inner === value, values: valuesOf(inner) }, ...keysOf(inner, own)];
  });
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}

function valuesOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodArray) return valuesOf(schema.element);
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  return schema instanceof z.ZodLiteral ? [...schema.values].map(String) : [];
}

const keys = keysOf(planFileSchema);
const rows = [...guide.matchAll(/^\| `([^`]+)` \| ([^|]+) \| (.*) \|$/gm)].map(([, path, needed, value]) => ({
  path,
  needed,
  value,
}));

describe('docs/plan-format.md', () => {
  it('has a row for every key of the format, in its order, and for no other', () => {
    expect(keys.length).toBeGreaterThan(80);
    expect(rows.map(({ path }) => path)).toEqual(keys.map(({ path }) => path));
  });

  it.each(keys.map((key) => [key.path, key] as const))('says of %s whether it is needed', (path, { required }) => {
    const needed = rows.find((row) => row.path === path)?.needed;

    expect(needed === 'yes').toBe(required);
  });

  it.each(keys.filter(({ values }) => values.length > 0).map((key) => [key.path, key.values] as const))(
    'names the values that %s may have',
    (_, values) => {
      for (const value of values) expect(guide).toContain(`\`${value}\``);
    },
  );

  it('shows a plan that can be imported as it stands', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    const read = readPlanFile(example);

    expect(read.ok ? read.value.plan.targets : read.error).toHaveLength(2);
  });
});
