import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ELECTION_STATES } from '../../../src/domain/ballot/course.ts';
import type { RollEntry } from '../../../src/domain/ballot/election.ts';
import { participation, reminderReach, reminderSlots } from '../../../src/domain/ballot/reminders.ts';
import { DEFAULT_QUIET_HOURS, type WorkCalendar } from '../../../src/domain/work-calendar.ts';
import { nextWorkingMoment } from '../../../src/domain/working-moment.ts';
import { DAY, HOUR, MINUTE } from '../../../src/lib/clock.ts';
import { instantOf, localTime } from '../../../src/lib/office-time.ts';
import { FROM, ZONE } from './example-election.ts';

const CALENDAR: WorkCalendar = {
  days: new Map([['2022-12-07', { date: '2022-12-07', kind: 'holiday', name: 'nghỉ' }]]),
  quiet: DEFAULT_QUIET_HOURS,
};
const at = (moment: string) => instantOf(moment.slice(0, 10), moment.slice(11), ZONE);

function shown(moment: number): string {
  const { date, hour, minute } = localTime(moment, ZONE);
  return `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function slots(opened: string, deadline: string): readonly string[] {
  return reminderSlots({ openedAt: at(opened), deadline: at(deadline) }, CALENDAR, ZONE).map(shown);
}

describe('the slots of an election', () => {
  it.each([
    [
      'over a week',
      '2022-12-12 08:00',
      '2022-12-16 16:00',
      ['2022-12-14 13:30', '2022-12-15 16:00', '2022-12-16 14:00'],
    ],
    ['over a holiday', '2022-12-05 08:00', '2022-12-08 16:00', ['2022-12-06 16:00', '2022-12-08 14:00']],
    ['over a weekend', '2022-12-16 08:00', '2022-12-19 10:00', ['2022-12-16 10:00', '2022-12-19 08:00']],
    ['of one day', '2022-12-12 08:00', '2022-12-12 16:00', ['2022-12-12 14:00']],
    ['of one morning', '2022-12-12 08:00', '2022-12-12 11:00', []],
    ['until early morning', '2022-12-12 08:00', '2022-12-13 07:45', []],
  ])('%s stand still from its opening', (_, opened, deadline, expected) => {
    expect(slots(opened, deadline)).toEqual(expected);
  });

  it('lie in working time, apart from each other, from the opening and from the end', () => {
    const long = fc.integer({ min: HOUR, max: 20 * DAY });
    fc.assert(
      fc.property(fc.nat(20 * DAY), long, (start, length) => {
        const window = { openedAt: FROM + start, deadline: FROM + start + length };
        const found = reminderSlots(window, CALENDAR, ZONE);
        expect(found.length).toBeLessThanOrEqual(3);
        for (const [index, slot] of found.entries()) {
          expect(nextWorkingMoment(CALENDAR, slot, ZONE)).toBe(slot);
          expect(slot).toBeGreaterThanOrEqual(window.openedAt + 2 * HOUR);
          expect(slot).toBeLessThanOrEqual(window.deadline - 30 * MINUTE);
          expect(slot - (found[index - 1] ?? 0)).toBeGreaterThanOrEqual(12 * HOUR);
        }
      }),
    );
  });
});

const entry = fc.record({ way: fc.constantFrom('electronic' as const, 'paper' as const), voted: fc.boolean() });
const roll = fc
  .array(entry, { maxLength: 12 })
  .map((entries): readonly RollEntry[] => entries.map((fields, index) => ({ code: `CB${index}`, ...fields })));

function rollOfVotes(...voted: readonly boolean[]): readonly RollEntry[] {
  return voted.map((came, index) => ({ code: `CB${index}`, way: 'electronic', voted: came }));
}

describe('a reminder', () => {
  it('goes to those who have not voted while they are at least two', () => {
    expect(reminderReach(rollOfVotes(true, false, true, false))).toEqual({ text: 'not_voted', to: ['CB1', 'CB3'] });
  });

  it('goes to everybody alike when one is missing or none', () => {
    const neutral = { text: 'neutral', to: ['CB0', 'CB1', 'CB2'] };
    expect(reminderReach(rollOfVotes(true, false, true))).toEqual(neutral);
    expect(reminderReach(rollOfVotes(true, true, true))).toEqual(neutral);
  });

  it('does not press those who vote on paper', () => {
    const mixed = [...rollOfVotes(false, false), { code: 'P', way: 'paper', voted: false } as const];
    expect(reminderReach(mixed)).toEqual({ text: 'not_voted', to: ['CB0', 'CB1'] });
  });

  it('never points at one person', () => {
    fc.assert(
      fc.property(roll, (rows) => {
        const { text, to } = reminderReach(rows);
        if (text === 'not_voted') expect(to.length).toBeGreaterThanOrEqual(2);
        else expect(to).toHaveLength(rows.length);
      }),
    );
  });
});

describe('the participation list', () => {
  it('names who voted and who did not, by code', () => {
    expect(participation('closed', rollOfVotes(true, false, true, true).toReversed())).toEqual({
      voted: ['CB0', 'CB2', 'CB3'],
      absent: ['CB1'],
    });
  });

  it('exists only after the closing of a round that counts, and only when three have voted', () => {
    fc.assert(
      fc.property(roll, fc.constantFrom(...ELECTION_STATES), (rows, state) => {
        const listed =
          ['closed', 'counted', 'published'].includes(state) && rows.filter(({ voted }) => voted).length > 2;
        expect(participation(state, rows) !== null).toBe(listed);
      }),
    );
  });
});
