import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, localTime } from '../../src/lib/office-time.ts';

/** Half hours, three quarters, summer time of half an hour, a day that was left out. */
const ZONES = [
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
] as const;

const instants = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2100, 0, 1) });

test('the wall clock of a zone is the one that Intl shows, at any instant', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (at, zone) => {
      const { date, hour, minute } = localTime(at, zone);
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
        at,
      );
      expect(`${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`).toBe(shown);
    }),
  );
});

test('the minute before a clock is put forth and the minute of it are told apart', () => {
  const forth = Date.UTC(2022, 2, 27, 1, 0);
  expect(localTime(forth - 60_000, 'Europe/Berlin')).toMatchObject({ hour: 1, minute: 59 });
  expect(localTime(forth, 'Europe/Berlin')).toMatchObject({ hour: 3, minute: 0 });
});

test('an instant is found again from its wall clock where the clock is never put', () => {
  fc.assert(
    fc.property(instants, (at) => {
      const minute = at - (at % 60_000);
      const { date, hour, minute: minutes } = localTime(minute, 'Asia/Ho_Chi_Minh');
      const time = `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
      expect(instantOf(date, time, 'Asia/Ho_Chi_Minh')).toBe(minute);
    }),
  );
});
