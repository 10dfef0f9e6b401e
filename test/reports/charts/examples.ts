import { say } from '../../../src/conversation/text-key.ts';
import type {
  DivisionBar,
  DivisionBars,
  TargetGauge,
  TargetGauges,
  YearLine,
} from '../../../src/reports/charts/data.ts';

const OCCASION = { agency: 'Ban Dân tộc tỉnh Quảng Ngãi', year: 2022, date: '2022-06-20' } as const;

export const NAMES: readonly string[] = [
  'Văn phòng',
  'Thanh tra',
  'Phòng Chính sách Dân tộc',
  'Phòng Kế hoạch - Tổng hợp',
  'Phòng Tuyên truyền và Địa bàn',
];

/** Names that an import would not refuse: mark-up, templates, writing turned round, and a line without a space. */
export const MISCHIEVOUS: readonly string[] = [
  'Phòng <script>alert(1)</script> & "Tên" {b} {name|x}',
  'Ban \u202eđảo ngược\u202c\u0007 chữ\u0000',
  'Phòng Nghiệp vụ tổng hợp, kiểm tra, giám sát việc thực hiện chính sách dân tộc, tôn giáo và tuyên truyền vận động',
  'Khôngcókhoảngtrắng'.repeat(8),
  '',
  '中文 😀',
];

/** People of a division and how many have come how far: nobody, all, some, a crowd, an empty division. */
const COUNTS: readonly Omit<DivisionBar, 'name'>[] = [
  { people: 8, handedIn: 0, confirmed: 0, accepted: 0 },
  { people: 3, handedIn: 3, confirmed: 3, accepted: 3 },
  { people: 12, handedIn: 10, confirmed: 7, accepted: 4 },
  { people: 12_500, handedIn: 7_750, confirmed: 5_425, accepted: 1 },
  { people: 0, handedIn: 0, confirmed: 0, accepted: 0 },
];

/** Progress of so many divisions. */
export function bars(count: number, names = NAMES, of: DivisionBars['of'] = 'registration'): DivisionBars {
  const divisions = Array.from({ length: count }, (_, index): DivisionBar => {
    const counts = COUNTS[index % COUNTS.length] ?? { people: 1, handedIn: 0, confirmed: 0, accepted: 0 };
    const name = names[index % names.length] ?? '';
    const accepted = of === 'registration' ? counts.accepted : null;
    return { ...counts, accepted, name: index < names.length ? name : `${name} ${index}` };
  });
  return { kind: 'divisions', of, ...OCCASION, divisions };
}

function gauge(text: string, more: Partial<TargetGauge>): TargetGauge {
  const { actual = null, met = null } = more;
  return {
    text,
    unit: 'percent',
    comparator: '>=',
    goal: 90,
    basis: 'achieved',
    wanted: say('figure.wanted.at_least', { figure: say('figure.percent', { percent: '90' }) }),
    verdict: say(met === null ? 'targets.mark.unknown' : met ? 'targets.mark.met' : 'targets.mark.not_met'),
    ...more,
    actual,
    met,
    reached: actual === null ? null : say('chart.number', { value: actual }),
  };
}

/** Every sort of target: reached, missed, beyond its scale, a ceiling, yes or no, nothing known. */
export const GAUGES: readonly TargetGauge[] = [
  gauge('100% cá nhân đạt danh hiệu lao động tiên tiến', { goal: 100, actual: 93.93, met: false }),
  gauge('15% cá nhân đạt danh hiệu chiến sĩ thi đua cơ sở', { goal: 15, comparator: '=', actual: 12.12, met: true }),
  gauge('Giải ngân vốn', { actual: 112.5, met: true, basis: 'registered' }),
  gauge('Không quá', { unit: 'count', comparator: '<=', goal: 1_250, actual: 1_500.5, met: false }),
  gauge('Có ít nhất 01 sáng kiến', { unit: 'count', goal: 1, actual: 0, met: false }),
  gauge('Chi bộ hoàn thành xuất sắc nhiệm vụ', { unit: 'achieved', comparator: '=', goal: null, actual: 1, met: true }),
  gauge('Chưa có số liệu', {}),
  gauge('Cao hơn năm trước', { unit: 'count', comparator: '>', goal: null, actual: 83.1, met: null }),
];

/** So many targets. */
export function gauges(count: number): TargetGauges {
  const some = Array.from({ length: count }, (_, index) => GAUGES[index % GAUGES.length] ?? gauge('', {}));
  return { kind: 'targets', ...OCCASION, gauges: some };
}

/** A year in which people registered week by week. */
export function year(weeks: number, milestones = 6): YearLine {
  return {
    kind: 'year',
    ...OCCASION,
    people: 33,
    weeks: Array.from({ length: weeks }, (_, index) => ({
      date: new Date(Date.UTC(2022, 1, 6 + 7 * index)).toISOString().slice(0, 10),
      registered: Math.min(31, index * 5),
    })),
    milestones: Array.from({ length: milestones }, (_, index) => ({
      date: `2022-${String(1 + ((index * 5) % 12)).padStart(2, '0')}-15`,
      name: `Hết hạn đăng ký thi đua ${index}`,
    })),
  };
}
