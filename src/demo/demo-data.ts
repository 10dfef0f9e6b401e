import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accept, endorse, returnPledge } from '../app/approval.ts';
import { importCalendar } from '../app/calendar-import.ts';
import { recordResult } from '../app/history.ts';
import { issueCodes, link } from '../app/linking.ts';
import { importPlan } from '../app/plan-import.ts';
import type { Work } from '../app/ports.ts';
import { findRegistration, openDraft, submit } from '../app/registration.ts';
import { applyStaff, previewStaff } from '../app/staff-import.ts';
import type { Achievement } from '../domain/history.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import { holds, type Person } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import { EMPTY_CONTENT, type Pledge, type PledgeContent } from '../domain/pledge.ts';
import type { StaffRow } from '../domain/staff-columns.ts';
import type { IndividualTitle } from '../domain/title.ts';
import { DAY, type EpochMs, HOUR } from '../lib/clock.ts';
import type { Randomness } from '../lib/ids.ts';
import { instantOf, localTime } from '../lib/office-time.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { staffHeaders, staffVocabulary } from '../presentation/staff-sheet-terms.ts';
import type { Storage } from '../storage/store.ts';

/** The plan, calendar and staff of the demonstration, read from `examples/` by the same code that imports an office's own. */
export interface DemoFiles {
  readonly plan: Plan;
  readonly calendar: OfficeCalendar;
  readonly rows: readonly StaffRow[];
}

/** Channels on which people of the demonstration are linked. */
const DEMO_CHANNELS = ['local', 'local-text'] as const;

/** Codes of the demonstration that are shown in the page, by staff code. */
export type DemoCodes = ReadonlyMap<string, string>;

/** Reads the example files; a broken one is a bug of the distribution and throws. */
export async function readDemoFiles(root: string, catalogue: Catalogue): Promise<DemoFiles> {
  // Only the demonstration reads files at its start; production need not load the readers.
  const { readPlanFile } = await import('../intake/plan-file.ts');
  const { readCalendarFile } = await import('../intake/office-calendar.ts');
  const { readStaffSheet } = await import('../intake/staff-sheet.ts');
  const plan = readPlanFile(readFileSync(join(root, 'examples', 'ban-dan-toc-2022.yaml'), 'utf8'));
  if (!plan.ok) throw new Error('example plan is broken');
  const calendar = readCalendarFile(readFileSync(join(root, 'examples', 'lich-lam-viec-2022.yaml'), 'utf8'));
  if (!calendar.ok) throw new Error('example calendar is broken');
  const name = 'staff.xlsx';
  const sheet = await readStaffSheet(readFileSync(join(root, 'examples', name)), name, staffHeaders(catalogue, 'vi'));
  if (!sheet.ok) throw new Error(`example staff list is broken: ${sheet.error.code}`);
  return { plan: plan.value.plan, calendar: calendar.value.calendar, rows: sheet.value.rows };
}

/** When the demonstration begins: a week into registration, on a Monday morning. */
export function demoStart(plan: Plan, zone: string): EpochMs {
  const opening = plan.milestones.find((milestone) => milestone.kind === 'registration_opens');
  if (opening === undefined) throw new Error('example plan without registration');
  return instantOf(opening.date, '08:30', zone) + 7 * DAY;
}

/**
 * Fills an empty database: plan, staff, links, and the registrations of some colleagues, all through the use cases
 * that real ones go through.
 */
export function seedDemo(
  storage: Storage,
  files: DemoFiles,
  catalogue: Catalogue,
  random: Randomness,
  zone: string,
): void {
  const start = demoStart(files.plan, zone);
  const at = (now: EpochMs): Work => ({ store: storage.store, now, random, zone });
  storage.unitOfWork.run(() => {
    const first = at(start - 10 * DAY);
    importPlan(first, files.plan);
    importCalendar(first, files.calendar);
    applyStaff(first, previewStaff(first, files.rows, staffVocabulary(catalogue, 'vi')));
    const people = storage.store.members.active();
    for (const person of people) {
      if (isNewcomer(person, people)) continue;
      for (const channel of DEMO_CHANNELS)
        link(first, { channel, accountId: person.code, chatId: person.code }, person);
    }
    registerColleagues(
      at,
      start,
      people.filter((person) => !isNewcomer(person, people)),
      catalogue,
    );
    storage.store.settings.set(DEMO_MARK, '1');
  });
}

/** Setting that marks a database as the demonstration's, so that production never starts on it. */
export const DEMO_MARK = 'demo';

/** The last two people without any role are new: not linked yet, with a code to type. */
function isNewcomer(person: Person, people: readonly Person[]): boolean {
  const plain = people.filter((candidate) => candidate.roles.length === 1);
  return plain.slice(-2).includes(person);
}

/** Issues codes to those not linked; the demonstration shows them where an office would hand out slips. */
export function issueDemoCodes(work: Work): DemoCodes {
  const linked = work.store.identities.linkedMembers();
  const newcomers = work.store.members.active().filter((person) => !linked.has(person.id));
  return new Map(issueCodes(work, newcomers).map(({ person, code }) => [person.code, code]));
}

// Every second of the staff without a role has registered by now; most are endorsed, some accepted, one is returned. Of who is
// accepted everything is on record that the council needs to vote.
function registerColleagues(
  at: (now: EpochMs) => Work,
  start: EpochMs,
  people: readonly Person[],
  catalogue: Catalogue,
): void {
  const registered = people.filter((person) => person.roles.length === 1).filter((_, index) => index % 2 === 0);
  for (const [index, person] of registered.entries()) {
    const now = start - 6 * DAY + index * 5 * HOUR;
    const work = at(now);
    const opened = openDraft(work, person, 'individual', contentOf(work, index, catalogue));
    const submitted = opened.ok ? submit(work, person, 'individual') : opened;
    if (!submitted.ok) throw new Error(`demonstration pledge refused: ${submitted.error}`);
    decide(at(now + HOUR), person, index, catalogue);
  }
}

function decide(work: Work, owner: Person, index: number, catalogue: Catalogue): void {
  const found = findRegistration(work, owner, 'individual');
  const pledge = found.ok ? found.value.pledge : null;
  const head = work.store.members.activeInDivision(owner.divisionId).find((person) => holds(person, 'head'));
  const secretary = work.store.members.withRole('secretary')[0];
  if (pledge === null || head === undefined || secretary === undefined) return;
  if (index % 5 === 4) return;
  if (index % 5 === 3) {
    returnPledge(work, head, pledge.id, pledge.version, catalogue.plain({ key: 'demo.return_reason' }, 'vi'));
    return;
  }
  endorse(work, head, pledge.id, pledge.version);
  if (index % 5 >= 2 || !accept(work, secretary, pledge.id, pledge.version).ok) return;
  for (const achievement of achievementsOf(pledge)) record(work, secretary, owner, achievement, catalogue);
}

/**
 * What the council needs to vote on a colleague today, though a real office would have it at the year's end: the grading,
 * and of whoever strives for more the lower title and the initiative.
 */
function achievementsOf({ content }: Pick<Pledge, 'content'>): readonly Achievement[] {
  const { grade, initiative } = content ?? EMPTY_CONTENT;
  const graded: readonly Achievement[] = grade === null ? [] : [{ kind: 'grade', grade }];
  if (initiative === null) return graded;
  const { level, name } = initiative;
  return [...graded, { kind: 'title', title: 'advanced_worker' }, { kind: 'initiative', level, name }];
}

function record(
  work: Work,
  secretary: Person,
  { id: memberId }: Person,
  achievement: Achievement,
  catalogue: Catalogue,
): void {
  const year = work.store.campaigns.current()?.year ?? 0;
  const [number = '', authority = ''] = catalogue.aliases('demo.decision', 'vi');
  const decision = { number, authority, date: localTime(work.now, work.zone).date };
  const recorded = recordResult(work, secretary, { holder: { of: 'person', memberId }, year, achievement, decision });
  if (!recorded.ok) throw new Error(`demonstration result refused: ${recorded.error}`);
}

function contentOf(work: Work, index: number, catalogue: Catalogue): PledgeContent {
  const plan = work.store.campaigns.current()?.plan;
  const options = plan?.commitments.filter((option) => option.for !== 'collective') ?? [];
  const strong = index % 3 === 0;
  const titles: readonly IndividualTitle[] = strong
    ? ['advanced_worker', 'grassroots_emulation_fighter']
    : ['advanced_worker'];
  const picked = [options[index % options.length], options[(index + 3) % options.length]];
  const names = catalogue.aliases('demo.initiatives', 'vi');
  const summaries = catalogue.aliases('demo.summaries', 'vi');
  const chosen = Math.floor(index / 3) % names.length;
  const initiative = { name: names[chosen] ?? '', summary: summaries[chosen] ?? '' };
  return {
    ...EMPTY_CONTENT,
    titles,
    grade: strong ? 'excellent' : 'good',
    initiative: strong ? { ...initiative, level: index % 2 === 0 ? 'grassroots' : 'provincial' } : null,
    commitments: picked.flatMap((option) => (option === undefined ? [] : [{ code: option.code, text: option.text }])),
  };
}
