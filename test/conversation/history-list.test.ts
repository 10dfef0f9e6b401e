import { describe, expect, it } from 'vitest';
import { titlesHeld } from '../../src/app/history.ts';
import { consecutiveYears } from '../../src/domain/history.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { linkIn, openOfficeWeb } from '../support/office-web.ts';
import { localPhone, nextClientId, type Phone, textOf } from '../support/phone.ts';
import { call } from '../web/call.ts';

const { secretary, admin, staff } = CAST;

const LIST = [
  'Mã;Họ và tên;Năm;Danh hiệu;Số QĐ;Ngày ký;Cơ quan ban hành',
  `${staff};;2019;LĐTT;9/QĐ-BDT;15/12/2019;Trưởng ban`,
  `${staff};;2020;LĐTT;9/QĐ-BDT;15/12/2020;Trưởng ban`,
  `${staff};;2021;LĐTT;15/QĐ-BDT;15/12/2021;Trưởng ban`,
  'CB999;;2021;LĐTT;15/QĐ-BDT;15/12/2021;Trưởng ban',
].join('\n');

async function send(office: Office, phone: Phone, who: string, list: string): Promise<string> {
  const bytes = new TextEncoder().encode(list);
  const body = { kind: 'file', name: 'quyet-dinh.csv', mime: 'text/csv', bytes } as const;
  office.rich.hub.post({ clientId: nextClientId(), personId: who, displayName: who, body });
  await office.bot.settled();
  return textOf(phone.look(who));
}

async function atTheFile(office: Office, phone: Phone): Promise<void> {
  if (office.work(({ store }) => store.identities.ofMember(office.person(secretary).id)).length === 0)
    phone.link(secretary);
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Kết quả và chỉ số');
  await phone.choose(secretary, 'Nhập kết quả các năm');
}

function heldBy(office: Office, code: string) {
  return office.work((work) => titlesHeld(work, { of: 'person', memberId: office.person(code).id }));
}

describe('results of past years from a file', () => {
  it('are shown first, recorded when confirmed, and count as years in a row', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    await atTheFile(office, phone);
    const seen = await send(office, phone, secretary, LIST);
    expect(seen).toContain('Mới: 3 · Thay đổi: 0 · Không đổi: 0 · Lỗi: 1');
    expect(seen).toContain('Dòng 5: không có cán bộ hoặc phòng nào có mã “CB999”.');
    expect(heldBy(office, staff)).toEqual([]);
    expect(textOf(await phone.choose(secretary, 'Ghi vào hệ thống'))).toContain(
      'Đã ghi: 3 kết quả mới, thay 0. Dòng lỗi không ghi: 1.',
    );
    expect(consecutiveYears(heldBy(office, staff), 'advanced_worker', 2021)).toBe(3);
  });

  it('change nothing when they come again, and keep what they replace', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    await atTheFile(office, phone);
    await send(office, phone, secretary, LIST);
    await phone.choose(secretary, 'Ghi vào hệ thống');
    await atTheFile(office, phone);
    const again = await send(office, phone, secretary, LIST);
    expect(again).toContain('Mới: 0 · Thay đổi: 0 · Không đổi: 3 · Lỗi: 1');
    expect(again).not.toContain('Ghi vào hệ thống');
    await atTheFile(office, phone);
    const corrected = await send(office, phone, secretary, LIST.replace('15/QĐ-BDT', '51/QĐ-BDT'));
    expect(corrected).toContain('Thay đổi: 1');
    expect(corrected).toContain('đang ghi 2021: Lao động tiên tiến (Quyết định số 15/QĐ-BDT');
    await phone.choose(secretary, 'Ghi vào hệ thống');
    const rows = office.storage.database.sqlite
      .prepare('SELECT decision_number, cancel_reason FROM award_record WHERE year = 2021 ORDER BY id')
      .all();
    expect(rows).toEqual([
      { decision_number: '15/QĐ-BDT', cancel_reason: 'Thay theo danh sách quyết định nhập từ tệp' },
      { decision_number: '51/QĐ-BDT', cancel_reason: null },
    ]);
  });

  it('come by a link where the messenger takes no files', async () => {
    const { office, phone } = await openOfficeWeb();
    phone.link(secretary);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Kết quả và chỉ số');
    const asked = textOf(await phone.choose(secretary, 'Nhập kết quả các năm'));
    const form = new FormData();
    form.set('file', new File([LIST], 'quyet-dinh.csv', { type: 'text/csv' }));
    await fetch(linkIn(asked), { method: 'POST', body: form });
    await office.bot.settled();
    expect(textOf(phone.look(secretary))).toContain('Mới: 3');
    expect((await call(linkIn(asked))).status).toBe(200);
  });

  it('are not an administrator’s to record', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(admin);
    expect(textOf(await phone.type(admin, '/quanly'))).not.toContain('Kết quả và chỉ số');
  });

  it('have a template that is read back filled in', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    await atTheFile(office, phone);
    const seen = await phone.choose(secretary, 'Nhận tệp mẫu');
    expect(seen.at(-1)?.file).toBe('mau-ket-qua-cac-nam.xlsx');
  });
});
