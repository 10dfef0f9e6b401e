import { describe, expect, it } from 'vitest';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, openPhone, type Phone, RENDERINGS, textOf } from '../support/phone.ts';
import { divisionTarget } from '../support/steps.ts';
import { play } from '../support/transcript.ts';

const { secretary, admin, head, leader } = CAST;

async function atIndicators(change: (office: Office) => void = () => undefined): Promise<Phone> {
  const office = await openOffice();
  change(office);
  const phone = localPhone(office);
  phone.link(secretary);
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Kết quả và chỉ số');
  await phone.choose(secretary, 'Chỉ số của cơ quan');
  return phone;
}

describe.each(RENDERINGS)('a figure of the agency on %s', (rendering) => {
  it('is entered with its source and set against its target', async () => {
    const phone = await openPhone(rendering);
    phone.link(secretary);
    await play(
      phone,
      [secretary],
      [
        { who: secretary, type: '/quanly', sees: 'Kết quả và chỉ số' },
        { who: secretary, choose: 'Kết quả và chỉ số', sees: 'Chỉ số của cơ quan' },
        { who: secretary, choose: 'Chỉ số của cơ quan', sees: ['chưa có số liệu', 'Chi bộ hoàn thành xuất sắc'] },
        { who: secretary, choose: 'Xem tiếp', sees: 'nhiệm vụ do UBND tỉnh giao' },
        { who: secretary, choose: 'nhiệm vụ do UBND tỉnh giao', sees: 'từ 100% trở lên' },
        { who: secretary, choose: 'Sơ kết', sees: 'số hoàn thành, số đúng hạn' },
        { who: secretary, type: '15/16', sees: 'không được lớn hơn tổng số được giao' },
        { who: secretary, type: '16, 15, 16', sees: 'Số đúng hạn không được lớn hơn số hoàn thành' },
        { who: secretary, type: '16, 15, 14', sees: '15/16 (93,75%), đúng hạn 14' },
        { who: secretary, type: 'Báo cáo số 120/BC-UBND', sees: 'Ghi chú' },
        { who: secretary, choose: 'Bỏ qua', sees: ['Đã lưu số liệu', 'chưa đạt', '15/16'] },
      ],
    );
    expect(phone.office.storage.store.indicators.current(1, 'preliminary')).toMatchObject([
      { code: 'provincial_tasks', figure: { value: 150_000, denominator: 160_000, onTime: 140_000 } },
    ]);
    await phone.close();
  });
});

describe('a correction', () => {
  it('stands from now on, and what was entered before is kept', async () => {
    const phone = await atIndicators();
    await phone.choose(secretary, 'Xem tiếp');
    for (const [figure, note] of [
      ['16, 15, 14', 'Lần đầu'],
      ['16 16', 'Đính chính'],
    ] as const) {
      await phone.choose(secretary, 'nhiệm vụ do UBND tỉnh giao');
      await phone.choose(secretary, 'Sơ kết');
      await phone.type(secretary, figure);
      await phone.choose(secretary, 'Bỏ qua');
      await phone.type(secretary, note);
    }
    const { indicators } = phone.office.storage.store;
    expect(indicators.versions(1, 'provincial_tasks', null).map(({ figure, note }) => [figure?.value, note])).toEqual([
      [150_000, 'Lần đầu'],
      [160_000, 'Đính chính'],
    ]);
    expect(indicators.current(1, 'final')).toEqual([]);
    await phone.choose(secretary, 'nhiệm vụ do UBND tỉnh giao');
    await phone.choose(secretary, 'Sơ kết');
    expect(textOf(await phone.choose(secretary, 'Rút số liệu'))).toContain('lần nhập cũ vẫn được lưu');
    expect(indicators.current(1)).toEqual([]);
    expect(indicators.versions(1, 'provincial_tasks', null)).toHaveLength(3);
  });
});

describe('the standings', () => {
  it('count those without a figure instead of naming a page of them', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(leader);
    const seen = textOf(await phone.type(leader, '/chitieu'));
    expect(seen).toContain('Kết quả thực hiện');
    expect(seen).not.toContain('Nâng chỉ số cải cách hành chính');
    expect(seen).toContain('Chưa có số liệu: 15 chỉ tiêu khác');
    expect(textOf(await phone.type(leader, '/chitieu giaidoan'))).toContain('Mục tiêu từ 15% trở lên (cần 5)');
  });

  it('show what was entered, and know that a smaller rank is the better one', async () => {
    const phone = await atIndicators();
    await phone.choose(secretary, 'Xem tiếp');
    await phone.choose(secretary, 'nhiệm vụ do UBND');
    await phone.choose(secretary, 'Hôm nay');
    await phone.type(secretary, '16 16');
    await phone.choose(secretary, 'Bỏ qua');
    await phone.choose(secretary, 'Bỏ qua');
    const reached = '16/16 (100%), yêu cầu từ 100% trở lên: đạt chỉ tiêu';
    expect(textOf(await phone.type(secretary, '/chitieu'))).toContain(reached);
    await phone.choose(secretary, 'thứ hạng cải cách hành chính');
    await phone.choose(secretary, 'Hôm nay');
    await phone.type(secretary, '7; 9');
    await phone.choose(secretary, 'Bỏ qua');
    expect(textOf(await phone.choose(secretary, 'Bỏ qua'))).toContain('So với kế hoạch: đạt chỉ tiêu');
  });

  it('take the final figure before one of a later day', async () => {
    const office = await openOffice();
    const { id: enteredBy } = office.person(secretary);
    const one = { campaignId: 1, code: 'x', divisionId: null, note: null, source: null, enteredBy, enteredAt: 1 };
    const figure = (value: number) => ({ value, denominator: null, onTime: null, previous: null });
    office.work(({ store: { indicators } }) => {
      indicators.add({ ...one, round: 'final', asOf: '2022-02-01', figure: figure(1) });
      indicators.add({ ...one, round: 'interim', asOf: '2022-02-10', figure: figure(2) });
      expect(indicators.current(1)[0]?.figure?.value).toBe(1);
      indicators.add({ ...one, round: 'final', asOf: '2022-02-11', figure: null });
      expect(indicators.current(1)[0]?.figure?.value).toBe(2);
    });
  });
});

describe('a target that every division has to reach', () => {
  it('takes a figure of each division, and is reached when all have reached it', async () => {
    const phone = await atIndicators(divisionTarget);
    await phone.choose(secretary, 'Tập thể hoàn thành');
    await phone.choose(secretary, 'Phòng Chính sách');
    await phone.choose(secretary, 'Hôm nay');
    await phone.type(secretary, '4/4');
    await phone.choose(secretary, 'Bỏ qua');
    expect(textOf(await phone.choose(secretary, 'Bỏ qua'))).toContain('đã nhập 1 phòng');
    phone.link(head);
    expect(textOf(await phone.type(head, '/chitieu'))).toContain('hoàn thành 100% nhiệm vụ: 4/4 (100%)');
    expect(textOf(await phone.type(secretary, '/chitieu'))).toContain('nhiệm vụ: 1/5');
  });
});

describe('a day', () => {
  it('that has not come, or does not exist, is refused', async () => {
    const phone = await atIndicators();
    await phone.choose(secretary, 'Chi bộ hoàn thành xuất sắc');
    await phone.choose(secretary, 'Ngày khác');
    expect(textOf(await phone.type(secretary, '31/02/2022'))).toContain('theo dạng 30/06/2022');
    expect(textOf(await phone.type(secretary, '01/03/2022'))).toContain('Ngày này chưa đến');
    expect(textOf(await phone.type(secretary, '10/02/2022'))).toContain('Kết quả thế nào');
  });
});

describe('somebody who is not the secretary', () => {
  it('is not offered the figures', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(admin);
    expect(textOf(await phone.type(admin, '/quanly'))).not.toContain('Kết quả và chỉ số');
  });
});
