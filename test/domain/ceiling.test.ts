import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ceilingOf } from '../../src/domain/ceiling.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';

function example(change: Partial<Plan> = {}): Plan {
  const read = readPlanFile(readFileSync('examples/ban-dan-toc-2022.yaml', 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return { ...read.value.plan, ...change };
}

describe('the ceiling on a title', () => {
  it('is the one of the plan, and not its goal for the period', () => {
    expect(ceilingOf(example(), 'grassroots_emulation_fighter')).toMatchObject({
      percent: 15,
      base: 'advanced_workers',
      from: { target: { code: 'cstdcs' } },
    });
  });

  it('is the one of the rule set where the plan sets none', () => {
    expect(ceilingOf(example({ targets: [] }), 'grassroots_emulation_fighter')).toMatchObject({
      percent: 15,
      from: { cap: { ground: { document: 'decree-91-2017' } } },
    });
  });

  it('stays the office’s own when the law names none any more', () => {
    const plan = example({ ruleSet: 'law-2022-decree-98' });

    expect(ceilingOf(plan, 'grassroots_emulation_fighter')?.percent).toBe(15);
    expect(ceilingOf({ ...plan, targets: [] }, 'grassroots_emulation_fighter')).toBeNull();
  });

  it('of a period counts when it holds every year, and not when it holds over the whole period', () => {
    const over = (yearly: boolean) =>
      example({ ruleSet: 'law-2022-decree-98' }).targets.map((target) =>
        target.code === 'cstdcs' ? { ...target, horizon: 'period' as const, yearly } : target,
      );
    const plan = (yearly: boolean) => example({ ruleSet: 'law-2022-decree-98', targets: over(yearly) });

    expect(ceilingOf(plan(true), 'grassroots_emulation_fighter')?.percent).toBe(15);
    expect(ceilingOf(plan(false), 'grassroots_emulation_fighter')).toBeNull();
  });

  it('does not exist for a title that only has a goal', () => {
    expect(ceilingOf(example(), 'excellent_labour_collective')).toBeNull();
  });
});
