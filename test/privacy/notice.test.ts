import { describe, expect, it } from 'vitest';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, openPhone, type Phone, RENDERINGS, textOf } from '../support/phone.ts';

const { staff, secretary } = CAST;

/** As after an update that brought a new notice. */
function agreedEarlier(office: Office, who: string): void {
  const { id } = office.person(who);
  office.work(({ store }) => {
    for (const identity of store.identities.ofMember(id)) store.identities.agree(identity.id, 2);
  });
  office.storage.database.sqlite.prepare('UPDATE consent SET notice_version = 2 WHERE member_id = ?').run(id);
}

function versions(office: Office, who: string): readonly number[] {
  const { id } = office.person(who);
  return office.work(({ store }) => store.consents.ofMember(id).map(({ noticeVersion }) => noticeVersion));
}

async function asked(phone: Phone, text: string): Promise<string> {
  phone.link(staff);
  agreedEarlier(phone.office, staff);
  return textOf(await phone.type(staff, text));
}

describe('who agreed to an earlier notice', () => {
  it.each(RENDERINGS)('is asked anew on %s, and goes on with the command that was sent', async (way) => {
    const phone = await openPhone(way);
    try {
      const question = await asked(phone, '/dangky');
      expect(question).toContain('đã được bổ sung');
      expect(question).toContain('chỉ lưu việc đồng chí đã bỏ phiếu');
      const after = textOf(await phone.choose(staff, 'Tôi đồng ý'));
      expect(after).toContain('Đã ghi nhận');
      expect(after).toContain('danh hiệu');
      expect(versions(phone.office, staff)).toEqual([2, 3]);
      expect(textOf(await phone.type(staff, '/menu'))).not.toContain('đã được bổ sung');
    } finally {
      await phone.close();
    }
  });

  it.each(['/đăng ký', '/register@thidua_bot', 'đăng ký'])('goes on with %s, a command in words', async (typed) => {
    const phone = localPhone(await openOffice());
    await asked(phone, typed);
    expect(textOf(await phone.choose(staff, 'Tôi đồng ý'))).toContain('danh hiệu');
  });

  it('finds the dialogue as it was, with the answer that was typed', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    await phone.type(staff, '/caidat');
    await phone.choose(staff, 'Giờ yên lặng');
    agreedEarlier(office, staff);
    expect(textOf(await phone.type(staff, '16:00-09:00'))).toContain('đã được bổ sung');
    expect(textOf(await phone.choose(staff, 'Tôi đồng ý'))).toContain('không gửi tin nhắc trong khoảng 16:00');
  });

  it('may refuse, look again, or unlink; nothing else is answered meanwhile', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    await asked(phone, '/dangky');
    expect(textOf(await phone.type(staff, 'gì vậy'))).toContain('đã được bổ sung');
    expect(textOf(await phone.choose(staff, 'Không đồng ý'))).toContain('không phục vụ được');
    expect(textOf(await phone.choose(staff, 'Xem lại thông báo'))).toContain('đã được bổ sung');
    await phone.choose(staff, 'Không đồng ý');
    expect(textOf(await phone.choose(staff, 'Hủy liên kết'))).toContain('Đã hủy liên kết');
    expect(office.work(({ store }) => store.identities.ofMember(office.person(staff).id))).toEqual([]);
    const stored = office.storage.database.sqlite.prepare('SELECT count(*) FROM dialogue').pluck().get();
    expect(stored).toBe(0);
  });

  it('is still reminded meanwhile', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    agreedEarlier(office, staff);
    for (let day = 0; day < 8; day += 1) {
      office.clock.advance(24 * 3_600_000);
      await office.tick();
    }
    expect(textOf(phone.look(staff))).toContain('đăng ký');
  });

  it('leaves no share of a key and no typed secret in the stored question', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    agreedEarlier(office, secretary);
    await phone.type(secretary, '/mohom c2VjcmV0LXNoYXJl');
    await phone.type(secretary, 'c2VjcmV0LXNoYXJl');
    const states = office.storage.database.sqlite.prepare('SELECT state FROM dialogue').pluck().all();
    expect(JSON.stringify(states)).not.toContain('c2VjcmV0');
  });
});
