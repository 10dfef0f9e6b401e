import type { IndicatorValue } from '../../../src/domain/indicator.ts';
import type { Person } from '../../../src/domain/person.ts';
import { EMPTY_CONTENT, type Pledge, type PledgeContent } from '../../../src/domain/pledge.ts';
import type { StandingsFacts } from '../../../src/domain/standings/facts.ts';
import { standingsOf } from '../../../src/domain/standings/standings.ts';
import type { CampaignReport } from '../../../src/reports/documents/campaign-report.ts';
import type { CouncilSession } from '../../../src/reports/documents/council-minutes.ts';
import type { PaperDetails } from '../../../src/reports/documents/letterhead.ts';
import type { RegisteredDivision, RegisteredPerson } from '../../../src/reports/documents/registration-lists.ts';
import type { Submission } from '../../../src/reports/documents/submission.ts';
import type { VoidMinutes } from '../../../src/reports/documents/void-minutes.ts';
import { COUNT, COURSE, ELECTION, PLAN } from './example-count.ts';

/** Number and day are written in by hand. */
export const BLANK: PaperDetails = { agency: PLAN.agency, year: 2022, number: null, date: null };
export const NUMBERED: PaperDetails = { ...BLANK, number: '05', date: '2022-02-05' };

const fighter: PledgeContent = {
  ...EMPTY_CONTENT,
  titles: ['advanced_worker', 'grassroots_emulation_fighter'],
  awards: ['provincial_merit_certificate'],
  initiative: {
    name: 'Số hóa hồ sơ chính sách dân tộc phục vụ tra cứu tại cơ sở',
    summary: '',
    level: 'provincial',
  },
};
const worker: PledgeContent = { ...EMPTY_CONTENT, titles: ['advanced_worker'] };

export const PEOPLE: readonly RegisteredPerson[] = [
  { name: 'Lê Quang Vinh', position: 'Chánh Văn phòng', division: 'Văn phòng', content: fighter },
  { name: 'Nguyễn Thị Hoa', position: 'Chuyên viên', division: 'Văn phòng', content: worker },
  { name: 'Phạm Thị Kiều', position: 'Chuyên viên', division: 'Phòng Chính sách Dân tộc', content: fighter },
  { name: 'Đinh Văn Rin', position: '', division: 'Phòng Tuyên truyền và Địa bàn', content: worker },
];

export const DIVISIONS: readonly RegisteredDivision[] = [
  {
    division: 'Văn phòng',
    people: 9,
    advancedWorkers: 8,
    grassrootsFighters: 1,
    content: { ...EMPTY_CONTENT, titles: ['advanced_labour_collective', 'excellent_labour_collective'] },
  },
  {
    division: 'Phòng Chính sách Dân tộc',
    people: 6,
    advancedWorkers: 6,
    grassrootsFighters: 1,
    content: { ...EMPTY_CONTENT, titles: ['advanced_labour_collective'], awards: ['commendation_letter'] },
  },
];

const [FIRST, SECOND] = PLAN.divisions.map(({ code, name }, index) => ({ id: index + 1, code, name }));
const divisions = [FIRST, SECOND].flatMap((division) => division ?? []);

const people: readonly Person[] = PEOPLE.map(({ name, position, division }, index) => ({
  id: index + 1,
  code: `CB01${index}`,
  fullName: name,
  position,
  divisionId: division === 'Văn phòng' ? 1 : 2,
  divisionCode: division === 'Văn phòng' ? 'VP' : 'TT',
  divisionName: division,
  roles: ['staff'],
  councilPost: null,
  employment: 'civil_servant',
  phone: null,
  locale: null,
  active: true,
}));

const pledges: readonly Pledge[] = PEOPLE.slice(0, 3).map(({ content }, index) => ({
  id: index + 1,
  campaignId: 1,
  kind: 'individual',
  memberId: index + 1,
  divisionId: index < 2 ? 1 : 2,
  state: index < 2 ? 'accepted' : 'submitted',
  version: 1,
  draft: null,
  content,
  submittedAt: 0,
  lateUntil: null,
  updatedAt: 0,
}));

const indicators: readonly IndicatorValue[] = [
  {
    id: 1,
    campaignId: 1,
    code: 'provincial_tasks',
    divisionId: null,
    round: 'preliminary',
    asOf: '2022-06-30',
    figure: { value: 420_000, denominator: 440_000, onTime: 400_000, previous: null },
    note: null,
    source: null,
    enteredBy: 1,
    enteredAt: 0,
  },
];

const FACTS: StandingsFacts = {
  // 08:00 in Hà Nội
  at: Date.parse('2022-07-01T01:00:00Z'),
  plan: PLAN,
  divisions,
  people,
  pledges,
  reviews: [],
  results: [],
  indicators,
  exemplars: [{ state: 'listed', divisionId: 1, spread: true, recognisedBy: null }],
  recognised: new Map(),
};

export const REPORT: CampaignReport = {
  ...BLANK,
  plan: PLAN,
  round: 'preliminary',
  standings: standingsOf(FACTS, null),
  years: [],
};

export const FINAL: CampaignReport = {
  ...REPORT,
  round: 'final',
  standings: standingsOf(
    {
      ...FACTS,
      results: [
        {
          id: 1,
          year: 2022,
          holder: { of: 'person', memberId: 1 },
          achievement: { kind: 'title', title: 'advanced_worker' },
        },
      ],
    },
    null,
  ),
  years: [{ year: 2022, titles: [{ title: 'advanced_worker', holders: 1 }], awards: [], initiatives: [] }],
};

export const VOID: VoidMinutes = {
  ...COUNT,
  course: { ...COURSE, state: 'void', countedAt: null },
  voided: { cause: 'quorum_missed', reason: null, at: COURSE.deadline },
};

export const SESSION: CouncilSession = {
  ...BLANK,
  council: PLAN.council.name,
  members: ELECTION.roll.map(({ name, post }) => ({
    name,
    post,
    position: post === 'chair' ? 'Trưởng ban' : 'Trưởng phòng',
  })),
  votes: [{ method: 'secret_ballot', election: ELECTION, result: COUNT.result }],
};

export const PROPOSAL: Submission = {
  ...BLANK,
  council: PLAN.council.name,
  basis: ['law-15-2003', 'law-39-2013', 'decree-91-2017'],
  votes: SESSION.votes,
};
