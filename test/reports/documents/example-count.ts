import type { Course } from '../../../src/domain/ballot/course.ts';
import type { Election, RollEntry } from '../../../src/domain/ballot/election.ts';
import { resultOf } from '../../../src/domain/ballot/result.ts';
import type { Title } from '../../../src/domain/title.ts';
import { instantOf } from '../../../src/lib/office-time.ts';
import type { CountMinutes } from '../../../src/reports/documents/count-minutes.ts';
import { planOf } from '../../storage/setup.ts';
import { ZONE } from '../../support/office-clock.ts';

export const PLAN = planOf(2022);

const at = (date: string, time: string): number => instantOf(date, time, ZONE);

const MEMBERS = [
  'Huỳnh Bảo Khang',
  'Nguyễn Thị Hoa',
  'Lê Quang Vinh',
  'Phạm Minh Châu',
  'Đinh Văn Rin',
  'Hồ Thị Lan',
  'Võ Ngọc Ánh',
] as const;

const NOMINATED: readonly Title[] = ['grassroots_emulation_fighter', 'provincial_emulation_fighter'];

/** A round of the example office: seven members, two titles, one ballot on paper, one member absent. */
export const ELECTION: Election = {
  year: 2022,
  name: 'Xét danh hiệu thi đua năm 2022',
  council: PLAN.council.name,
  roll: MEMBERS.map((name, index) => ({
    code: `CB00${index + 1}`,
    name,
    post: index === 0 ? 'chair' : index === 1 ? 'secretary' : 'member',
    way: index === 5 ? 'paper' : 'electronic',
  })),
  nominees: [
    { number: 1, title: 'grassroots_emulation_fighter', code: 'CB003', name: 'Lê Quang Vinh', division: 'Văn phòng' },
    {
      number: 2,
      title: 'grassroots_emulation_fighter',
      code: 'CB019',
      name: 'Phạm Thị Kiều',
      division: 'Phòng Chính sách Dân tộc',
    },
    {
      number: 3,
      title: 'grassroots_emulation_fighter',
      code: 'CB025',
      name: 'Đặng Hữu Phước',
      division: 'Phòng Kế hoạch - Tổng hợp',
    },
    {
      number: 4,
      title: 'provincial_emulation_fighter',
      code: 'CB019',
      name: 'Phạm Thị Kiều',
      division: 'Phòng Chính sách Dân tộc',
    },
  ],
  rules: PLAN.votingRules
    .filter(({ title }) => NOMINATED.includes(title))
    .map((voting) => ({ voting, places: voting.title === 'grassroots_emulation_fighter' ? 1 : null })),
  window: { from: at('2022-12-05', '08:00'), until: at('2022-12-06', '16:00') },
  casting: 'chat_and_page',
  custody: {
    by: 'tellers',
    needed: 2,
    tellers: [
      { code: 'CB010', name: 'Bùi Thị Thu' },
      { code: 'CB011', name: 'Ngô Đức Hải' },
      { code: 'CB012', name: 'Lý Thị Sen' },
    ],
  },
};

export const ROLL: readonly RollEntry[] = ELECTION.roll.map(({ code, way }) => ({
  code,
  way,
  voted: code !== 'CB007',
}));

export const COURSE: Course = {
  state: 'counted',
  deadline: at('2022-12-07', '09:00'),
  openedAt: at('2022-12-05', '08:00'),
  closedAt: at('2022-12-07', '09:00'),
  closedBy: 'deadline',
  countedAt: at('2022-12-07', '09:30'),
  publishedAt: null,
  voided: null,
  postponements: [
    {
      from: at('2022-12-06', '16:00'),
      until: at('2022-12-07', '09:00'),
      reason: 'Zalo không nhận được tin từ 14 giờ',
      at: at('2022-12-06', '15:00'),
    },
  ],
};

const line = (agree: number, disagree: number, noOpinion: number, invalid = 0) => ({
  agree,
  disagree,
  noOpinion,
  invalid,
});

/** Six of seven members voted; on the first title more pass than its one place. */
export const COUNT: CountMinutes = {
  exceptions: [
    {
      name: 'Phạm Thị Kiều',
      title: 'grassroots_emulation_fighter',
      reason: 'Sáng kiến được xét công nhận tại phiên họp này',
    },
  ],
  agency: PLAN.agency,
  number: null,
  date: '2022-12-07',
  countingPlace: 'Phòng họp Ban Dân tộc tỉnh Quảng Ngãi',
  tellers: ['Bùi Thị Thu', 'Ngô Đức Hải', 'Lý Thị Sen'],
  election: ELECTION,
  course: COURSE,
  roll: ROLL,
  result: resultOf(
    ELECTION,
    { voted: 6, paper: 1 },
    new Map([
      [1, line(5, 0, 1)],
      [2, line(6, 0, 0)],
      [3, line(2, 2, 1, 1)],
      [4, line(6, 0, 0)],
    ]),
  ),
};
