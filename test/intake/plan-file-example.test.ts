import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Plan, Target } from '../../src/domain/plan.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';

const text = readFileSync('examples/ban-dan-toc-2022.yaml', 'utf8');
const plan = loaded();

function loaded(): Plan {
  const read = readPlanFile(text);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.plan;
}

/** What a target says, on one line: years, who, what is counted, figure, of what. */
function line(target: Target): string {
  const years = target.horizon === 'year' ? `${target.from}` : `${target.from}-${target.to}`;
  const { of, ...what } = target.measure;
  const counted = Object.values(what).join(' ');
  const figure = target.figure === null ? target.unit : `${target.figure}${target.unit === 'percent' ? '%' : ''}`;
  const sign = target.unit === 'achieved' ? '' : `${target.comparator} `;
  const base = target.denominator === null ? '' : ` of ${target.denominator.base}`;
  const unstated = target.denominator?.stated === false ? ' (not stated)' : '';
  const yearly = target.horizon === 'period' && target.yearly ? ' every year' : '';
  const ceiling = target.ceiling ? ' ceiling' : '';
  return `${years}${yearly} | ${target.subject} | ${of} ${counted} | ${sign}${figure}${base}${unstated}${ceiling}`;
}

describe('the plan of 2022 carries every figure of the issued plan', () => {
  it('for the period 2021-2025', () => {
    expect(plan.targets.filter(({ section }) => section === 'III.1').map(line)).toEqual([
      '2021-2025 | agency | grading excellent agency | achieved',
      '2021-2025 | agency | award provincial_merit_certificate agency | achieved',
      '2021-2025 | agency | award ministerial_merit_certificate agency | achieved',
      '2021-2025 | agency | title provincial_emulation_flag | achieved',
      '2021-2025 | individual | grading good individual | >= 100% of staff',
      '2021-2025 | individual | discipline reprimand | = 0',
      '2021-2025 every year | individual | title grassroots_emulation_fighter | >= 15% of staff (not stated)',
      '2021-2025 every year | individual | initiative provincial | >= 1',
      '2021-2025 every year | individual | title provincial_emulation_fighter | >= 1',
      '2021-2025 every year | individual | award provincial_merit_certificate individual | >= 1',
      '2021-2025 every year | individual | award ministerial_merit_certificate individual | >= 1',
      '2021-2025 | agency | exemplar  | >= 1',
    ]);
  });

  it('for the year 2022', () => {
    expect(plan.targets.filter(({ section }) => section === 'III.2').map(line)).toEqual([
      '2022 | individual | title advanced_worker | >= 100% of staff',
      '2022 | individual | title grassroots_emulation_fighter | >= 15% of advanced_workers ceiling',
      '2022 | collective | title advanced_labour_collective | >= 100% of divisions',
      '2022 | collective | title excellent_labour_collective | >= 20% of divisions (not stated)',
      '2022 | agency | award provincial_merit_certificate agency | achieved',
      '2022 | agency | indicator party_cell_excellent | achieved',
      '2022 | agency | indicator union_excellent | achieved',
      '2022 | agency | indicator cultural_agency | achieved',
      '2022 | agency | indicator security_and_order | achieved',
      '2022 | agency | indicator learning_unit | achieved',
      '2022 | agency | indicator provincial_tasks | >= 100% of assigned_tasks',
      '2022 | agency | indicator socio_economic_tasks | > 90% of planned_indicators',
      '2022 | individual | indicator close_to_localities | achieved',
      '2022 | agency | indicator administrative_reform_plan | achieved',
    ]);
  });

  it('and those that sections I and II set', () => {
    expect(plan.targets.filter(({ section }) => !section.startsWith('III')).map(line)).toEqual([
      '2022 | agency | indicator administrative_reform_index | > previous_year',
      '2022 | agency | indicator administrative_reform_rank | < previous_year',
      '2022 | agency | indicator national_target_programme | achieved',
      '2022 | agency | indicator higher_level_plans | achieved',
      '2022 | agency | indicator ethnic_affairs_tasks | achieved',
    ]);
  });

  it('with the reference documents by number, day and issuer', () => {
    expect(plan.documents.map(({ type, number, date, issuer }) => `${type} ${number} ${date} ${issuer}`)).toEqual([
      'Chỉ thị 19/CT-TTg 2021-07-16 Thủ tướng Chính phủ',
      'Chỉ thị 14/CT-UBND 2021-08-06 Chủ tịch UBND tỉnh',
      'Kế hoạch 01/KH-HĐTĐKT 2021-10-28 Hội đồng Thi đua - Khen thưởng tỉnh',
      'Quyết định 786/QĐ-UBDT 2021-11-16 Ủy ban Dân tộc',
      'Kế hoạch 08/KH-UBND 2022-01-20 UBND tỉnh',
      'Quyết định 93/QĐ-UBND 2022-01-24 Chủ tịch UBND tỉnh Quảng Ngãi',
    ]);
  });

  it('with the five named movements', () => {
    expect(plan.movements.map(({ name }) => name)).toEqual([
      'Cả nước đoàn kết, chung sức, đồng lòng thi đua phòng, chống và chiến thắng đại dịch Covid-19',
      'Cả nước chung sức xây dựng nông thôn mới',
      'Cả nước chung tay vì người nghèo, không để ai bị bỏ lại phía sau',
      'Doanh nghiệp Việt Nam hội nhập và phát triển',
      'Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở',
    ]);
  });

  it('with all paragraphs of sections I, II and IV, the recipients and the signer', () => {
    expect([plan.objectives, plan.contents, plan.measures].map((section) => section.length)).toEqual([5, 5, 4]);
    expect(plan.agency.recipients).toHaveLength(6);
    expect(plan.agency.recipients.at(-1)).toBe('Lưu: VT, (MT 05)');
    expect(plan.agency.signer).toEqual({ post: 'Trưởng ban', name: 'Trần Văn Mẫn' });
    expect(plan.closing).toMatch(/năm 2022\.\/\.$/);
  });
});

describe('the example', () => {
  it('marks every date as its own, since the issued plan has none', () => {
    expect(plan.milestones.map(({ kind, date, time, source }) => `${kind} ${date} ${time} ${source}`)).toEqual([
      'registration_opens 2022-02-07 08:00 example',
      'registration_closes 2022-02-28 17:00 example',
      'preliminary_review_opens 2022-06-15 08:00 example',
      'preliminary_review_closes 2022-06-30 17:00 example',
      'dossiers_due 2022-11-30 17:00 example',
      'final_review 2022-12-20 14:00 example',
    ]);
  });

  it.each(['đặt biệt', 'tăng bằng khen', 'hội hội', 'Đẫy', 'xuất sắc)', 'chiến sỹ', '2022của'])(
    'does not copy the typing error “%s”',
    (slip) => {
      expect(text.replace(/\s+/g, ' ')).not.toContain(slip);
    },
  );

  it('decides on the provincial fighter by secret ballot with nine tenths of all members', () => {
    expect(plan.votingRules.find(({ title }) => title === 'provincial_emulation_fighter')).toMatchObject({
      method: 'secret_ballot',
      base: 'all_members',
      comparator: '>=',
      numerator: 90,
      denominator: 100,
    });
  });

  it('offers enough commitments to choose from', () => {
    const options = (kind: string) => plan.commitments.filter((option) => option.for === kind || option.for === 'both');

    expect(options('individual').length).toBeGreaterThanOrEqual(8);
    expect(options('individual').length).toBeLessThanOrEqual(12);
    expect(options('collective').length).toBeGreaterThanOrEqual(4);
    expect(options('collective').length).toBeLessThanOrEqual(6);
  });

  it('says that some rules are not compared with the official text and that its dates are examples', () => {
    const read = readPlanFile(text);

    expect(read.ok && read.value.warnings.map(({ code }) => code)).toEqual(['rules_unverified', 'example_dates']);
  });
});
