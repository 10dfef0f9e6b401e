import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISFIRE } from '../../src/domain/due-plan/kinds.ts';
import { dueKey, type Planning, planWaves, type Wave } from '../../src/domain/due-plan.ts';
import { type Plan, REMINDER_AUDIENCES, type ReminderRule } from '../../src/domain/plan.ts';
import { type CalendarDay, DEFAULT_QUIET_HOURS, isWorkingDay } from '../../src/domain/work-calendar.ts';
import { nextWorkingMoment } from '../../src/domain/working-moment.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';
import { addDays, instantOf, localTime } from '../../src/lib/office-time.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { officeInstant, ZONE } from '../support/office-clock.ts';

const read = readPlanFile(readFileSync(join(projectRoot, 'examples/ban-dan-toc-2022.yaml'), 'utf8'));
if (!read.ok) throw new Error('example plan is broken');
const PLAN: Plan = read.value.plan;
const OPENS = officeInstant('2022-02-07 08:00');
const CLOSES = officeInstant('2022-02-28 17:00');
const REMINDERS = ['registration_reminder', 'review_reminder', 'final_review_reminder', 'dossiers_reminder'];

const planning = (changes: Partial<Planning> = {}): Planning => ({
  plan: PLAN,
  calendar: { days: new Map(), quiet: DEFAULT_QUIET_HOURS },
  zone: ZONE,
  orders: [],
  changes: new Map(),
  ...changes,
});
const withRules = (...reminders: readonly ReminderRule[]): Plan => ({ ...PLAN, reminders });
const moments = (waves: readonly Wave[], kind: string, milestone = 'het-han-dang-ky') =>
  waves
    .filter((wave) => wave.kind === kind && wave.milestone === milestone)
    .map(({ dueAt }) => {
      const { date, hour, minute } = localTime(dueAt, ZONE);
      return `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    });

const times = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const rules: fc.Arbitrary<ReminderRule> = fc.record({
  milestone: fc.constantFrom(...PLAN.milestones.map(({ code }) => code)),
  daysBefore: fc.integer({ min: 0, max: 60 }),
  time: times,
  whom: fc.constantFrom(...REMINDER_AUDIENCES),
});
const daysOff: fc.Arbitrary<CalendarDay> = fc
  .record({
    day: fc.integer({ min: 0, max: 364 }),
    kind: fc.constantFrom('holiday' as const, 'day_off' as const, 'compensatory' as const),
  })
  .map(({ day, kind }) => ({ date: addDays('2022-01-01', day), kind, name: 'x' }));
const plannings = fc
  .record({ reminders: fc.array(rules, { maxLength: 8 }), days: fc.array(daysOff, { maxLength: 40 }) })
  .map(({ reminders, days }) =>
    planning({
      plan: withRules(...reminders),
      calendar: { days: new Map(days.map((day) => [day.date, day])), quiet: DEFAULT_QUIET_HOURS },
    }),
  );

describe('what a plan lets fall due', () => {
  it('is the same whenever it is planned, in the order of time', () => {
    fc.assert(
      fc.property(plannings, (given) => {
        const waves = planWaves(given);
        expect(planWaves(given)).toEqual(waves);
        expect(waves.map(({ dueAt }) => dueAt)).toEqual(waves.map(({ dueAt }) => dueAt).sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });

  it('ends after it begins, and each row has a key of its own', () => {
    fc.assert(
      fc.property(plannings, (given) => {
        const waves = planWaves(given);
        expect(new Set(waves.map(({ code }) => code)).size).toBe(waves.length);
        const keys = waves.flatMap((wave) => [dueKey(wave, 1), dueKey(wave, 11), dueKey(wave, null)]);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { dueAt, expiresAt } of waves) expect(expiresAt).toBeGreaterThan(dueAt);
      }),
      { numRuns: 30 },
    );
  });

  it('reaches people in working time only', () => {
    fc.assert(
      fc.property(plannings, (given) => {
        for (const { kind, dueAt } of planWaves(given)) {
          if (MISFIRE[kind].rule === 'always') continue;
          expect([kind, nextWorkingMoment(given.calendar, dueAt, ZONE)]).toEqual([kind, dueAt]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is nothing to be reminded of after the deadline, nor anything that outlives it', () => {
    fc.assert(
      fc.property(plannings, (given) => {
        for (const { kind, milestone, expiresAt } of planWaves(given)) {
          const end = PLAN.milestones.find(({ code }) => code === milestone);
          if (end === undefined || MISFIRE[kind].rule === 'always' || kind.endsWith('_opened')) continue;
          expect(expiresAt).toBeLessThanOrEqual(instantOf(end.date, end.time, ZONE));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('never tells one person of one milestone twice at once', () => {
    fc.assert(
      fc.property(plannings, (given) => {
        const owing = planWaves(given).filter(({ kind }) => REMINDERS.includes(kind));
        expect(new Set(owing.map(({ milestone, dueAt }) => `${milestone} ${dueAt}`)).size).toBe(owing.length);
      }),
      { numRuns: 30 },
    );
  });

  it('gives heads and the secretary one list a day at most, and three in all', () => {
    fc.assert(
      fc.property(plannings, (given) => {
        for (const list of ['division_list', 'secretary_list']) {
          for (const { code } of PLAN.milestones) {
            const days = moments(planWaves(given), list, code).map((moment) => moment.slice(0, 10));
            expect(days.length).toBeLessThanOrEqual(3);
            expect(new Set(days).size).toBe(days.length);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is a digest each week until the year ends', () => {
    const digests = planWaves(planning()).filter(({ kind }) => kind === 'weekly_digest');
    expect(digests).toHaveLength(52);
    for (const { dueAt } of digests) expect(localTime(dueAt, ZONE).weekday).toBe(PLAN.digest.weekday);
  });
});

describe('a reminder', () => {
  const rule = { milestone: 'het-han-dang-ky', daysBefore: 7, time: '08:00' };

  it('on a day off comes on the working day before it', () => {
    const waves = planWaves(planning({ plan: withRules({ ...rule, daysBefore: 1 }) }));
    expect(moments(waves, 'registration_reminder')).toEqual(['2022-02-25 08:00']);
  });

  it('before work, at lunch or at night comes in working hours of its day', () => {
    const at = (time: string) =>
      moments(planWaves(planning({ plan: withRules({ ...rule, time }) })), 'registration_reminder');
    expect(['05:00', '12:00', '21:00', '09:30'].map(at)).toEqual([
      ['2022-02-21 07:30'],
      ['2022-02-21 13:30'],
      ['2022-02-21 13:30'],
      ['2022-02-21 09:30'],
    ]);
  });

  it('at the hour of the deadline itself is not planned', () => {
    const plan = withRules({ ...rule, daysBefore: 0, time: '17:00' });
    expect(moments(planWaves(planning({ plan })), 'registration_reminder')).toEqual([]);
  });

  it('of a day that has two is told apart from the other', () => {
    const plan = withRules(rule, { ...rule, time: '15:00' });
    expect(moments(planWaves(planning({ plan })), 'registration_reminder')).toEqual([
      '2022-02-21 08:00',
      '2022-02-21 15:00',
    ]);
  });

  it('comes a week, three days and a day before where the plan says nothing', () => {
    const waves = planWaves(planning({ plan: withRules() }));
    expect(moments(waves, 'review_reminder', 'het-han-so-ket')).toEqual([
      '2022-06-23 08:00',
      '2022-06-27 08:00',
      '2022-06-29 08:00',
    ]);
  });

  it('reaches leaders once, the last of them', () => {
    const waves = planWaves(planning()).filter(({ kind }) => kind === 'registration_reminder');
    expect(waves.map(({ audience }) => audience)).toEqual(['not_leaders', 'not_leaders', 'all']);
  });

  it('is useful until the next one, and the last until the deadline', () => {
    const waves = planWaves(planning()).filter(({ kind }) => kind === 'registration_reminder');
    expect(waves.map(({ expiresAt }) => expiresAt)).toEqual([...waves.slice(1).map(({ dueAt }) => dueAt), CLOSES]);
  });

  it('that the secretary moved or cancelled keeps its place in the plan', () => {
    const [first, second] = planWaves(planning()).filter(({ kind }) => kind === 'registration_reminder');
    if (first === undefined || second === undefined) throw new Error('no reminders');
    const moved = first.dueAt + 3_600_000;
    const changes = new Map([
      [first.code, { dueAt: moved }],
      [second.code, { dueAt: null }],
    ]);
    const waves = planWaves(planning({ changes }));
    expect(waves.find(({ code }) => code === first.code)?.dueAt).toBe(moved);
    expect(waves.some(({ code }) => code === second.code)).toBe(false);
  });
});

describe('the ladder', () => {
  it('gives heads and the secretary their list after two reminders', () => {
    const waves = planWaves(planning());
    // Three days and one day before the deadline are the same Friday: one list.
    expect(moments(waves, 'division_list')).toEqual(['2022-02-25 08:00']);
    expect(moments(waves, 'secretary_list')).toEqual(['2022-02-25 08:00']);
    expect(moments(waves, 'division_list', 'het-han-so-ket')).toEqual(['2022-06-29 08:00']);
  });

  it('follows the plan where the plan sets it', () => {
    const escalation = { heads: [5, 2], secretary: [] };
    const plan = withRules({ milestone: 'het-han-so-ket', daysBefore: 7, time: '09:00', escalation });
    const waves = planWaves(planning({ plan }));
    expect(moments(waves, 'division_list', 'het-han-so-ket')).toEqual(['2022-06-24 09:00', '2022-06-28 09:00']);
    expect(moments(waves, 'secretary_list', 'het-han-so-ket')).toEqual([]);
  });
});

describe('an opening and a closing', () => {
  it('are told in working time, and take effect at their own', () => {
    const sunday = { ...PLAN, milestones: PLAN.milestones.map((one) => ({ ...one })) };
    const plan = {
      ...sunday,
      milestones: sunday.milestones.map((one) => (one.code === 'mo-so-ket' ? { ...one, date: '2022-06-12' } : one)),
    };
    const waves = planWaves(planning({ plan }));
    expect(moments(waves, 'review_opening', 'mo-so-ket')).toEqual(['2022-06-12 08:00']);
    expect(moments(waves, 'review_opened', 'mo-so-ket')).toEqual(['2022-06-13 07:30']);
    expect(isWorkingDay(planning().calendar, '2022-06-12')).toBe(false);
  });

  it('are each the office’s once', () => {
    const waves = planWaves(planning());
    expect(waves.filter(({ kind }) => kind === 'registration_opened')).toMatchObject([
      { audience: 'all', dueAt: OPENS },
    ]);
    expect(waves.filter(({ kind }) => kind === 'registration_closed')).toMatchObject([
      { audience: 'office', dueAt: CLOSES },
    ]);
  });
});
