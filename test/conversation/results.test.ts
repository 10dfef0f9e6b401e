import { describe, expect, it } from 'vitest';
import { recordDiscipline, recordResult } from '../../src/app/history.ts';
import type { Title } from '../../src/domain/title.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';

const { staff, colleague, head, secretary } = CAST;
const decision = { number: '15/QĐ-BDT', date: '2021-12-20', authority: 'Trưởng ban' };

function fighter(office: Office, code: string, years: readonly number[]): void {
  office.work((work) => {
    const holder = { of: 'person', memberId: office.person(code).id } as const;
    const title: Title = 'grassroots_emulation_fighter';
    for (const year of years) {
      recordResult(work, office.person(secretary), { holder, year, achievement: { kind: 'title', title }, decision });
    }
  });
}

describe('a result of a year', () => {
  it('is recorded with its decision, shown to its holder, and cancelled with a reason', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    phone.link(staff);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Kết quả và chỉ số');
    await phone.choose(secretary, 'Kết quả các năm');
    await phone.choose(secretary, 'Cá nhân');
    await phone.type(secretary, staff);
    await phone.choose(secretary, 'Ghi kết quả mới');
    expect(textOf(await phone.type(secretary, '2030'))).toContain('Kết quả nào của năm 2030');
    await phone.type(secretary, '/quaylai');
    await phone.type(secretary, '2021');
    await phone.choose(secretary, 'Sáng kiến cấp tỉnh');
    await phone.type(secretary, 'Số hóa hồ sơ');
    await phone.type(secretary, '15/QĐ-UBND');
    expect(textOf(await phone.type(secretary, '40/12/2021'))).toContain('theo dạng 30/06/2022');
    await phone.type(secretary, '20/12/2021');
    const line =
      '2021: Sáng kiến cấp tỉnh: Số hóa hồ sơ (Quyết định số 15/QĐ-UBND ngày 20/12/2021, Chủ tịch UBND tỉnh)';
    expect(textOf(await phone.type(secretary, 'Chủ tịch UBND tỉnh'))).toContain(line);
    expect(textOf(await phone.type(staff, '/dangkycuatoi'))).toContain(line);
    await phone.choose(secretary, 'Hủy mục 1');
    expect(textOf(await phone.type(secretary, 'Ghi nhầm người'))).toContain('Chưa ghi kết quả nào');
    expect(textOf(await phone.type(staff, '/dangkycuatoi'))).not.toContain('Số hóa hồ sơ');
  });

  it('is not taken twice, nor for a year to come, nor from anybody but the secretary', async () => {
    const office = await openOffice();
    office.work((work) => {
      const holder = { of: 'agency' } as const;
      const result = { holder, year: 2021, achievement: { kind: 'grade', grade: 'excellent' } as const, decision };
      const by = office.person(secretary);
      expect(recordResult(work, by, result).ok).toBe(true);
      expect(recordResult(work, by, result)).toMatchObject({ error: 'result_known' });
      expect(recordResult(work, by, { ...result, year: 2030 })).toMatchObject({ error: 'result_year_invalid' });
      const ahead = { ...decision, date: '2022-12-31' };
      expect(recordResult(work, by, { ...result, year: 2020, decision: ahead })).toMatchObject({
        error: 'result_date_ahead',
      });
      expect(recordResult(work, office.person(head), result)).toMatchObject({ error: 'not_allowed' });
    });
  });
});

describe('three years in a row', () => {
  it('are counted from the records when somebody registers', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    phone.link(colleague);
    fighter(office, staff, [2020, 2021]);
    fighter(office, colleague, [2019, 2021]);
    const review = async (who: string): Promise<string> => {
      await phone.type(who, '/dangky');
      for (const title of ['Lao động tiên tiến', 'thi đua cơ sở', 'thi đua cấp tỉnh']) await phone.choose(who, title);
      for (const answer of ['Xong', 'Không đăng ký', 'xuất sắc', 'Có, ']) await phone.choose(who, answer);
      for (const text of ['Số hóa hồ sơ', 'Nhanh hơn']) await phone.type(who, text);
      await phone.choose(who, 'Cấp tỉnh');
      await phone.choose(who, 'kỷ cương');
      return textOf(await phone.choose(who, 'Xong'));
    };
    expect(await review(staff)).not.toContain('lần liên tục');
    expect(await review(colleague)).toContain('hiện có 2/3');
  });
});

describe('a disciplinary measure', () => {
  it('is seen by the secretary and the person, by nobody else', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [staff, head, secretary]) phone.link(who);
    office.work((work) => {
      const { id: memberId } = office.person(staff);
      recordDiscipline(work, office.person(secretary), { memberId, year: 2021, level: 'reprimand', decision });
    });
    expect(textOf(await phone.type(staff, '/dangkycuatoi'))).toContain('Kỷ luật: khiển trách');
    expect(textOf(await phone.type(head, '/dangkycuatoi'))).not.toContain('khiển trách');
    for (const word of ['/quanly', '/chitieu', '/pheduyet']) {
      expect(textOf(await phone.type(head, word)), word).not.toContain('Kỷ luật: khiển trách');
    }
  });
});
