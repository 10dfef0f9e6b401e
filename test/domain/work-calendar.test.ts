import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hours, minutesLeft, minutesOutside } from '../../src/domain/hours.ts';
import {
  type CalendarDay,
  DEFAULT_QUIET_HOURS,
  dayKind,
  isWorkingDay,
  type WorkCalendar,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../src/domain/work-calendar.ts';
import { nextMomentFor, nextWorkingMoment } from '../../src/domain/working-moment.ts';
import { addDays, instantOf, localTime } from '../../src/lib/office-time.ts';

const HANOI = 'Asia/Ho_Chi_Minh';
/** Summer time, a zone half an hour off it, and a day that begins at 01:00 in spring. */
const ZONES = [HANOI, 'UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago'];

function calendarOf(days: readonly CalendarDay[] = [], quiet = DEFAULT_QUIET_HOURS): WorkCalendar {
  return { days: new Map(days.map((day) => [day.date, day])), quiet };
}

function holidays(from: string, count: number): readonly CalendarDay[] {
  return Array.from({ length: count }, (_, index) => ({ date: addDays(from, index), kind: 'holiday', name: 'tet' }));
}

const at = (moment: string, zone = HANOI) => instantOf(moment.slice(0, 10), moment.slice(11), zone);

function shown(moment: number, zone = HANOI): string {
  const { date, hour, minute } = localTime(moment, zone);
  return `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Tết 2022 from Monday to Friday, and a Saturday worked. */
const TET = calendarOf([
  ...holidays('2022-01-31', 5),
  { date: '2022-02-12', kind: 'compensatory', name: 'made_up' },
  { date: '2022-02-16', kind: 'day_off', name: 'Ngày nghỉ của cơ quan' },
]);

describe('a day of the office', () => {
  it.each([
    ['2022-01-28', 'working'],
    ['2022-01-29', 'weekend'],
    ['2022-01-31', 'holiday'],
    ['2022-02-12', 'compensatory'],
    ['2022-02-16', 'day_off'],
  ])('%s is %s', (date, kind) => expect(dayKind(TET, date)).toBe(kind));
});

describe('a deadline', () => {
  it('stays on a working day, a worked Saturday too', () => {
    expect(workingDayOnOrBefore(TET, '2022-02-14')).toBe('2022-02-14');
    expect(workingDayOnOrBefore(TET, '2022-02-12')).toBe('2022-02-12');
  });

  it('moves before Tết, over the weekend that precedes it', () => {
    expect(workingDayOnOrBefore(TET, '2022-02-06')).toBe('2022-01-28');
  });
});

describe('a message', () => {
  it.each([
    ['in working hours leaves at once', '2022-02-14 08:00', '2022-02-14 08:00'],
    ['before work waits for the morning', '2022-02-14 06:59', '2022-02-14 07:30'],
    ['leaves when the night is over', '2022-02-14 07:30', '2022-02-14 07:30'],
    ['at lunch waits for its end', '2022-02-14 11:30', '2022-02-14 13:30'],
    ['after work waits for the next day', '2022-02-14 17:30', '2022-02-15 07:30'],
    ['on Friday night waits for Monday', '2022-02-18 21:00', '2022-02-21 07:30'],
    ['on Friday night waits for a worked Saturday', '2022-02-11 21:00', '2022-02-12 07:30'],
    ['at Tết waits until it is over', '2022-02-01 09:00', '2022-02-07 07:30'],
    ['on a day off of the office waits', '2022-02-16 09:00', '2022-02-17 07:30'],
  ])('%s', (_what, from, expected) => {
    expect(shown(nextWorkingMoment(TET, at(from), HANOI))).toBe(expected);
  });

  it('keeps its second, and reads half a minute before the end of the night as night', () => {
    const moment = at('2022-02-14 09:00') + 12_345;
    expect(nextWorkingMoment(TET, moment, HANOI)).toBe(moment);
    expect(shown(nextWorkingMoment(TET, at('2022-02-14 07:29') + 59_999, HANOI))).toBe('2022-02-14 07:30');
  });

  it('waits by quiet hours that lie within a day, and by none when both ends are the same', () => {
    const midday = calendarOf([], { from: '12:00', until: '13:00', lunch: null });
    expect(shown(nextWorkingMoment(midday, at('2022-02-14 12:30'), HANOI))).toBe('2022-02-14 13:00');
    expect(shown(nextWorkingMoment(midday, at('2022-02-14 23:30'), HANOI))).toBe('2022-02-14 23:30');
    const none = calendarOf([], { from: '08:00', until: '08:00', lunch: null });
    expect(shown(nextWorkingMoment(none, at('2022-02-14 03:00'), HANOI))).toBe('2022-02-14 03:00');
  });

  it('leaves rather never waits where no day is worked, or no minute is free', () => {
    const never = calendarOf(holidays('2022-01-01', 365));
    expect(shown(nextWorkingMoment(never, at('2022-02-14 20:00'), HANOI))).toBe('2022-02-15 07:30');
    const silent = calendarOf([], { from: '08:00', until: '20:00', lunch: { from: '19:00', until: '09:00' } });
    expect(shown(nextWorkingMoment(silent, at('2022-02-14 10:00'), HANOI))).toBe('2022-02-14 10:00');
  });

  it('waits for the end of a leave, however long, and of the days off after it', () => {
    const person = { quiet: null, leave: [{ from: '2021-08-02', to: '2022-01-30' }] };
    expect(shown(nextMomentFor(TET, person, at('2021-09-01 09:00'), HANOI))).toBe('2022-02-07 07:30');
    expect(shown(nextMomentFor(TET, person, at('2021-07-30 17:30'), HANOI))).toBe('2022-02-07 07:30');
  });

  it('waits by own quiet hours too, unless they leave nothing of the day', () => {
    const early = { quiet: { from: '16:00', until: '09:00' }, leave: [] };
    expect(shown(nextMomentFor(TET, early, at('2022-02-14 07:30'), HANOI))).toBe('2022-02-14 09:00');
    expect(shown(nextMomentFor(TET, early, at('2022-02-14 16:00'), HANOI))).toBe('2022-02-15 09:00');
    const always = { quiet: { from: '07:00', until: '18:00' }, leave: [] };
    expect(shown(nextMomentFor(TET, always, at('2022-02-14 06:00'), HANOI))).toBe('2022-02-14 07:30');
  });

  it('in the hour that a clock shows twice waits forwards', () => {
    const sunday: CalendarDay = { date: '2022-11-06', kind: 'compensatory', name: 'made_up' };
    const calendar = calendarOf([sunday], { from: '00:30', until: '01:45', lunch: null });
    for (const hour of [5, 6]) {
      const moment = Date.UTC(2022, 10, 6, hour, 30);
      expect(nextWorkingMoment(calendar, moment, 'America/New_York')).toBe(Date.UTC(2022, 10, 6, hour, 45));
    }
  });

  it('goes by the clock of the office, whatever the zone of the machine', () => {
    const moment = Date.UTC(2022, 1, 14, 11);
    const zone = process.env.TZ;
    const seen = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((machine) => {
      process.env.TZ = machine;
      return nextWorkingMoment(TET, moment, HANOI);
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    // 18:00 in Hà Nội; 12:00 in Berlin, where lunch lasts until 13:30.
    expect(seen.map((found) => shown(found))).toEqual(Array(3).fill('2022-02-15 07:30'));
    expect(shown(nextWorkingMoment(TET, moment, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2022-02-14 13:30');
  });
});

const time = fc.nat(1_439).map((minute) => shown(minute * 60_000, 'UTC').slice(11));
const hours = fc.record({ from: time, until: time });
const date = fc.nat(1_460).map((days) => addDays('2022-01-01', days));
const quiet = fc.tuple(hours, fc.option(hours)).map(([night, lunch]) => ({ ...night, lunch }));
const days = fc.array(
  fc.record({ date, kind: fc.constantFrom('holiday', 'day_off', 'compensatory'), name: fc.constant('x') }),
  { maxLength: 40 },
);
const calendar = fc.record({ days, quiet }).map((parts) => calendarOf(parts.days, parts.quiet));
const personal = fc.record({
  quiet: fc.option(hours),
  leave: fc.array(
    fc.tuple(date, fc.nat(200)).map(([from, length]) => ({ from, to: addDays(from, length) })),
    {
      maxLength: 5,
    },
  ),
});
const moment = fc.integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2025, 11, 31) });
const zone = fc.constantFrom(...ZONES);

function quietOf({ quiet: own }: WorkCalendar): readonly Hours[] {
  return own.lunch === null ? [own] : [own, own.lunch];
}

describe('for every calendar, person, moment and zone', () => {
  it('the next moment is not before the given one, and is its own next moment', () => {
    fc.assert(
      fc.property(calendar, personal, moment, zone, (office, person, given, where) => {
        const found = nextMomentFor(office, person, given, where);
        expect(found).toBeGreaterThanOrEqual(given);
        expect(nextMomentFor(office, person, found, where)).toBe(found);
      }),
      { numRuns: 500 },
    );
  });

  it('the next moment lies on a working day, in no quiet hours and in no leave', () => {
    fc.assert(
      fc.property(calendar, personal, moment, zone, (office, person, given, where) => {
        const closed = person.quiet === null ? quietOf(office) : [...quietOf(office), person.quiet];
        // A free hour a day: where a clock springs forward, a shorter one is missing now and then.
        fc.pre(minutesOutside(closed) > 60);
        const found = localTime(nextMomentFor(office, person, given, where), where);
        expect(isWorkingDay(office, found.date)).toBe(true);
        expect(person.leave.some(({ from, to }) => from <= found.date && found.date <= to)).toBe(false);
        expect(closed.map((span) => minutesLeft(span, found.hour * 60 + found.minute))).toEqual(closed.map(() => 0));
      }),
      { numRuns: 500 },
    );
  });

  it('a deadline moves to a working day, with none between', () => {
    fc.assert(
      fc.property(calendar, date, (office, given) => {
        const before = workingDayOnOrBefore(office, given);
        const after = workingDayOnOrAfter(office, given);
        expect([isWorkingDay(office, before), isWorkingDay(office, after)]).toEqual([true, true]);
        for (let day = addDays(before, 1); day <= given; day = addDays(day, 1)) {
          expect(isWorkingDay(office, day)).toBe(false);
        }
        for (let day = given; day < after; day = addDays(day, 1)) expect(isWorkingDay(office, day)).toBe(false);
      }),
    );
  });
});
