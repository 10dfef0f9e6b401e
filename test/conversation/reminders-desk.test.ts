import { describe, expect, it } from 'vitest';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague, head, secretary } = CAST;

async function deskAt(at: string, people: readonly string[] = [staff, secretary]) {
  const office = await openOffice({ at });
  const phone = localPhone(office);
  for (const who of people) phone.link(who);
  await office.tick();
  for (const who of people) phone.look(who);
  const goTo = async (moment: string) => {
    office.clock.set(moment);
    await office.tick();
  };
  return { office, phone, goTo };
}

describe('the secretary’s reminders', () => {
  it('are listed by day and kind with how many they may reach', async () => {
    const { phone } = await deskAt('2022-02-14 09:00');
    const list = textOf(await phone.type(secretary, '/nhacviec'));
    expect(list).toContain('08:00 thứ Hai, 21/02/2022: Nhắc người chưa nộp (tối đa 30 người)');
    expect(list).toContain('08:00 thứ Sáu, 25/02/2022: Danh sách gửi trưởng phòng (tối đa 5 người)');
  });

  it('are nobody else’s', async () => {
    const { phone } = await deskAt('2022-02-14 09:00');
    expect(textOf(await phone.type(staff, '/nhacviec'))).not.toContain('21/02/2022');
  });

  it('come when they were moved to, and not before', async () => {
    const { phone, goTo } = await deskAt('2022-02-14 09:00');
    for (const typed of ['/nhacviec', '1']) await phone.type(secretary, typed);
    await phone.choose(secretary, 'Dời');
    expect(textOf(await phone.type(secretary, '20:00 22/02/2022'))).toContain('ngoài giờ làm việc');
    expect(textOf(await phone.type(secretary, '9h 26/2'))).toContain('trước hạn nộp và trước lần nhắc kế tiếp');
    expect(textOf(await phone.type(secretary, '9h 22/2'))).toContain('Đã dời sang 09:00 thứ Ba, 22/02/2022');
    await goTo('2022-02-21 08:00');
    expect(phone.look(staff)).toHaveLength(0);
    await goTo('2022-02-22 09:00');
    expect(textOf(phone.look(staff))).toContain('Nhắc hạn');
  });

  it('do not come once they are cancelled', async () => {
    const { phone, goTo } = await deskAt('2022-02-14 09:00');
    for (const typed of ['/nhacviec', '1']) await phone.type(secretary, typed);
    await phone.choose(secretary, 'Hủy lần');
    expect(textOf(await phone.choose(secretary, 'Hủy lần nhắc'))).toContain('Đã hủy');
    await goTo('2022-02-21 08:00');
    expect(phone.look(staff)).toHaveLength(0);
    await goTo('2022-02-25 08:00');
    expect(phone.look(staff)).toHaveLength(1);
  });

  it('of the secretary’s own come to whom they are for, and can be put off', async () => {
    const { phone, goTo } = await deskAt('2022-02-14 09:00', [staff, head, secretary]);
    await phone.type(secretary, '/nhacviec');
    await phone.choose(secretary, 'Tạo');
    await phone.type(secretary, 'Nộp danh sách họp Hội đồng');
    await phone.choose(secretary, 'Trưởng');
    await phone.type(secretary, '10:00 17/02/2022');
    expect(textOf(await phone.choose(secretary, 'Đặt'))).toContain('10:00 thứ Năm, 17/02/2022');
    await goTo('2022-02-17 10:00');
    expect(textOf(phone.look(head))).toContain('Nhắc việc: Nộp danh sách họp Hội đồng');
    expect(phone.look(staff)).toHaveLength(0);
    await phone.type(head, '/nhaclai');
    await phone.choose(head, '1 giờ');
    await goTo('2022-02-17 11:00');
    expect(textOf(phone.look(head))).toContain('Nhắc việc: Nộp danh sách họp Hội đồng');
  });
});

describe('reminding at once', () => {
  it('reaches those who still owe, once a day', async () => {
    const { office, phone } = await deskAt('2022-02-15 09:00', [staff, colleague, secretary]);
    submitFor(office, colleague);
    for (const choice of ['Nhắc ngay', 'bản đăng ký']) {
      if (choice === 'Nhắc ngay') await phone.type(secretary, '/nhacviec');
      await phone.choose(secretary, choice);
    }
    expect(textOf(await phone.choose(secretary, 'Gửi ngay'))).toContain('Đã nhắc 32 người');
    await office.tick();
    expect(textOf(phone.look(staff))).toContain('Nhắc hạn');
    expect(phone.look(colleague)).toHaveLength(0);
    await phone.type(secretary, '/nhacviec');
    await phone.choose(secretary, 'Nhắc ngay');
    await phone.choose(secretary, 'bản đăng ký');
    expect(textOf(await phone.choose(secretary, 'Gửi ngay'))).toContain('đã nhắc những người này');
  });

  it('waits for working time unless it is confirmed', async () => {
    const { office, phone, goTo } = await deskAt('2022-02-15 20:00');
    await phone.type(secretary, '/nhacviec');
    await phone.choose(secretary, 'Nhắc ngay');
    await phone.choose(secretary, 'bản đăng ký');
    await phone.choose(secretary, 'Chờ');
    await office.tick();
    expect(phone.look(staff)).toHaveLength(0);
    await goTo('2022-02-16 07:30');
    expect(phone.look(staff)).toHaveLength(1);
  });

  it('comes at night where that is confirmed', async () => {
    const { office, phone } = await deskAt('2022-02-15 20:00');
    await phone.type(secretary, '/nhacviec');
    await phone.choose(secretary, 'Nhắc ngay');
    await phone.choose(secretary, 'bản đăng ký');
    await phone.choose(secretary, 'Vẫn gửi');
    await office.tick();
    expect(phone.look(staff)).toHaveLength(1);
  });
});
