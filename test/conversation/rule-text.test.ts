import { describe, expect, it } from 'vitest';
import { sayCitation, sayFound, sayRule } from '../../src/conversation/rule-text.ts';
import type { Say } from '../../src/conversation/text-key.ts';
import { eligibility, prerequisitesOf } from '../../src/domain/eligibility.ts';
import { RULE_SETS, ruleSetById } from '../../src/domain/rule-set.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES } from '../../src/domain/title.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';

const catalogue = createCatalogue('Asia/Ho_Chi_Minh');

function vi(text: Say): string {
  return catalogue.plain(text, 'vi');
}

describe('rules in words', () => {
  it('name alternatives together', () => {
    const [, alternatives] = prerequisitesOf(ruleSetById('law-2022-decree-98'), 'grassroots_emulation_fighter');

    expect(alternatives && vi(sayRule(alternatives))).toBe(
      'một trong các điều kiện: được xếp loại hoàn thành xuất sắc nhiệm vụ, có sáng kiến, đề tài được công nhận từ cấp cơ sở trở lên',
    );
  });

  it('name nothing above what is highest', () => {
    const highest = prerequisitesOf(ruleSetById('law-2022-decree-98'), 'national_emulation_fighter')
      .map((rule) => vi(sayRule(rule)))
      .filter((text) => text.includes('sáng kiến'));

    expect(highest).toEqual(['có sáng kiến, đề tài được công nhận trên phạm vi toàn quốc']);
  });

  it('tell how far a row of years has come', () => {
    const answer = eligibility(ruleSetById('law-2003-decree-91'), 'provincial_emulation_fighter', {
      subject: 'individual',
      moment: 'pledging',
      year: 2022,
      titles: ['grassroots_emulation_fighter'],
      grading: null,
      initiatives: [{ level: 'provincial', state: 'planned' }],
      discipline: 'none',
      history: [{ year: 2021, title: 'grassroots_emulation_fighter' }],
      registered: false,
    });
    const unmet = answer.eligible ? [] : answer.unmet;

    expect(unmet.map(({ rule }) => vi(sayRule(rule)))).toEqual([
      '3 lần liên tục đạt Chiến sĩ thi đua cơ sở, tính cả năm đang xét',
    ]);
    expect(unmet.map((one) => vi(sayFound(one) ?? { key: 'nothing' }))).toEqual(['hiện có 2/3']);
  });

  it('exist for every rule of every set in both languages', () => {
    for (const set of RULE_SETS) {
      for (const title of [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES]) {
        for (const rule of prerequisitesOf(set, title)) {
          for (const locale of ['vi', 'en'] as const) {
            expect(catalogue.plain(sayRule(rule), locale)).not.toMatch(/[{}_]|^$/);
            expect(catalogue.plain(sayCitation(rule.ground), locale)).not.toMatch(/[{}_]|^$/);
          }
        }
      }
    }
  });
});

describe('a citation', () => {
  it('names clause and article as far as they are known', () => {
    expect(vi(sayCitation({ document: 'decree-91-2017', article: 9, clause: 3 }))).toBe(
      'khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP của Chính phủ',
    );
    expect(vi(sayCitation({ document: 'law-06-2022', article: 23, clause: null }))).toBe(
      'Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15',
    );
    expect(vi(sayCitation({ document: 'law-06-2026', article: null, clause: null }))).toBe(
      'Luật số 06/2026/QH16 sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng',
    );
  });
});
