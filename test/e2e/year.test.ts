import { expect, it } from 'vitest';
import { officeCalendar } from '../../src/app/calendar.ts';
import { importCalendar } from '../../src/app/calendar-import.ts';
import { addLeave } from '../../src/app/leave.ts';
import { readDemoFiles } from '../../src/demo/demo-data.ts';
import { holds } from '../../src/domain/person.ts';
import { nextWorkingMoment } from '../../src/domain/working-moment.ts';
import { addDays, weekdayOf } from '../../src/lib/office-time.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { localPhone, type Phone, textOf } from '../support/phone.ts';
import { FULL_CONTENT, reportFor } from '../support/reporting.ts';
import { submitFor } from '../support/steps.ts';

/** What one person was told at one moment. */
interface Told {
  readonly date: string;
  readonly time: string;
  readonly at: number;
  readonly who: string;
  readonly text: string;
}

/** The example's plan from the week of Tết to the end of the year. */
const FIRST_DAY = '2022-02-02';
const LAST_DAY = '2022-12-31';
/** Half hours of the working day and around it, and two moments of the night. */
const TIMES = [
  '00:05',
  '03:30',
  ...Array.from({ length: 24 }, (_, half) => {
    const minutes = 7 * 60 + half * 30;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }),
  '22:15',
];

const NEVER_LINKED = 'CB033';
const NEVER_REGISTERS = ['CB030', 'CB031'];
const ON_LEAVE = 'CB028';
/** Puts the first reminder off until the next morning. */
const PUTS_OFF = 'CB018';
/** Says that the dossier is handed in. */
const HANDS_IN_DOSSIER = 'CB009';
const LEAVE = { from: '2022-02-20', to: '2022-02-25' };

/** A title for which a dossier is due in November. */
const AIMING_HIGHER = {
  ...FULL_CONTENT,
  titles: ['advanced_worker', 'grassroots_emulation_fighter'],
  grade: 'excellent',
} as const;

/** Registration at its busiest, a week of the preliminary review, one between the duties, and one of the final review. */
const FOUR_WEEKS = ['2022-02-21', '2022-06-27', '2022-09-12', '2022-12-19'];

/** When the reviews of the example open. */
const OPENINGS = { preliminary: '2022-06-15', final: '2022-12-05' };

/** Who submits a pledge on which day at 10:00; the last ones on the last day, in working hours. */
function registrationDay(index: number): string {
  const days = ['2022-02-08', '2022-02-11', '2022-02-15', '2022-02-21', '2022-02-22', '2022-02-28'];
  return days[index % days.length] ?? '';
}

function reportDay(index: number, first: string): string {
  return addDays(first, [1, 2, 7, 9, 12, 14][index % 6] ?? 1);
}

it('the year of the example, day by day with 33 people: in working time, once, and nobody who has finished', async () => {
  const office = await openOffice({ at: `${FIRST_DAY} 06:00` });
  const people = office.work(({ store }) => store.members.active().map(({ code }) => code));
  const { calendar } = await readDemoFiles(projectRoot, office.catalogue);
  office.work((work) => importCalendar(work, calendar));
  for (const code of people) if (code !== NEVER_LINKED) office.link(code);
  office.work((work) => addLeave(work, office.person(ON_LEAVE), office.person(ON_LEAVE).id, LEAVE));

  const { told, done } = await live(office, people);

  await expect(written(told)).toMatchFileSnapshot('transcripts/year.txt');
  await expect(written(told.filter(isDigestOf(FOUR_WEEKS)))).toMatchFileSnapshot('transcripts/year-digests.txt');
  reachesNobodyOutsideWorkingTime(office, told);
  nagsNobodyWhoHasFinished(told, done);
  const during = told.filter(({ who, date }) => who === ON_LEAVE && date >= LEAVE.from && date <= LEAVE.to);
  expect(during).toEqual([]);
  expect(told.some(({ who }) => who === NEVER_LINKED)).toBe(false);
  tellsNobodyTooOften(office, told);
  sendsOneDigestAWeek(office, people, told);
  givesNamesOnlyToTheEntitled(office, people, told);
}, 240_000);

/** What somebody handed in, and on which day. */
interface Done {
  readonly who: string;
  readonly what: 'pledge' | 'preliminary' | 'final';
  readonly date: string;
}

async function live(office: Office, people: readonly string[]) {
  const phone = localPhone(office);
  const told: Told[] = [];
  const done: Done[] = [];
  for (const code of people) phone.look(code);
  for (let date = FIRST_DAY; date <= LAST_DAY; date = addDays(date, 1)) {
    for (const time of TIMES) {
      office.clock.set(`${date} ${time}`);
      const fired = await office.tick();
      for (const who of fired === 0 ? [] : people) {
        const text = textOf(phone.look(who));
        if (text !== '') told.push({ date, time, at: office.clock.now(), who, text });
      }
      if (time === '08:00') await answer(office, phone, told);
      if (time === '10:00') done.push(...handedIn(office, people, date));
    }
  }
  return { told, done };
}

async function answer(office: Office, phone: Phone, told: readonly Told[]): Promise<void> {
  const now = office.clock.now();
  for (const { who, text, at } of told.filter((one) => one.at === now)) {
    if (
      who === PUTS_OFF &&
      text.includes('đồng chí chưa nộp') &&
      told.find((one) => one.who === who && one.text === text)?.at === at
    ) {
      await phone.choose(who, 'Nhắc lại sau');
      await phone.choose(who, 'Sáng');
    }
    if (who === HANDS_IN_DOSSIER && text.includes('chưa nộp hồ sơ')) {
      await phone.choose(who, 'Tôi đã nộp rồi');
      await phone.choose(who, 'Đã hoàn thành');
    }
  }
}

function handedIn(office: Office, people: readonly string[], date: string): readonly Done[] {
  const done: Done[] = [];
  for (const [index, who] of people.entries()) {
    if (NEVER_REGISTERS.includes(who)) continue;
    if (registrationDay(index) === date) {
      submitFor(office, who, index % 4 === 0 ? AIMING_HIGHER : FULL_CONTENT);
      done.push({ who, what: 'pledge', date });
    }
    // Every eleventh never reports.
    if (index % 11 === 10) continue;
    for (const [what, opening] of Object.entries(OPENINGS)) {
      if (reportDay(index, opening) !== date) continue;
      reportFor(office, who);
      done.push({ who, what: what === 'final' ? 'final' : 'preliminary', date });
    }
  }
  return done;
}

function reachesNobodyOutsideWorkingTime(office: Office, told: readonly Told[]): void {
  const calendar = office.work((work) => officeCalendar(work));
  for (const { at, date, time, who } of told) {
    expect(nextWorkingMoment(calendar, at, ZONE), `${who} on ${date} at ${time}`).toBe(at);
  }
}

function nagsNobodyWhoHasFinished(told: readonly Told[], done: readonly Done[]): void {
  const words = { pledge: 'bản đăng ký thi đua', preliminary: 'báo cáo sơ kết', final: 'báo cáo tổng kết' };
  for (const { who, what, date: finished } of done) {
    const after = told.filter(
      (one) => one.who === who && one.date > finished && one.text.includes('đồng chí chưa nộp'),
    );
    for (const { text, date } of after) expect(text.split('\n')[0], `${who} on ${date}`).not.toContain(words[what]);
  }
}

function tellsNobodyTooOften(office: Office, told: readonly Told[]): void {
  const days = new Map<string, number>();
  for (const { who, date } of told) days.set(`${who} ${date}`, (days.get(`${who} ${date}`) ?? 0) + 1);
  for (const [whoAndDay, count] of days) {
    const [who = ''] = whoAndDay.split(' ');
    expect(count, whoAndDay).toBeLessThanOrEqual(holds(office.person(who), 'secretary') ? 3 : 2);
  }
}

function isDigestOf(dates: readonly string[]): (one: Told) => boolean {
  return ({ date, who, text }) => who === 'CB001' && dates.includes(date) && text.includes('Bản tin thi đua');
}

function sendsOneDigestAWeek(office: Office, people: readonly string[], told: readonly Told[]): void {
  const leaders = people.filter((code) => holds(office.person(code), 'leader'));
  expect(leaders.length).toBeGreaterThan(0);
  for (const leader of leaders) {
    const digests = told.filter(({ who, text }) => who === leader && text.includes('Bản tin thi đua'));
    const weeks = digests.map(({ date }) => addDays(date, 1 - weekdayOf(date)));
    expect(new Set(weeks).size, leader).toBe(weeks.length);
    expect(weeks.length, leader).toBeGreaterThanOrEqual(46);
  }
}

function givesNamesOnlyToTheEntitled(office: Office, people: readonly string[], told: readonly Told[]): void {
  for (const { who, text, date } of told) {
    const reader = office.person(who);
    if (holds(reader, 'secretary')) continue;
    for (const code of people) {
      const named = office.person(code);
      if (code === who || !text.includes(named.fullName)) continue;
      const entitled = holds(reader, 'head') && named.divisionId === reader.divisionId;
      expect(entitled, `${named.fullName} to ${who} on ${date}`).toBe(true);
    }
  }
}

/** The year as it can be read: each moment, each text once, and who got it. */
function written(all: readonly Told[]): string {
  const moments = new Map<string, Map<string, string[]>>();
  for (const { date, time, who, text } of all) {
    const [year, month, day] = date.split('-');
    const key = `${WEEKDAYS[weekdayOf(date)]} ${day}/${month}/${year} ${time}`;
    const texts = moments.get(key) ?? new Map<string, string[]>();
    moments.set(key, texts);
    texts.set(text, [...(texts.get(text) ?? []), who]);
  }
  const lines = [...moments].flatMap(([moment, texts]) => [
    `== ${moment}`,
    ...[...texts].flatMap(([text, readers]) => [
      `-- ${readers.length} người: ${readers.join(' ')}`,
      ...text.split('\n').map((line) => `   ${line}`.trimEnd()),
    ]),
    '',
  ]);
  return `${lines.join('\n').trim()}\n`;
}

const WEEKDAYS = ['', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'];
