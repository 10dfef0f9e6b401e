import type { ResultHolder, YearResult } from '../../src/domain/history.ts';
import { EMPTY_CONTENT, type PledgeContent, type PledgeState } from '../../src/domain/pledge.ts';
import type { Office } from './office.ts';
import { campaignIn, openRound } from './reporting.ts';
import { propose } from './steps.ts';

/** One line of the year's registrations: who, what for, and how far it came. */
interface Registered {
  readonly codes: readonly string[];
  readonly state: PledgeState;
}

const people = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `CB0${String(from + index).padStart(2, '0')}`);

/** Everybody's state: Văn phòng and Thanh tra submitted, the third division endorsed, the fourth accepted. */
const STATES: readonly Registered[] = [
  { codes: people(1, 16), state: 'submitted' },
  { codes: people(17, 22), state: 'endorsed' },
  { codes: people(23, 28), state: 'accepted' },
  { codes: ['CB029'], state: 'withdrawn' },
  { codes: ['CB032'], state: 'draft' },
  { codes: ['CB033'], state: 'returned' },
];

/** Those who also strive for CSTĐCS. */
const FIGHTERS: readonly string[] = ['CB008', 'CB009', 'CB013', 'CB017', 'CB023', 'CB024'];

function contentOf(code: string): PledgeContent {
  const common: PledgeContent = { ...EMPTY_CONTENT, grade: 'good', commitments: [{ code: null, text: 'Làm tốt' }] };
  if (code === 'CB012') return { ...common, awards: ['commendation_letter'] };
  if (!FIGHTERS.includes(code)) return { ...common, titles: ['advanced_worker'] };
  const level = code === 'CB008' ? 'provincial' : 'grassroots';
  return {
    ...common,
    titles: ['advanced_worker', 'grassroots_emulation_fighter'],
    awards: code === 'CB008' ? ['provincial_merit_certificate'] : [],
    initiative: { name: 'Số hóa hồ sơ', summary: 'Giảm thời gian rà soát', level },
  };
}

/** The example's office in the middle of 2022: registrations, a review under way, figures, and results from 2019 on. */
export function livedYear(office: Office): void {
  for (const { codes, state } of STATES) for (const code of codes) pledge(office, code, contentOf(code), state);
  for (const division of ['VP', 'TT', 'CS', 'KHTH']) collective(office, division);
  office.clock.set('2022-06-20 09:00');
  openRound(office, 'preliminary');
  for (const code of people(1, 8)) report(office, code, code <= 'CB004' ? 'confirmed' : 'submitted');
  report(office, 'CB009', 'returned');
  figures(office);
  recognisedExemplar(office);
  earlierYears(office);
}

function pledge(office: Office, code: string, content: PledgeContent, state: PledgeState): void {
  office.work(({ store, now }) => {
    const { id: memberId, divisionId } = office.person(code);
    const { id: campaignId } = campaignIn(office);
    const id = store.pledges.create({ campaignId, kind: 'individual', memberId, divisionId, draft: content, now });
    const created = store.pledges.byId(id);
    if (state === 'draft' || created === null) return;
    store.pledges.saveVersion(created, content, memberId, now);
    store.pledges.setState(id, state, now);
  });
}

function collective(office: Office, code: string): void {
  office.work(({ store, now }) => {
    const division = store.divisions.all().find((candidate) => candidate.code === code);
    if (division === undefined) throw new Error(`no division ${code}`);
    const titles = ['advanced_labour_collective', ...(code === 'CS' ? ['excellent_labour_collective' as const] : [])];
    const content = { ...EMPTY_CONTENT, titles } as PledgeContent;
    const common = { campaignId: campaignIn(office).id, kind: 'collective', memberId: null } as const;
    const id = store.pledges.create({ ...common, divisionId: division.id, draft: content, now });
    const created = store.pledges.byId(id);
    if (created !== null) store.pledges.saveVersion(created, content, office.person('CB005').id, now);
    store.pledges.setState(id, code === 'CS' ? 'accepted' : 'submitted', now);
  });
}

function report(office: Office, code: string, state: 'submitted' | 'confirmed' | 'returned'): void {
  office.work(({ store, now }) => {
    const review = store.reviews.find(campaignIn(office).id, 'preliminary');
    if (review === null) throw new Error('no review');
    const { id: memberId, divisionId } = office.person(code);
    const item = {
      key: 'own:lam tot',
      text: 'Làm tốt',
      status: 'on_track',
      figure: null,
      note: '',
      evidence: [],
    } as const;
    const content = { pledgeVersion: 1, items: [item] };
    const common = { reviewId: review.id, kind: 'individual', memberId, divisionId } as const;
    const id = store.reviewReports.create({ ...common, draft: content, now });
    const created = store.reviewReports.byId(id);
    if (created !== null) store.reviewReports.saveVersion(created, content, memberId, now);
    store.reviewReports.setState(id, state, now);
  });
}

/** All 16 of 16 tasks given by the province, and rank 7 after 9 the year before. */
function figures(office: Office): void {
  const { id: enteredBy } = office.person('CB005');
  const common = { divisionId: null, round: 'preliminary', asOf: '2022-06-15', note: null, source: null } as const;
  office.work(({ store, now }) => {
    const entry = { ...common, campaignId: campaignIn(office).id, enteredBy, enteredAt: now };
    const tasks = { value: 160_000, denominator: 160_000, onTime: null, previous: null };
    store.indicators.add({ ...entry, code: 'provincial_tasks', figure: tasks });
    const rank = { value: 70_000, denominator: null, onTime: null, previous: 90_000 };
    store.indicators.add({ ...entry, code: 'administrative_reform_rank', figure: rank });
  });
}

function recognisedExemplar(office: Office): void {
  const id = propose(office, 'CB019', 'CB020');
  propose(office, 'CB021', 'CB022');
  office.work(({ store, now }) => {
    store.exemplars.setState(id, 'listed', now);
    store.exemplars.setRecognised(id, 'UBND huyện Ba Tơ, Công văn số 12', now);
  });
}

const FIGHTER = { kind: 'title', title: 'grassroots_emulation_fighter' } as const;
const WORKER = { kind: 'title', title: 'advanced_worker' } as const;
const EXCELLENT = { kind: 'title', title: 'excellent_labour_collective' } as const;

/** CB008 three years running, CB009 two, CB010 with a gap; the third division excellent two years running. */
function earlierYears(office: Office): void {
  for (const year of [2019, 2020, 2021]) result(office, 'CB008', year, FIGHTER);
  for (const year of [2020, 2021]) result(office, 'CB009', year, FIGHTER);
  for (const year of [2019, 2021]) result(office, 'CB010', year, FIGHTER);
  for (const code of ['CB008', 'CB009', 'CB010', 'CB011']) result(office, code, 2021, WORKER);
  for (const year of [2020, 2021]) result(office, 'CS', year, EXCELLENT);
  result(office, 'CB008', 2021, { kind: 'initiative', level: 'provincial', name: 'Bản đồ số' });
  result(office, 'CB009', 2021, { kind: 'award', award: 'provincial_merit_certificate' });
}

function result(office: Office, code: string, year: number, achievement: YearResult['achievement']): void {
  office.work(({ store, now }) => {
    const person = store.members.byCode(code);
    const division = store.divisions.all().find((candidate) => candidate.code === code);
    const holder: ResultHolder =
      person === null ? { of: 'division', divisionId: division?.id ?? 0 } : { of: 'person', memberId: person.id };
    const decision = { number: `${year}/QĐ-BDT`, date: `${year}-12-20`, authority: 'Trưởng ban' };
    store.yearResults.add({
      holder,
      year,
      achievement,
      decision,
      enteredBy: office.person('CB005').id,
      enteredAt: now,
    });
  });
}
