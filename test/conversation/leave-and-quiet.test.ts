import { describe, expect, it } from 'vitest';
import { deliverableAt, isOnLeave } from '../../src/app/calendar.ts';
import { addLeave, removeLeave } from '../../src/app/leave.ts';
import { isMuted } from '../../src/app/preferences.ts';
import { atStep } from '../support/at-step.ts';
import { standing } from '../support/events.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { officeInstant } from '../support/office-clock.ts';
import { localPhone, openPhone, textOf } from '../support/phone.ts';
import { type Line, play } from '../support/transcript.ts';

const { staff, colleague, head, secretary, leader, admin } = CAST;

function daysOf(office: Office, code: string): readonly string[] {
  const leave = office.storage.store.leaves.ofMember(office.person(code).id);
  return leave.map(({ from, to }) => `${from} ${to}`);
}

const ownSettings: readonly Line[] = [
  { who: staff, type: '/caidat', sees: ['Giờ yên lặng', 'Tin nhắn nhận được', 'Nghỉ phép'] },
  { who: staff, choose: 'Giờ yên lặng', sees: ['17:30–07:30, nghỉ trưa 11:30–13:30', 'chưa đặt giờ yên lặng riêng'] },
  { who: staff, type: 'buổi tối', sees: ['chưa đọc được khoảng giờ', '16:00-09:00'] },
  { who: staff, type: '7h-18h', sees: 'ít nhất một giờ làm việc' },
  { who: staff, type: '16h đến 9h', sees: 'không gửi tin nhắc trong khoảng 16:00–09:00' },
  { who: staff, choose: 'Giờ yên lặng', sees: 'của đồng chí: 16:00–09:00' },
  { who: staff, choose: 'Trở lại', sees: 'Cài đặt' },
  { who: staff, choose: 'Tin nhắn nhận được', sees: ['Không có loại tin tùy chọn', 'luôn được gửi'] },
  { who: staff, choose: 'Trở lại', sees: 'Cài đặt' },
  { who: staff, choose: 'Nghỉ phép', sees: ['Chưa có ngày nghỉ', 'không lưu lý do nghỉ'] },
  { who: staff, choose: 'Thêm ngày nghỉ', sees: 'Nghỉ từ ngày nào' },
  { who: staff, type: 'tuần sau', sees: ['chưa đọc được ngày', '05/02/2022'] },
  { who: staff, type: '21/2', sees: 'từ thứ Hai, 21/02/2022 đến hết ngày nào' },
  { who: staff, type: '18/2/2022', sees: 'sớm hơn ngày đầu' },
  { who: staff, type: '25/2', sees: ['Đã ghi nghỉ phép 21/02/2022–25/02/2022', '• 21/02/2022–25/02/2022'] },
  { who: staff, choose: 'Thêm ngày nghỉ', sees: 'Nghỉ từ ngày nào' },
  { who: staff, type: 'từ 24/2 đến 28/2', sees: 'Trùng với ngày nghỉ đã ghi' },
  { who: staff, type: 'mai', sees: 'từ thứ Ba, 15/02/2022' },
  { who: staff, choose: 'Chỉ ngày này', sees: ['• 15/02/2022', '• 21/02/2022–25/02/2022'] },
  { who: staff, choose: 'Xóa 21/02/2022', sees: 'Đã xóa nghỉ phép 21/02/2022–25/02/2022', seesNot: '• 21' },
  { who: staff, choose: 'Trở lại', sees: 'Cài đặt' },
  { who: staff, choose: 'Dữ liệu của tôi', sees: ['Giờ yên lặng riêng: 16:00–09:00', 'Nghỉ phép: 15/02/2022'] },
];

/** The way to the desk's entry; its menus grow with every feature and are no part of this story. */
const toDesk: readonly Line[] = [
  { who: secretary, type: '/quanly', sees: 'Cán bộ' },
  { who: secretary, choose: 'Cán bộ', sees: 'Nghỉ phép của cán bộ' },
];

const secretarys: readonly Line[] = [
  { who: secretary, choose: 'Nghỉ phép của cán bộ', sees: 'Nghỉ phép của ai' },
  { who: secretary, type: 'không ai cả' },
  { who: secretary, type: colleague, sees: `(${colleague})` },
  { who: secretary, choose: 'Thêm ngày nghỉ', sees: 'Nghỉ từ ngày nào' },
  {
    who: secretary,
    type: '1/3 - 31/8',
    sees: ['Đã ghi nghỉ phép 01/03/2022–31/08/2022'],
    tells: { [colleague]: 'nghỉ phép của đồng chí từ thứ Ba, 01/03/2022 đến hết thứ Tư, 31/08/2022' },
  },
];

describe('quiet hours and leave', () => {
  it.each(['local', 'local-text'] as const)('are kept in talk on %s', async (rendering) => {
    const phone = await openPhone(rendering);
    for (const code of [staff, secretary, colleague]) phone.link(code);
    const cast = [staff, secretary, colleague];
    await play(phone, cast, toDesk);
    const story = await play(phone, cast, [...ownSettings, ...secretarys]);
    await expect(story).toMatchFileSnapshot(`transcripts/leave-and-quiet.${rendering}.txt`);
    expect(daysOf(phone.office, staff)).toEqual(['2022-02-15 2022-02-15']);
    expect(daysOf(phone.office, colleague)).toEqual(['2022-03-01 2022-08-31']);
    expect(phone.office.storage.store.preferences.of(phone.office.person(staff).id).quiet).toEqual({
      from: '16:00',
      until: '09:00',
    });
  });

  it('decide when a message reaches a person', async () => {
    const office = await openOffice();
    const { id } = office.person(staff);
    const asked = (moment: string) => office.work((work) => deliverableAt(work, id, officeInstant(moment)));
    expect(asked('2022-02-15 08:00')).toBe(officeInstant('2022-02-15 08:00'));
    office.work((work) => work.store.preferences.set(id, { quiet: { from: '16:00', until: '09:00' }, muted: [] }));
    expect(asked('2022-02-15 08:00')).toBe(officeInstant('2022-02-15 09:00'));
    office.work((work) => addLeave(work, office.person(staff), id, { from: '2022-02-15', to: '2022-02-18' }));
    expect(asked('2022-02-15 08:00')).toBe(officeInstant('2022-02-21 09:00'));
    expect(office.work((work) => isOnLeave(work, id, '2022-02-18'))).toBe(true);
    expect(office.work((work) => isOnLeave(work, id, '2022-02-19'))).toBe(false);
    const other = office.person(colleague).id;
    expect(office.work((work) => deliverableAt(work, other, officeInstant('2022-02-04 08:00')))).toBe(
      officeInstant('2022-02-07 07:30'),
    );
  });

  it('of a person can be given back', async () => {
    const { phone, office, who } = await atStep('settings.quiet');
    await phone.type(who, '16:00-09:00');
    await phone.choose(who, 'Giờ yên lặng');
    await phone.choose(who, 'Bỏ giờ yên lặng riêng');
    expect(office.storage.store.preferences.of(office.person(who).id).quiet).toBeNull();
    expect(standing(office, who)).toBe('settings.menu');
  });
});

describe('optional messages', () => {
  it.each([
    [leader, 'Bản tin hằng tuần', 'digest'],
    [head, 'Danh sách người chưa hoàn thành', 'lists'],
    [secretary, 'Danh sách người chưa hoàn thành', 'lists'],
  ] as const)('of %s are turned off and on again', async (who, label, kind) => {
    const phone = await openPhone('local');
    phone.link(who);
    const muted = () => phone.office.work((work) => isMuted(work, phone.office.person(who).id, kind));
    await phone.type(who, '/caidat');
    await phone.choose(who, 'Tin nhắn nhận được');
    await phone.choose(who, label);
    expect(muted()).toBe(true);
    await phone.choose(who, label);
    expect(muted()).toBe(false);
    expect(standing(phone.office, who)).toBe('settings.messages');
  });
});

describe('the leave of others', () => {
  it('is entered and removed by the secretary and themselves, and by nobody else', async () => {
    const office = await openOffice();
    const days = { from: '2022-03-01', to: '2022-03-02' };
    const of = office.person(staff);
    for (const code of [colleague, head, leader, admin]) {
      const added = office.work((work) => addLeave(work, office.person(code), of.id, days));
      expect(added).toEqual({ ok: false, error: 'not_allowed' });
    }
    expect(office.work((work) => addLeave(work, office.person(secretary), of.id, days)).ok).toBe(true);
    const id = office.storage.store.leaves.ofMember(of.id)[0]?.id ?? 0;
    for (const code of [colleague, head, leader, admin]) {
      expect(office.work((work) => removeLeave(work, office.person(code), id))).toEqual({
        ok: false,
        error: 'not_allowed',
      });
    }
    expect(office.work((work) => removeLeave(work, of, id)).ok).toBe(true);
    expect(office.work((work) => removeLeave(work, of, id))).toEqual({ ok: false, error: 'leave_gone' });
  });

  it('is not on the administrator’s desk', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(admin);
    await phone.type(admin, '/quanly');
    expect(textOf(await phone.choose(admin, 'Cán bộ'))).not.toContain('Nghỉ phép');
  });

  it.each([
    [{ from: '2022-02-10', to: '2022-02-13' }, 'leave_over'],
    [{ from: '2022-03-02', to: '2022-03-01' }, 'leave_backwards'],
    [{ from: '2022-03-01', to: '2023-03-02' }, 'leave_too_long'],
    [{ from: '2023-03-01', to: '2023-03-01' }, 'leave_too_far'],
  ] as const)('is refused as %o', async (days, error) => {
    const office = await openOffice();
    const person = office.person(staff);
    expect(office.work((work) => addLeave(work, person, person.id, days))).toEqual({ ok: false, error });
    expect(daysOf(office, staff)).toEqual([]);
  });
});
