import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliverableAt } from '../../src/app/calendar.ts';
import { statusOf } from '../../src/app/duties.ts';
import { importPlan } from '../../src/app/plan-import.ts';
import { changeReminder, orderReminder, remindersAhead } from '../../src/app/reminder-desk.ts';
import { openReminders, snooze, snoozeMoments } from '../../src/app/snoozing.ts';
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts';
import { addDays, localTime } from '../../src/lib/office-time.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague, head, secretary, leader } = CAST;
const PEOPLE = [staff, colleague, head, secretary, leader] as const;
const START = '2022-02-03 09:00';
const CLOSES = 'het-han-dang-ky';
/** Who may be told that something is owed, and by which messages. */
const NAGGING = ['registration_reminder', 'registration_opened'];

const who = fc.constantFrom(...PEOPLE);
const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: MINUTE, max: 20 * HOUR }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('down' as const), days: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('submit' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who, days: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('plan' as const), days: fc.integer({ min: -5, max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('order' as const), ms: fc.integer({ min: MINUTE, max: 5 * DAY }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      index: fc.nat(8),
      ms: fc.integer({ min: -DAY, max: 4 * DAY }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('snooze' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('role' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('gone' as const), who: fc.constantFrom(colleague, leader) }) },
);
type Act = typeof steps extends fc.Arbitrary<infer T> ? T : never;

function act(office: Office, step: Act): void {
  office.work((work) => {
    const { now, store } = work;
    switch (step.do) {
      case 'wait':
        return office.clock.advance(step.ms);
      case 'down':
        return office.clock.advance(step.days * DAY);
      case 'leave': {
        const from = localTime(now, ZONE).date;
        const { id } = office.person(step.who);
        return void store.leaves.add({ memberId: id, from, to: addDays(from, step.days), addedBy: id, addedAt: now });
      }
      case 'plan': {
        const milestones = office.plan.milestones.map((one) =>
          one.code === CLOSES ? { ...one, date: addDays(one.date, step.days) } : one,
        );
        return void importPlan(work, { ...office.plan, milestones });
      }
      case 'order':
        return void orderReminder(work, office.person(secretary), {
          text: 'Họp',
          audience: 'all',
          dueAt: now + step.ms,
        });
      case 'move': {
        const [wave] = remindersAhead(work, step.index + 1).slice(-1);
        const dueAt = step.ms < 0 ? null : now + step.ms;
        return void (wave && changeReminder(work, office.person(secretary), wave.code, dueAt));
      }
      case 'snooze': {
        const person = office.person(step.who);
        const open = openReminders(work, person);
        const [moment] = snoozeMoments(work, person, Math.min(...open.map(({ endsAt }) => endsAt))).values();
        return void (moment !== undefined && snooze(work, person, open, moment));
      }
      case 'role':
        return store.members.save({ ...office.person(step.who), roles: ['staff', 'head'] }, now);
      case 'gone':
        return store.members.save({ ...office.person(step.who), active: false }, now);
      case 'submit':
        return;
    }
  });
  if (step.do === 'submit' && canSubmit(office)) submitFor(office, step.who);
}

function canSubmit(office: Office): boolean {
  const end = office.storage.store.campaigns.current()?.plan.milestones.find(({ code }) => code === CLOSES);
  const { date } = localTime(office.clock.now(), ZONE);
  return date >= '2022-02-08' && end !== undefined && date < end.date;
}

/** Messages of reminders that were written since the last look. */
function written(office: Office, since: number) {
  return office.storage.database.sqlite
    .prepare(`SELECT id, member_id AS memberId, kind, created_at AS at, expires_at AS expiresAt FROM outbox
      WHERE id > ? AND lane >= 2 AND member_id IS NOT NULL`)
    .all(since) as { id: number; memberId: number; kind: string; at: number; expiresAt: number | null }[];
}

describe('whatever happens in an office', () => {
  it('nobody is told at night, on leave, after the end, after finishing, or twice; nothing is left undone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 15, maxLength: 45 }), async (life) => {
        const office = await openOffice({ at: START });
        for (const code of PEOPLE) office.link(code);
        let seen = 0;
        const days = new Map<string, number>();
        for (const step of life) {
          act(office, step);
          const campaign = office.storage.store.campaigns.current();
          const owed = new Map(
            PEOPLE.map((code) => {
              const person = office.person(code);
              return [person.id, office.work((work) => campaign && statusOf(work, campaign, 'registration', person))];
            }),
          );
          office.bot.tick.run();
          expect(office.bot.tick.run()).toBe(0);
          const { now } = office.clock;
          for (const { id, memberId, kind, at, expiresAt } of written(office, seen)) {
            seen = Math.max(seen, id);
            // The digest has one moment for the office; whoever is away gets it when they are back (leaving-moment.ts).
            if (kind !== 'weekly_digest') {
              const moment = office.work((work) => deliverableAt(work, memberId, at));
              expect(moment, `${kind} in working time`).toBe(at);
            }
            expect(expiresAt === null || expiresAt > at).toBe(true);
            expect(office.storage.store.members.byId(memberId)?.active).toBe(true);
            if (NAGGING.includes(kind)) expect(owed.get(memberId)).not.toBe('nothing');
            const place = `${memberId} ${at}`;
            days.set(place, (days.get(place) ?? 0) + 1);
            expect(days.get(place), `messages to one person at one moment, the last ${kind}`).toBeLessThanOrEqual(2);
          }
          expect(office.storage.store.dueItems.due(now())).toEqual([]);
        }
        await office.bot.settled();
      }),
      { numRuns: 12 },
    );
  });
});
