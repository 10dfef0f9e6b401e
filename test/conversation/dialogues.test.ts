import { describe, expect, it } from 'vitest';
import { atStep } from '../support/at-step.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, openPhone, textOf, textPhone } from '../support/phone.ts';
import { sendStaffList } from '../support/steps.ts';

const { staff, head, secretary, admin } = CAST;

describe('a dialogue', () => {
  it('goes on after a restart, with the buttons that are on the screen', async () => {
    const { phone, office, who } = await atStep('register.grade');
    const token = tokenOf(office, who, 1);
    await office.restart();
    await happen(office, event(who, { kind: 'choice', token }));
    expect(standing(office, who)).toBe('register.initiative');
    expect(textOf(phone.look(who))).toContain('sáng kiến');
    expect(office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft?.grade).toBe('excellent');
  });

  it('goes on in the middle on the other channel', async () => {
    const office = await openOffice();
    const [rich, text] = [localPhone(office), textPhone(office)];
    rich.link(staff);
    text.link(staff);
    await rich.type(staff, '/dangky');
    await rich.choose(staff, 'Lao động tiên tiến');
    expect(textOf(await text.type(staff, 'tôi đây'))).toContain('trong một cuộc trò chuyện khác');
    await text.choose(staff, 'Xong');
    expect(standing(office, staff)).toBe('register.awards');
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.draft?.titles).toEqual([
      'advanced_worker',
    ]);
  });

  it('that was left is on record as a draft, which is no version yet', async () => {
    const { phone, who } = await atStep('register.grade');
    await phone.type(who, '/huy');
    const seen = textOf(await phone.type(who, '/dangkycuatoi'));
    expect(seen).toContain('đang soạn');
    expect(seen).not.toContain('phiên bản');
  });

  it('does not take a number for a question that is shown in another chat', async () => {
    const office = await openOffice();
    const [rich, text] = [localPhone(office), textPhone(office)];
    rich.link(staff);
    text.link(staff);
    await text.type(staff, 'xin chào');
    await rich.type(staff, '/caidat');
    await rich.choose(staff, 'Hủy liên kết');
    await text.type(staff, '2');
    expect(standing(office, staff)).toBe('settings.unlink');
    expect(office.storage.store.identities.ofMember(office.person(staff).id)).toHaveLength(2);
  });

  it('ends for somebody who has lost the right to it', async () => {
    const { phone, office, who } = await atStep('manage.late_reason');
    office.change(who, { roles: ['staff', 'member'] });
    const seen = textOf(await phone.type(who, 'Đi công tác dài ngày'));
    expect(seen).toContain('không thuộc phần việc của đồng chí');
    expect(standing(office, who)).toBe('menu.pick');
    expect(office.storage.store.pledges.all(1)).toEqual([]);
  });

  it('about a division ends for a head who leads it no more', async () => {
    const phone = await openPhone('local');
    phone.link(head);
    await phone.type(head, '/dangky');
    await phone.choose(head, 'Tập thể');
    phone.office.change(head, { divisionCode: 'VP' });
    expect(textOf(await phone.choose(head, 'Tập thể lao động tiên tiến'))).toContain('không thuộc phần việc');
    expect(phone.office.storage.store.pledges.all(1)[0]?.draft?.titles).toEqual([]);
  });

  it('that this version cannot read any more starts over without a word of error', async () => {
    const { phone, office, who } = await atStep('register.grade');
    office.storage.database.sqlite.prepare('UPDATE dialogue SET version = 99').run();
    // Another version is another process, which keeps nothing in memory.
    await office.restart();
    expect(textOf(await phone.type(who, '2'))).toContain('chọn việc cần làm');
    expect(office.log.lines).toEqual([]);
  });

  it('hears of the job that it waits for, and of no other', async () => {
    const { phone, office, who } = await atStep('manage.staff_reading');
    await phone.type(who, '/dangky');
    await phone.choose(who, 'Chuyển sang việc mới');
    const where = standing(office, who);
    phone.look(who);
    office.bot.jobs.start();
    await office.bot.settled();
    expect(textOf(phone.look(who))).toBe('');
    expect(standing(office, who)).toBe(where);
  });

  it('shows the result of a job that ended while the person was asked something else', async () => {
    const { phone, office, who } = await atStep('manage.staff_reading');
    await phone.type(who, '/dangky');
    office.bot.jobs.start();
    await office.bot.settled();
    await phone.choose(who, 'Tiếp tục việc đang làm');
    await phone.choose(who, 'Xem kết quả');
    expect(standing(office, who)).toBe('manage.staff_file');
  });

  it('reads a staff list and writes it once it is confirmed', async () => {
    const phone = await openPhone('local');
    phone.link(admin);
    await phone.type(admin, '/quanly');
    await phone.choose(admin, 'Cán bộ');
    await phone.choose(admin, 'Cập nhật danh sách');
    await sendStaffList(phone.office, admin);
    expect(textOf(phone.look(admin))).toContain('Mới: 1');
    expect(phone.office.storage.store.members.byCode('CB900')).toBeNull();
    await phone.choose(admin, 'Ghi vào hệ thống');
    expect(phone.office.person('CB900').fullName).toBe('Lâm Thị Mới');
  });
});

describe('on a channel that carries no files', () => {
  it('no codes are issued, because nobody would ever read them', async () => {
    const phone = await openPhone('local-text');
    const { office } = phone;
    phone.link(secretary);
    const code = office.codeFor(staff);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Cán bộ');
    await phone.choose(secretary, 'Cấp mã');
    expect(textOf(await phone.choose(secretary, 'Tất cả'))).toContain('không chuyển được tệp nên chưa làm gì');
    await phone.type(staff, code);
    expect(textOf(await phone.choose(staff, 'tôi đồng ý'))).toContain('Đã liên kết');
  });
});
