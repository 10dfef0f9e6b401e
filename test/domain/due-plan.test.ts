import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDueItems } from '../../src/domain/due-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { localTime } from '../../src/lib/office-time.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { officeInstant, ZONE } from '../support/office-clock.ts';

const read = readPlanFile(readFileSync(join(projectRoot, 'examples/ban-dan-toc-2022.yaml'), 'utf8'));
if (!read.ok) throw new Error('example plan is broken');
const PLAN: Plan = read.value.plan;
const OPENS = officeInstant('2022-02-07 08:00');
const CLOSES = officeInstant('2022-02-28 17:00');
const YEAR_END = officeInstant('2022-12-31 23:59');

const moments = fc.integer({ min: OPENS - 60 * DAY, max: YEAR_END + 30 * DAY });
const people = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 40 });

describe('what falls due', () => {
  it('at the very moment of planning is past', () => {
    const kinds = (now: number) => planDueItems(PLAN, [1], now, ZONE).map(({ kind }) => kind);
    expect(kinds(OPENS - 1)).toContain('registration_opened');
    expect(kinds(OPENS)).not.toContain('registration_opened');
  });

  it('is the same for the same plan, people and moment', () => {
    fc.assert(
      fc.property(people, moments, (ids, now) => {
        expect(planDueItems(PLAN, ids, now, ZONE)).toEqual(planDueItems(PLAN, ids, now, ZONE));
      }),
    );
  });

  it('lies ahead, ends after it begins, and has a key of its own', () => {
    fc.assert(
      fc.property(people, moments, (ids, now) => {
        const items = planDueItems(PLAN, ids, now, ZONE);
        expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
        for (const { dueAt, expiresAt } of items) {
          expect(dueAt).toBeGreaterThan(now);
          expect(expiresAt).toBeGreaterThan(dueAt);
        }
      }),
    );
  });

  it('planned later is what is left of what was planned before, under the same keys', () => {
    fc.assert(
      fc.property(people, moments, moments, (ids, one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        const left = planDueItems(PLAN, ids, earlier, ZONE).filter(({ dueAt }) => dueAt > later);
        expect(planDueItems(PLAN, ids, later, ZONE)).toEqual(left);
      }),
    );
  });

  it('for more people adds theirs and leaves the others as they were', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 401, max: 500 }), moments, (ids, newcomer, now) => {
        const before = planDueItems(PLAN, ids, now, ZONE);
        const after = planDueItems(PLAN, [...ids, newcomer], now, ZONE);
        expect(after.filter(({ memberId }) => memberId !== newcomer)).toEqual(before);
      }),
    );
  });

  it('is no reminder after the deadline, nor one that outlives it', () => {
    const reminders = planDueItems(PLAN, [1, 2], OPENS - DAY, ZONE).filter(
      ({ kind }) => kind === 'registration_reminder',
    );
    expect(reminders.length).toBeGreaterThan(0);
    for (const { dueAt, expiresAt } of reminders) {
      expect(dueAt).toBeLessThan(CLOSES);
      expect(expiresAt).toBeLessThanOrEqual(CLOSES);
      expect(expiresAt - dueAt).toBeLessThanOrEqual(12 * HOUR);
    }
  });

  it('at the hour of the deadline itself is not planned', () => {
    const rule = { ...PLAN.reminders[0], milestone: 'het-han-dang-ky', daysBefore: 0, time: '17:00' };
    const plan = { ...PLAN, reminders: [rule] } as Plan;
    const kinds = planDueItems(plan, [1], OPENS, ZONE).map(({ kind }) => kind);
    expect(kinds).not.toContain('registration_reminder');
  });

  it('opens once for each person, and closes once for the office', () => {
    const items = planDueItems(PLAN, [1, 2, 3], OPENS - DAY, ZONE);
    const opened = items.filter(({ kind }) => kind === 'registration_opened');
    expect(opened.map(({ memberId, dueAt }) => [memberId, dueAt])).toEqual([1, 2, 3].map((id) => [id, OPENS]));
    expect(items.filter(({ kind }) => kind === 'registration_closed')).toMatchObject([
      { memberId: null, dueAt: CLOSES },
    ]);
  });

  it('is a digest each week on its day and hour, until the year ends', () => {
    const digests = planDueItems(PLAN, [], OPENS - 400 * DAY, ZONE).filter(({ kind }) => kind === 'weekly_digest');
    expect(digests).toHaveLength(52);
    for (const { dueAt } of digests) {
      const { year, weekday, hour, minute } = localTime(dueAt, ZONE);
      const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      expect([year, weekday, clock]).toEqual([2022, PLAN.digest.weekday, PLAN.digest.time]);
    }
  });

  it('has nothing left once the year is over', () => {
    expect(planDueItems(PLAN, [1], YEAR_END, ZONE)).toEqual([]);
  });
});
