import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { officeCalendar } from '../../src/app/calendar.ts';
import { importCalendar, previewCalendar } from '../../src/app/calendar-import.ts';
import { addLeave } from '../../src/app/leave.ts';
import type { OfficeCalendar } from '../../src/domain/office-calendar.ts';
import { DEFAULT_QUIET_HOURS } from '../../src/domain/work-calendar.ts';
import { readCalendarFile } from '../../src/intake/office-calendar.ts';
import { localTime } from '../../src/lib/office-time.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';

const MONDAY_OFF: OfficeCalendar = {
  year: 2022,
  days: [{ date: '2022-02-21', kind: 'day_off', name: 'Cơ quan đi thực tế' }],
  quiet: null,
};

/** Dates on which reminders of the registration are planned. */
function reminderDates(office: Office): readonly string[] {
  const rows = office.storage.database.sqlite
    .prepare("SELECT DISTINCT due_at FROM due_item WHERE kind = 'registration_reminder' AND state = 'planned'")
    .pluck()
    .all() as number[];
  return rows.map((dueAt) => localTime(dueAt, ZONE).date).sort();
}

describe('importing the office’s calendar', () => {
  it('of the example changes two days, once', async () => {
    const office = await openOffice();
    const read = readCalendarFile(readFileSync('examples/lich-lam-viec-2022.yaml', 'utf8'));
    if (!read.ok) throw new Error('the example is broken');
    const file = read.value.calendar;
    expect(office.work((work) => previewCalendar(work, file)).map(({ change }) => change)).toEqual(['added', 'added']);
    office.work((work) => importCalendar(work, file));
    expect(office.work((work) => previewCalendar(work, file))).toEqual([]);
    expect(office.work(officeCalendar).days.get('2022-07-15')?.kind).toBe('day_off');
  });

  it('plans reminders again in the same transaction, and back when the day is taken back', async () => {
    const office = await openOffice({ at: '2022-02-14 09:00' });
    const before = reminderDates(office);
    expect(before).toContain('2022-02-21');
    office.work((work) => importCalendar(work, MONDAY_OFF));
    expect(reminderDates(office)).not.toContain('2022-02-21');
    office.work((work) => importCalendar(work, { ...MONDAY_OFF, days: [] }));
    expect(reminderDates(office)).toEqual(before);
  });

  it('shows what is added, renamed, gone, and which hours change', async () => {
    const office = await openOffice();
    office.work((work) => importCalendar(work, MONDAY_OFF));
    const [day] = MONDAY_OFF.days;
    if (day === undefined) throw new Error('no day');
    const renamed = { ...day, name: 'Họp mặt' };
    const quiet = { from: '17:00', until: '08:00', lunch: null };
    const preview = (file: OfficeCalendar) => office.work((work) => previewCalendar(work, file));
    expect(preview({ ...MONDAY_OFF, days: [renamed] })).toEqual([{ change: 'changed', day: renamed, before: day }]);
    expect(preview({ ...MONDAY_OFF, days: [] })).toEqual([{ change: 'removed', day }]);
    expect(preview({ ...MONDAY_OFF, quiet })).toEqual([{ change: 'quiet', quiet, before: DEFAULT_QUIET_HOURS }]);
  });

  it('without quiet hours leaves those in force, and another year’s days', async () => {
    const office = await openOffice();
    const quiet = { from: '17:00', until: '08:00', lunch: null };
    office.work((work) => importCalendar(work, { ...MONDAY_OFF, quiet }));
    office.work((work) => importCalendar(work, { year: 2023, days: [], quiet: null }));
    expect(office.work(officeCalendar).quiet).toEqual(quiet);
    expect(office.work(officeCalendar).days.get('2022-02-21')?.kind).toBe('day_off');
  });
});

describe('leave', () => {
  it('is forgotten a month after its end', async () => {
    const office = await openOffice();
    const person = office.person(CAST.staff);
    office.work((work) => addLeave(work, person, person.id, { from: '2022-02-15', to: '2022-02-18' }));
    office.clock.set('2022-03-20 09:00');
    await office.tick();
    expect(office.storage.store.leaves.ofMember(person.id)).toHaveLength(1);
    office.clock.set('2022-03-21 09:30');
    await office.tick();
    expect(office.storage.store.leaves.ofMember(person.id)).toEqual([]);
  });
});
