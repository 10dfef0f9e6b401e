import { type CalendarChange, diffCalendar, type OfficeCalendar } from '../domain/office-calendar.ts';
import { audit } from './audit.ts';
import { officeCalendar } from './calendar.ts';
import { storeKnownYears } from './calendar-years.ts';
import { replanCampaign } from './due-planning.ts';
import type { Work } from './ports.ts';

/** What importing this calendar would change; empty when everything in it is stored. */
export function previewCalendar(work: Work, file: OfficeCalendar): readonly CalendarChange[] {
  const stored = work.store.calendar.ofYear(file.year, 'office');
  return diffCalendar(stored, officeCalendar(work).quiet, file);
}

/** Stores the office's days of the file's year and its quiet hours, and plans everything that falls due again. */
export function importCalendar(work: Work, file: OfficeCalendar): void {
  work.store.calendar.replaceYear(file.year, 'office', file.days, work.now);
  if (file.quiet !== null) work.store.calendar.setQuiet(file.quiet);
  audit(work, { action: 'calendar_imported', actor: null, subject: { kind: 'year', id: file.year } });
  storeKnownYears(work);
  replanCampaign(work);
}
