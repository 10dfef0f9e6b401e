import { describe, expect, it } from 'vitest';
import { CAST } from '../support/office.ts';
import { linkIn, type OfficeWeb, openOfficeWeb } from '../support/office-web.ts';
import { textOf } from '../support/phone.ts';
import { call } from '../web/call.ts';

const { secretary, head, leader, staff } = CAST;

/** The address of the slips with everybody's codes. */
async function slips({ phone }: OfficeWeb): Promise<string> {
  phone.link(secretary);
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Cán bộ');
  await phone.choose(secretary, 'Cấp mã');
  return linkIn(textOf(await phone.choose(secretary, 'chưa liên kết')));
}

/** The address of an export that somebody asked for. */
async function exported({ phone }: OfficeWeb, who: string): Promise<string> {
  phone.link(who);
  return linkIn(textOf(await phone.type(who, '/xuatdulieu standings')));
}

const status = async (link: string): Promise<number> => (await call(link)).status;

describe('a link to a file of an office', () => {
  it('with everybody’s codes is the desk’s: the secretary’s and the administrator’s', async () => {
    const web = await openOfficeWeb();
    const link = await slips(web);
    expect(await status(link)).toBe(200);
    web.office.change(secretary, { roles: ['staff', 'admin'] });
    expect(await status(link)).toBe(200);
    web.office.change(secretary, { roles: ['staff', 'member', 'teller', 'leader', 'head'] });
    expect(await status(link)).toBe(404);
  });

  it.each([
    [secretary, ['staff', 'head'], 404],
    [secretary, ['staff', 'leader'], 200],
    [leader, ['staff', 'head'], 404],
    [head, ['staff'], 404],
    [head, ['staff', 'secretary'], 200],
  ] as const)('of the standings made for %s is asked of %j: %i', async (who, roles, expected) => {
    const web = await openOfficeWeb();
    const link = await exported(web, who);
    expect(await status(link)).toBe(200);
    web.office.change(who, { roles });
    expect(await status(link)).toBe(expected);
  });

  it('of the own division is not good for another division that its head moved to', async () => {
    const web = await openOfficeWeb();
    const link = await exported(web, head);
    web.office.change(head, { divisionCode: 'VP' });
    expect(await status(link)).toBe(404);
  });

  it('is nothing for whoever left', async () => {
    const web = await openOfficeWeb();
    const link = await exported(web, leader);
    web.office.change(leader, { active: false });
    expect(await status(link)).toBe(404);
  });
});

describe('a link to the own data', () => {
  it('is nothing for whoever left, though no right stands behind it', async () => {
    const { office, phone } = await openOfficeWeb();
    phone.link(staff);
    await phone.type(staff, '/caidat');
    await phone.choose(staff, 'Dữ liệu của tôi');
    const link = linkIn(textOf(await phone.choose(staff, 'Tải bảng tính')));
    expect(await status(link)).toBe(200);
    office.change(staff, { active: false });
    expect(await status(link)).toBe(404);
  });
});

describe('an address to send a file, opened after the right ended', () => {
  it('hands in nothing: the question is the secretary’s no more', async () => {
    const web = await openOfficeWeb();
    const { phone, office } = web;
    phone.link(secretary);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Cán bộ');
    const link = linkIn(textOf(await phone.choose(secretary, 'Cập nhật danh sách')));
    office.change(secretary, { roles: ['staff'] });
    const form = new FormData();
    form.append('file', new Blob(['Mã cán bộ,Họ và tên,Phòng\nCB900,Lâm Thị Mới,Văn phòng\n']), 'list.csv');
    await fetch(link, { method: 'POST', body: form, redirect: 'manual' });
    await office.bot.settled();
    expect(textOf(phone.look(secretary))).toContain('không thuộc phần việc của đồng chí');
    const jobs = office.storage.database.sqlite.prepare("SELECT count(*) FROM job WHERE kind = 'read_staff_list'");
    expect(jobs.pluck().get()).toBe(0);
    expect(office.storage.store.members.byCode('CB900')).toBeNull();
  });
});
