import type { Campaign, Work } from '../../src/app/ports.ts';
import { historyByName, standings } from '../../src/app/standings.ts';
import { digestNow } from '../../src/app/weekly-digest.ts';
import { digestLines } from '../../src/conversation/digest/wording.ts';
import type { PledgeContent } from '../../src/domain/pledge.ts';
import type { ReportContent } from '../../src/domain/review-content.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import type { OpenedStorage } from '../../src/open-storage.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import type { Database } from '../../src/storage/database.ts';
import { officeClock, ZONE } from '../support/office-clock.ts';
import { prepareOffice } from './office.ts';
import { FIRST, grow } from './reminders.ts';
import { measured } from './rounds.ts';
import { median } from './table.ts';

/** What looking at a whole office took, in milliseconds of the processor. */
export interface Looking {
  readonly people: number;
  /** Everything read and counted. */
  readonly standings: number;
  /** Three years of every holder, by name. */
  readonly history: number;
  /** The digest: standings, what moved, the stored bytes. */
  readonly digest: number;
  /** The digest in words. */
  readonly wording: number;
  readonly bytes: number;
  /** The database with everybody's pledge, report and titles of three years. */
  readonly databaseBytes: number;
}

const START = '2022-06-20 09:00';
const DATABASE_BYTES = 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size';
/** Each is done so often, and the middle one is told. */
const TIMES = 5;

const PLEDGE: PledgeContent = {
  titles: ['advanced_worker', 'grassroots_emulation_fighter'],
  awards: [],
  grade: 'good',
  initiative: {
    name: 'Số hóa hồ sơ người có uy tín',
    summary: 'Giảm thời gian rà soát. '.repeat(20),
    level: 'grassroots',
  },
  commitments: Array.from({ length: 6 }, (_, index) => ({
    code: `c${index}`,
    text: 'Hoàn thành nhiệm vụ được giao. '.repeat(4),
  })),
};
const REPORT: ReportContent = {
  pledgeVersion: 1,
  items: Array.from({ length: 7 }, (_, index) => ({
    key: `plan:c${index}`,
    text: 'Hoàn thành nhiệm vụ được giao. '.repeat(4),
    status: 'on_track',
    figure: null,
    note: 'Theo kế hoạch, không có vướng mắc',
    evidence: [],
  })),
};

/** An office of `people` who have all registered, reported, and been recorded for three years. */
export async function inFullOffice<T>(
  people: number,
  look: (storage: OpenedStorage, campaign: Campaign, now: number) => Promise<T>,
): Promise<T> {
  const clock = officeClock(START);
  const office = await prepareOffice(FIRST, clock.now());
  try {
    const storage = office.copy('standings');
    const { store, unitOfWork, database } = storage;
    unitOfWork.run(() => grow(database, people, clock.now()));
    const campaign = store.campaigns.current();
    if (campaign === null) throw new Error('no campaign');
    unitOfWork.run(() => fill(database, campaign, clock.now()));
    const looked = await look(storage, campaign, clock.now());
    storage.close();
    return looked;
  } finally {
    office.remove();
  }
}

/** Looks at such an office. */
export function lookAtOffice(people: number): Promise<Looking> {
  return inFullOffice(people, async ({ store, unitOfWork, database }, campaign, now) => {
    const work: Work = { store, now, random: systemRandomness, zone: ZONE };
    const [reader] = store.members.active();
    if (reader === undefined) throw new Error('an office without people');
    const secretary = { ...reader, roles: ['staff', 'secretary'] as const };
    const catalogue = createCatalogue(ZONE);
    const digest = unitOfWork.run(() => digestNow(work, campaign, '2022-06-20'));
    const body = JSON.stringify(digest);
    if (digest.standings.registration.handedIn < people) throw new Error('not everybody registered');
    return {
      people,
      standings: await middle(() => unitOfWork.run(() => standings(work, campaign, null))),
      history: await middle(() => unitOfWork.run(() => historyByName(work, campaign, secretary, null))),
      digest: await middle(() => JSON.stringify(unitOfWork.run(() => digestNow(work, campaign, '2022-06-20')))),
      wording: await middle(() => digestLines(digest, (text) => catalogue.plain(text, 'vi').length)),
      bytes: body.length,
      databaseBytes: Number(database.sqlite.prepare(DATABASE_BYTES).pluck().get()),
    };
  });
}

async function middle(work: () => unknown): Promise<number> {
  await measured(work);
  const costs: number[] = [];
  for (let time = 0; time < TIMES; time += 1) costs.push((await measured(work)).processor / 1e3);
  return median(costs);
}

/** Everybody's accepted pledge, their report in an open review, and titles of three years. */
function fill({ sqlite }: Database, { id: campaign }: Campaign, now: number): void {
  const values = { campaign, now, pledge: JSON.stringify(PLEDGE), report: JSON.stringify(REPORT) };
  sqlite
    .prepare(
      `INSERT INTO pledge (campaign_id, kind, member_id, division_id, state, version, draft, content, submitted_at, updated_at)
       SELECT :campaign, 'individual', id, division_id, 'accepted', 1, NULL, :pledge, CAST(:now AS INTEGER), CAST(:now AS INTEGER) FROM member`,
    )
    .run(values);
  sqlite
    .prepare(
      `INSERT INTO review (campaign_id, round, state, opened_at) VALUES (:campaign, 'preliminary', 'open', CAST(:now AS INTEGER))`,
    )
    .run(values);
  sqlite
    .prepare(
      `INSERT INTO review_report (review_id, kind, member_id, division_id, state, version, draft, content, submitted_at, updated_at)
       SELECT (SELECT max(id) FROM review), 'individual', id, division_id, 'submitted', 1, NULL, :report, CAST(:now AS INTEGER), CAST(:now AS INTEGER) FROM member`,
    )
    .run(values);
  sqlite
    .prepare(
      `WITH year(y) AS (VALUES (2019), (2020), (2021))
       INSERT INTO award_record (holder, member_id, year, kind, code, decision_number, decision_date, authority, entered_by, entered_at)
       SELECT 'person', id, CAST(y AS INTEGER), 'title', 'advanced_worker', '1/QĐ', y || '-12-20', 'Trưởng ban', id, CAST(:now AS INTEGER) FROM member, year`,
    )
    .run(values);
}
