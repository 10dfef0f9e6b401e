import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/plan.ts';
import { diffPlans } from '../../src/domain/plan-diff.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';

const plan = examplePlan();

function examplePlan(): Plan {
  const read = readPlanFile(readFileSync('examples/ban-dan-toc-2022.yaml', 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.plan;
}

describe('diffPlans', () => {
  it('finds nothing in the same plan read twice', () => {
    expect(diffPlans(plan, examplePlan())).toEqual([]);
  });

  it('finds nothing after a plan has been stored as text and loaded again', () => {
    expect(diffPlans(JSON.parse(JSON.stringify(plan)), plan)).toEqual([]);
  });

  it('finds another order of entries, once for a list, and nothing else', () => {
    fc.assert(
      fc.property(shuffled(plan.targets), shuffled(plan.divisions), (targets, divisions) => {
        const moved = [
          ...(divisions.every((one, index) => one === plan.divisions[index]) ? [] : ['divisions']),
          ...(targets.every((one, index) => one === plan.targets[index]) ? [] : ['targets']),
        ];
        const found = moved.map((section) => ({ section, code: '', change: 'reordered' }));
        expect(diffPlans(plan, { ...plan, targets, divisions })).toEqual(found);
      }),
    );
  });

  it('takes what is added or left out between entries for no other order', () => {
    const [first, , ...rest] = plan.divisions;
    if (first === undefined) throw new Error('a plan without divisions');
    const divisions = [first, { code: 'MOI', name: 'Phòng Mới' }, ...rest];
    expect(diffPlans(plan, { ...plan, divisions }).map(({ change }) => change)).toEqual(['added', 'removed']);
  });

  it('finds another order of lines within an entry', () => {
    const agency = { ...plan.agency, recipients: plan.agency.recipients.toReversed() };
    expect(diffPlans(plan, { ...plan, agency })).toMatchObject([{ section: 'agency', field: 'recipients' }]);
  });

  it('lists every entry as added when nothing is stored yet', () => {
    const changes = diffPlans(null, plan);

    expect(changes.every(({ change }) => change === 'added')).toBe(true);
    expect(changes.filter(({ section }) => section === 'targets')).toHaveLength(plan.targets.length);
  });

  it('mirrors: what one direction adds the other removes', () => {
    fc.assert(
      fc.property(fc.subarray([...plan.targets]), fc.subarray([...plan.divisions]), (targets, divisions) => {
        const smaller = { ...plan, targets, divisions };
        const kept = diffPlans(smaller, plan).map(({ section, code }) => `${section} ${code}`);
        const removed = diffPlans(plan, smaller).filter(({ change }) => change === 'removed');
        expect(removed.map(({ section, code }) => `${section} ${code}`).sort()).toEqual(kept.sort());
      }),
    );
  });

  it('names the field, the value before and the value after', () => {
    const milestones = plan.milestones.map((milestone) =>
      milestone.kind === 'registration_closes' ? { ...milestone, date: '2022-03-04' } : milestone,
    );
    const council = { ...plan.council, size: 9 };

    expect(diffPlans(plan, { ...plan, milestones, council })).toEqual([
      {
        section: 'milestones',
        code: 'het-han-dang-ky',
        change: 'changed',
        field: 'date',
        before: '2022-02-28',
        after: '2022-03-04',
      },
      { section: 'council', code: '', change: 'changed', field: 'size', before: 7, after: 9 },
    ]);
  });

  it('follows fields inside fields, also where one side has none', () => {
    const targets = plan.targets.map((target) =>
      target.code === 'cstdcs' ? { ...target, denominator: null } : target,
    );

    expect(diffPlans(plan, { ...plan, targets })).toContainEqual({
      section: 'targets',
      code: 'cstdcs',
      change: 'changed',
      field: 'denominator.base',
      before: 'advanced_workers',
      after: null,
    });
  });

  it('finds a number and day of issue filled in later', () => {
    const issued = { number: '05/KH-BDT', date: '2022-02-05' };

    expect(diffPlans(plan, { ...plan, issued }).map((change) => 'field' in change && change.field)).toEqual([
      'issued.number',
      'issued.date',
    ]);
  });
});

function shuffled<Entry>(entries: readonly Entry[]): fc.Arbitrary<Entry[]> {
  return fc.shuffledSubarray([...entries], { minLength: entries.length, maxLength: entries.length });
}
