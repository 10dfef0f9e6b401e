import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { linkIn, openOfficeWeb } from '../support/office-web.ts';
import { localPhone, type Phone, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';
import { call } from '../web/call.ts';

const { secretary, leader, head, staff, otherStaff, admin } = CAST;

/** The sheets of the newest file that the office stored: names and rows below the header. */
async function newestFile(office: Office) {
  const folder = office.storage.dataDir.files;
  const [name, ...more] = readdirSync(folder).filter((file) => file !== 'kept');
  if (name === undefined || more.length > 0) throw new Error('not exactly one file');
  const sheets = await readXlsx(readFileSync(join(folder, name)));
  return sheets.map(({ sheet, data }) => ({
    sheet,
    header: data[3]?.map(String),
    rows: data.slice(4).map((row) => row.map((cell) => (cell === null ? '' : cell))),
  }));
}

async function asked(phone: Phone, who: string, label: string) {
  await phone.type(who, '/xuatdulieu');
  return phone.choose(who, label);
}

describe('taking a file out', () => {
  it('begins at once and ends with one message that has it', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    submitFor(office, staff);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Xuất dữ liệu');
    await phone.choose(secretary, 'Xuất bảng tính');
    const seen = await phone.choose(secretary, 'Đăng ký thi đua cá nhân');
    expect(seen.map(({ text }) => text)).toEqual([
      'Đang lập tệp “Đăng ký thi đua cá nhân”. Trợ lý sẽ gửi vào cuộc trò chuyện này.',
      'Đã lập xong: Đăng ký thi đua cá nhân.',
    ]);
    expect(seen.at(-1)?.file).toBe('dang-ky-thi-dua-ca-nhan-2022.xlsx');
    const [people, owing] = await newestFile(office);
    expect(people?.header?.slice(0, 6)).toEqual(['STT', 'Mã cán bộ', 'Họ và tên', 'Phòng, đơn vị', 'Chức vụ', 'LĐTT']);
    expect(people?.rows).toHaveLength(1);
    expect(people?.rows[0]?.slice(0, 3)).toEqual([1, staff, office.person(staff).fullName]);
    // A spreadsheet's time of day is a fraction: to the second, it is the office's half past eight.
    const submitted = people?.rows[0]?.at(-1);
    expect(Math.round(Number(submitted) / 1_000) * 1_000).toBe(Date.parse('2022-02-14T08:30:00Z'));
    expect(owing?.rows).toHaveLength(32);
  });

  it('gives a head the own division and nothing else', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(head);
    submitFor(office, staff);
    submitFor(office, otherStaff);
    const list = textOf(await phone.type(head, '/xuatdulieu'));
    expect(list).toContain(`Số liệu trong tệp là của ${office.person(head).divisionName}.`);
    expect(list).not.toContain('Tin chưa gửi được');
    await phone.choose(head, 'Đăng ký thi đua cá nhân');
    const [people, owing] = await newestFile(office);
    expect(people?.rows.map((row) => row[1])).toEqual([staff]);
    const own = new Set(
      office
        .work(({ store }) => store.members.activeInDivision(office.person(head).divisionId))
        .map(({ code }) => code),
    );
    expect(owing?.rows.every((row) => own.has(String(row[1])))).toBe(true);
  });

  it('gives leaders lists and standings of the whole office, and staff nothing', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [leader, staff, admin]) phone.link(who);
    submitFor(office, staff);
    submitFor(office, otherStaff);
    await asked(phone, leader, 'Đăng ký thi đua cá nhân');
    expect((await newestFile(office))[0]?.rows.map((row) => row[1])).toEqual([staff, otherStaff]);
    for (const who of [staff, admin]) {
      expect(textOf(await phone.type(who, '/xuatdulieu history'))).toContain('không thuộc phần việc');
    }
    expect(textOf(await phone.type(leader, '/xuatdulieu delivery'))).toContain('không thuộc phần việc');
  });

  it.each([
    ['Đăng ký thi đua tập thể', ['Tập thể']],
    ['Tình hình và chỉ tiêu', ['Theo phòng', 'Danh hiệu', 'Chỉ tiêu']],
    ['Bảng tỷ lệ', ['Tỷ lệ danh hiệu']],
    ['Thành tích', ['Cá nhân', 'Tập thể', 'Quyết định']],
    ['Tin chưa gửi được', ['Không nhận được', 'Chưa liên kết', 'Tin chưa gửi được']],
  ])('gives the secretary «%s»', async (label, sheets) => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    submitFor(office, staff);
    await asked(phone, secretary, label);
    expect((await newestFile(office)).map(({ sheet }) => sheet)).toEqual(sheets);
  });

  it('says that there is no review to take out before one is opened', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    expect(textOf(await asked(phone, secretary, 'Kết quả sơ kết'))).toContain('Chưa có số liệu để lập');
  });

  it('asks rights again when the file is written', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    await office.bot.jobs.stop();
    const body = { kind: 'text', text: '/xuatdulieu history' } as const;
    office.rich.hub.post({ clientId: 'ask', personId: secretary, displayName: '', body });
    office.change(secretary, { roles: ['staff'] });
    office.bot.jobs.start();
    await office.bot.settled();
    const seen = phone.look(secretary);
    expect(textOf(seen)).toContain('không thuộc phần việc');
    expect(seen.every(({ file }) => file === null)).toBe(true);
  });

  it('asks them a third time when the link is opened', async () => {
    const { office, phone } = await openOfficeWeb();
    phone.link(secretary);
    const link = linkIn(textOf(await asked(phone, secretary, 'Thành tích')));
    expect((await call(link)).status).toBe(200);
    office.change(secretary, { roles: ['staff', 'head'] });
    expect((await call(link)).status).toBe(404);
    office.change(secretary, { roles: ['staff', 'leader'] });
    expect((await call(link)).status).toBe(200);
  });
});

describe('a file that cannot be made', () => {
  it('is told with a code and can be asked for again by a button', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    const folder = office.storage.dataDir.files;
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, 'in the way');
    const failed = await asked(phone, secretary, 'Thành tích');
    expect(textOf(failed)).toMatch(/Chưa làm được tệp đồng chí yêu cầu.*báo quản trị mã \S+/);
    expect(failed.at(-1)?.buttons.flat()).toEqual(['Lập lại tệp']);
    renameSync(folder, `${folder}.gone`);
    renameSync(`${folder}.away`, folder);
    const again = await phone.choose(secretary, 'Lập lại tệp');
    expect(again.at(-1)?.file).toBe('thanh-tich-cac-nam-2022.xlsx');
    expect(JSON.stringify(office.log.lines)).not.toContain('Thành tích');
  });

  it('is made by the next process where one was killed in the middle, and comes once', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    await office.bot.jobs.stop();
    const body = { kind: 'text', text: '/xuatdulieu history' } as const;
    office.rich.hub.post({ clientId: 'ask', personId: secretary, displayName: '', body });
    office.work(({ store: _, now }) => office.storage.delivery.jobQueue.take(now));
    await office.restart();
    await office.bot.settled();
    const files = phone.look(secretary).filter(({ file }) => file !== null);
    expect(files.map(({ file }) => file)).toEqual(['thanh-tich-cac-nam-2022.xlsx']);
  });

  it('is given up after three such deaths, and whoever asked can ask again', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    await office.bot.jobs.stop();
    const body = { kind: 'text', text: '/xuatdulieu history' } as const;
    office.rich.hub.post({ clientId: 'ask', personId: secretary, displayName: '', body });
    const { jobQueue } = office.storage.delivery;
    for (let death = 0; death < 3; death += 1) {
      office.work(({ now }) => jobQueue.take(now));
      if (death < 2) office.work(({ now }) => jobQueue.recover(now));
    }
    await office.restart();
    await office.bot.settled();
    const told = phone.look(secretary);
    expect(textOf(told)).toContain('đã dừng giữa chừng nhiều lần');
    expect((await phone.choose(secretary, 'Lập lại tệp')).at(-1)?.file).toBe('thanh-tich-cac-nam-2022.xlsx');
  });
});
