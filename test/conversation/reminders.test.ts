import { describe, expect, it } from 'vitest';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { divisionPledgeFor } from '../support/reporting.ts';
import { PLAIN_CONTENT, submitFor } from '../support/steps.ts';

const { staff, colleague, head, otherHead, secretary, leader } = CAST;

async function officeAt(at: string, people: readonly string[] = [staff]) {
  const office = await openOffice({ at });
  const phone = localPhone(office);
  for (const who of people) phone.link(who);
  await office.tick();
  for (const who of people) phone.look(who);
  return { office, phone };
}

async function moveTo(office: Office, at: string): Promise<void> {
  office.clock.set(at);
  await office.tick();
}

const setPledge = (office: Office, code: string, state: 'returned' | 'draft') => {
  const id = submitFor(office, code);
  office.work(({ store, now }) => store.pledges.setState(id, state, now));
};

describe('a reminder', () => {
  it('offers to do it, to be reminded later, and to say that it is done', async () => {
    const { office, phone } = await officeAt('2022-02-18 09:00');
    await moveTo(office, '2022-02-21 08:00');
    const [message] = phone.look(staff);
    expect(textOf(message === undefined ? [] : [message])).toMatchInlineSnapshot(`
      "Nhắc hạn: đồng chí chưa nộp bản đăng ký thi đua. Hạn nộp: 17:00 thứ Hai, 28/02/2022.
      Làm ngay
      Nhắc lại sau
      Tôi đã nộp rồi"
    `);
  });

  it('comes once for all that falls due for a person at once', async () => {
    const { office, phone } = await officeAt('2022-02-24 09:00', [head]);
    await moveTo(office, '2022-02-25 08:00');
    const messages = phone.look(head);
    expect(messages).toHaveLength(1);
    expect(textOf(messages)).toContain('đồng chí chưa nộp bản đăng ký thi đua');
    expect(textOf(messages)).toContain('5 người chưa nộp bản đăng ký thi đua');
  });
});

describe('reminding later', () => {
  it('comes again then, and once', async () => {
    const { office, phone } = await officeAt('2022-02-18 09:00');
    await moveTo(office, '2022-02-21 08:00');
    phone.look(staff);
    await phone.type(staff, '/nhaclai');
    const done = await phone.choose(staff, 'Chiều nay');
    expect(textOf(done)).toContain('Trợ lý sẽ nhắc lại đồng chí lúc 13:30 thứ Hai, 21/02/2022');
    await moveTo(office, '2022-02-21 13:30');
    expect(textOf(phone.look(staff))).toContain('đồng chí chưa nộp bản đăng ký');
    await moveTo(office, '2022-02-21 14:30');
    expect(phone.look(staff)).toHaveLength(0);
  });

  it('does not come when the work was done meanwhile', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    await phone.type(staff, '/nhaclai');
    await phone.choose(staff, '1 giờ nữa');
    submitFor(office, staff);
    await moveTo(office, '2022-02-21 10:00');
    expect(phone.look(staff)).toHaveLength(0);
  });

  it('is offered three times', async () => {
    const { phone } = await officeAt('2022-02-21 09:00');
    for (const when of ['1 giờ nữa', 'Chiều nay', 'Sáng mai']) {
      await phone.type(staff, '/nhaclai');
      await phone.choose(staff, when);
    }
    expect(textOf(await phone.type(staff, '/nhaclai'))).toContain('Đã lùi 3 lần');
  });

  it('offers only moments in working time and before the deadline', async () => {
    const { phone } = await officeAt('2022-02-25 17:00');
    const friday = textOf(await phone.type(staff, '/nhaclai'));
    expect(friday).toContain('Thứ Hai (08:00 thứ Hai, 28/02/2022)');
    expect(friday).not.toContain('giờ nữa');
    expect(friday).not.toContain('Sáng mai');
  });

  it('is refused when no such moment is left', async () => {
    const { phone } = await officeAt('2022-02-28 16:30');
    expect(textOf(await phone.type(staff, '/nhaclai'))).toContain('Đã sát hạn');
  });

  it('answers an old button by what is true now', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    submitFor(office, staff);
    expect(textOf(await phone.type(staff, '/nhaclai'))).toContain('không có việc nào cần nhắc');
  });
});

describe('saying that it is done', () => {
  it('is thanked for when it is', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    submitFor(office, staff);
    expect(textOf(await phone.type(staff, '/nhaclai xong'))).toContain('Cảm ơn đồng chí');
  });

  it('is told what is missing when it is not', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00', [staff, colleague]);
    setPledge(office, colleague, 'returned');
    expect(textOf(await phone.type(staff, '/nhaclai xong'))).toContain('chưa có bản nộp');
    expect(textOf(await phone.type(colleague, '/nhaclai xong'))).toContain('đã bị trả lại');
  });

  it('is believed of a dossier, and ends its reminders', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00', [staff, colleague]);
    for (const who of [staff, colleague]) submitFor(office, who, { ...PLAIN_CONTENT, awards: ['commendation_letter'] });
    await moveTo(office, '2022-11-16 07:40');
    for (const who of [staff, colleague]) phone.look(who);
    await moveTo(office, '2022-11-16 08:00');
    for (const who of [staff, colleague]) {
      const seen = textOf(phone.look(who));
      expect(seen).toContain('hồ sơ đề nghị khen thưởng');
      expect(seen).toContain('Hồ sơ nộp cho Thư ký Hội đồng');
    }
    await phone.type(staff, '/nhaclai xong');
    await phone.choose(staff, 'Đã hoàn thành');
    await moveTo(office, '2022-11-23 08:00');
    expect(textOf(phone.look(staff))).not.toContain('hồ sơ đề nghị khen thưởng');
    expect(textOf(phone.look(colleague))).toContain('hồ sơ đề nghị khen thưởng');
  });
});

describe('a reminder whose work is far off or over', () => {
  const commended = { ...PLAIN_CONTENT, awards: ['commendation_letter' as const] };

  it('is not put off by hours when its deadline is months away', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    submitFor(office, staff, commended);
    expect(textOf(await phone.type(staff, '/nhaclai'))).toContain('không có việc nào cần nhắc');
    office.clock.set('2022-11-16 08:30');
    expect(textOf(await phone.type(staff, '/nhaclai'))).toContain('hồ sơ đề nghị khen thưởng');
  });

  it('is never thanked for what was missed', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    office.clock.set('2022-03-01 09:00');
    const answer = textOf(await phone.type(staff, '/nhaclai xong'));
    expect(answer).not.toContain('Cảm ơn');
    expect(answer).toContain('bản đăng ký thi đua: đã hết hạn lúc 17:00 thứ Hai, 28/02/2022');
  });

  it('asks of the dossier also when the final report is missing', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    submitFor(office, staff, commended);
    await moveTo(office, '2022-11-23 08:00');
    phone.look(staff);
    const answer = textOf(await phone.type(staff, '/nhaclai xong'));
    expect(answer).toContain('báo cáo tổng kết: chưa có bản nộp');
    expect(answer).toContain('hồ sơ đề nghị khen thưởng. Đồng chí xác nhận đã hoàn thành?');
  });
});

describe('the ladder', () => {
  it('gives the head the names of the own division, the secretary all, and leaders none', async () => {
    const { office, phone } = await officeAt('2022-02-24 09:00', [head, otherHead, secretary, leader]);
    submitFor(office, staff);
    await moveTo(office, '2022-02-25 08:00');
    const [ours, theirs] = [textOf(phone.look(head)), textOf(phone.look(otherHead))];
    const name = (code: string) => office.person(code).fullName;
    expect(ours).toContain(name(colleague));
    expect(ours).not.toContain(`• ${name(head)}`);
    expect(ours).not.toContain(name(staff));
    expect(ours).not.toContain(name(CAST.otherStaff));
    expect(theirs).toContain(name(CAST.otherStaff));
    const all = textOf(phone.look(secretary));
    expect(all).toContain(name(colleague));
    expect(all).toContain(name(CAST.otherStaff));
    expect(textOf(phone.look(leader))).not.toContain(name(colleague));
  });

  it('is silent where nobody owes anything', async () => {
    const { office, phone } = await officeAt('2022-02-24 09:00', [head]);
    for (const person of office.storage.store.members.active()) submitFor(office, person.code);
    divisionPledgeFor(office, head);
    phone.look(head);
    await moveTo(office, '2022-02-25 08:00');
    expect(phone.look(head)).toHaveLength(0);
  });

  it('reminds a leader once before the deadline', async () => {
    const { office, phone } = await officeAt('2022-02-11 09:00', [leader]);
    const reminded: string[] = [];
    for (const day of ['2022-02-14', '2022-02-21', '2022-02-25']) {
      await moveTo(office, `${day} 08:00`);
      if (textOf(phone.look(leader)).includes('Nhắc hạn')) reminded.push(day);
    }
    expect(reminded).toEqual(['2022-02-25']);
  });
});

describe('/lich', () => {
  it('shows what one owes and the next reminders', async () => {
    const { office, phone } = await officeAt('2022-02-21 09:00');
    const owing = textOf(await phone.type(staff, '/lich'));
    expect(owing).toContain('Đồng chí còn phải nộp');
    expect(owing).toContain('Nhắc người chưa nộp: 08:00 thứ Sáu, 25/02/2022');
    submitFor(office, staff);
    const done = textOf(await phone.type(staff, '/lich'));
    expect(done).not.toContain('Đồng chí còn phải nộp');
    expect(done).not.toContain('25/02/2022');
  });
});
