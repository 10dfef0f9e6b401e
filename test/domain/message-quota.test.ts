import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmReached,
  bulkLimit,
  firstOfNextMonth,
  forecastQuota,
  monthOf,
  type QuotaOutlook,
} from '../../src/domain/message-quota.ts';

const quiet: QuotaOutlook = { quota: 100, used: 0, today: '2022-02-21', perDay: 0, planned: [] };

describe('a month of messages', () => {
  it('keeps a tenth for answers, receipts and ballots', () => {
    expect(bulkLimit(3000)).toBe(2700);
    expect(bulkLimit(50)).toBe(45);
    // Rounded in favour of the reserve.
    expect(bulkLimit(15)).toBe(13);
  });

  it.each([
    [2399, null],
    [2400, 80],
    [2849, 80],
    [2850, 95],
    [3000, 95],
    [3500, 95],
  ])('with %i of 3000 used has reached the alarm %s', (used, alarm) => {
    expect(alarmReached(used, 3000)).toBe(alarm);
  });

  it('ends with the last day of its month, in leap years too', () => {
    expect(firstOfNextMonth('2022-02-21')).toBe('2022-03-01');
    expect(firstOfNextMonth('2024-02-29')).toBe('2024-03-01');
    expect(firstOfNextMonth('2022-12-31')).toBe('2023-01-01');
    expect(monthOf('2022-12-31')).toBe('2022-12');
  });

  it('that suffices runs out on no day', () => {
    const planned = [1, 2, 3].map((memberId) => ({ date: '2022-02-25', memberId }));
    expect(forecastQuota({ ...quiet, perDay: 2, planned })).toEqual({ needed: 19, runsOutOn: null, unreached: [] });
  });

  it('tells the day on which reminders would stop and who would not be reached', () => {
    const planned = [
      ...[1, 2, 3].map((memberId) => ({ date: '2022-02-23', memberId })),
      ...[1, 2, 3].map((memberId) => ({ date: '2022-02-25', memberId })),
    ];
    // 85 used, 5 may still be bulk: three on the 23rd, two on the 25th.
    expect(forecastQuota({ ...quiet, used: 85, planned })).toEqual({
      needed: 91,
      runsOutOn: '2022-02-25',
      unreached: [3],
    });
  });

  it('lets what people ask for go before what is planned', () => {
    const planned = [{ date: '2022-02-21', memberId: 7 }];
    expect(forecastQuota({ ...quiet, used: 80, perDay: 10, planned }).unreached).toEqual([7]);
  });

  it('does not count what falls due after it', () => {
    const planned = [{ date: '2022-03-01', memberId: 7 }];
    expect(forecastQuota({ ...quiet, used: 95, planned })).toEqual({ needed: 95, runsOutOn: null, unreached: [] });
  });

  it('reaches nobody more by sending more before', () => {
    const outlook = fc.record({
      quota: fc.integer({ min: 1, max: 200 }),
      used: fc.integer({ min: 0, max: 250 }),
      perDay: fc.integer({ min: 0, max: 5 }),
      days: fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 60 }),
    });
    fc.assert(
      fc.property(outlook, fc.integer({ min: 0, max: 50 }), ({ days, ...rest }, more) => {
        const planned = [...days]
          .sort((left, right) => left - right)
          .map((day, memberId) => ({ date: `2022-02-${21 + day}`, memberId }));
        const first = forecastQuota({ ...rest, today: '2022-02-21', planned });
        const second = forecastQuota({ ...rest, used: rest.used + more, today: '2022-02-21', planned });
        expect(second.unreached).toEqual(expect.arrayContaining([...first.unreached]));
        expect(first.unreached.length > 0).toBe(first.runsOutOn !== null);
        expect(first.needed).toBe(rest.used + rest.perDay * 8 + planned.length);
      }),
    );
  });
});
