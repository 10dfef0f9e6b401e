import { describe, expect, it } from 'vitest';
import { fillCalendar, storeKnownYears, yearsToCompute } from '../../src/app/calendar-years.ts';
import { lawfulDays } from '../../src/domain/holidays/lawful-days.ts';
import { lunarDates } from '../../src/intake/lunar-dates.ts';
import { DAY } from '../../src/lib/clock.ts';
import { openOffice } from '../support/office.ts';

describe('the days off of a year', () => {
  it('are there with the plan: as the government announced them, for its year and the next', async () => {
    const office = await openOffice();
    const { calendar } = office.storage.store;
    expect(calendar.days('2022-01-01', '2022-12-31').map(({ date }) => date)).toEqual([
      '2022-01-03',
      '2022-01-31',
      '2022-02-01',
      '2022-02-02',
      '2022-02-03',
      '2022-02-04',
      '2022-04-11',
      '2022-05-02',
      '2022-05-03',
      '2022-09-01',
      '2022-09-02',
    ]);
    expect(calendar.ofYear(2023, 'notice').length).toBeGreaterThan(5);
  });

  it('are computed once where nobody has announced them', async () => {
    const office = await openOffice();
    office.clock.set('2026-11-23 09:00');
    expect(office.work(yearsToCompute)).toEqual([2027]);
    const computed = new Map([[2027, lawfulDays(2027, await lunarDates(2027))]]);
    expect(office.work((work) => storeKnownYears(work, computed))).toBe(true);
    expect(office.work(yearsToCompute)).toEqual([]);
    expect(office.work((work) => storeKnownYears(work, computed))).toBe(false);
    expect(office.storage.store.calendar.days('2027-02-01', '2027-02-28').map(({ date }) => date)).toContain(
      '2027-02-10',
    );
  });

  it('are computed by the running bot on the day that needs them, and kept', async () => {
    const office = await openOffice();
    office.clock.set('2026-11-23 09:00');
    await office.tick();
    await office.restart();
    expect(office.storage.store.calendar.ofYear(2027, 'law').length).toBe(14);
    await office.tick();
    await office.restart();
    expect(office.log.lines.filter(({ message }) => message === 'calendar years computed')).toHaveLength(1);
  });

  it('give way to the notice of the government, and never to the law again', async () => {
    const office = await openOffice();
    office.work(({ store, now }) => store.calendar.replaceYear(2022, 'law', [], now));
    expect(office.storage.store.calendar.days('2022-01-01', '2022-12-31')).toEqual([]);
    expect(office.work((work) => fillCalendar(work))).toBe(true);
    expect(office.storage.store.calendar.days('2022-01-01', '2022-12-31')).toHaveLength(11);
    expect(office.work((work) => fillCalendar({ ...work, now: work.now + DAY }))).toBe(false);
  });
});

describe('the office’s own days', () => {
  it('come before those of the law, one by one', async () => {
    const office = await openOffice();
    const own = [{ date: '2022-02-01', kind: 'compensatory', name: 'Trực Tết' }] as const;
    office.work(({ store, now }) => store.calendar.replaceYear(2022, 'office', own, now));
    const days = office.storage.store.calendar.days('2022-01-31', '2022-02-02');
    expect(days.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2022-01-31 holiday',
      '2022-02-01 compensatory',
      '2022-02-02 holiday',
    ]);
    office.work(({ store, now }) => store.calendar.replaceYear(2022, 'office', [], now));
    expect(office.storage.store.calendar.days('2022-02-01', '2022-02-01')[0]?.kind).toBe('holiday');
  });
});
