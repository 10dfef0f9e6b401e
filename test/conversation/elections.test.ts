import { describe, expect, it } from 'vitest';
import { draftRound, gradedWorker, recordedVote } from '../support/election-steps.ts';
import {
  achieved,
  advancedWorker,
  disciplined,
  FIGHTER_CONTENT,
  recognised,
  twoCandidates,
} from '../support/nominating.ts';
import { CAST, type Office } from '../support/office.ts';
import { openPhone, type Phone, textOf } from '../support/phone.ts';
import { pledgeFor } from '../support/reporting.ts';

const { secretary, leader, staff } = CAST;

/** Twenty people who meet every rule, and a council of fifty. */
function largeOffice(office: Office): void {
  for (const person of office.storage.store.members.active().slice(-20)) {
    pledgeFor(office, person.code, FIGHTER_CONTENT);
    advancedWorker(office, person.code);
    recognised(office, person.code);
  }
  office.work(({ store, now }) => {
    for (let index = 0; index < 43; index += 1) {
      const code = `HD${String(index).padStart(3, '0')}`;
      const record = { code, fullName: `Nguyễn Văn Số ${index}`, divisionCode: 'VP', position: 'Uỷ viên', phone: null };
      const roles = ['staff', 'member'] as const;
      store.members.save({ ...record, roles, councilPost: 'member', employment: 'civil_servant', active: true }, now);
    }
  });
}

async function go(phone: Phone, who: string, deeds: readonly string[]): Promise<string> {
  let seen = '';
  for (const deed of deeds) {
    const shown = deed.startsWith('[') ? await phone.choose(who, deed.slice(1, -1)) : await phone.type(who, deed);
    for (const { text } of shown) expect(text.length, deed).toBeLessThanOrEqual(2_000);
    seen = textOf(shown);
  }
  return seen;
}

describe('a round of twenty nominees and fifty members on a channel without buttons', () => {
  it('is prepared and opened by numbers', async () => {
    const phone = await openPhone('zalo');
    phone.link(secretary);
    largeOffice(phone.office);
    await phone.office.bot.prepareBallots();
    const list = ['/dotbophieu', '[Lập đợt bỏ phiếu kín]', '[Danh sách đề cử]', '[Thêm tất cả]'];
    expect(await go(phone, secretary, list)).toContain('Đã thêm 20');
    expect(await go(phone, secretary, ['[CSTĐCS]', '[Xem tiếp]', '[Xem tiếp]'])).toContain('Về đầu danh sách');
    expect(await go(phone, secretary, ['[Trở lại]', '[Trở lại]'])).toContain('20 trường hợp (CSTĐCS 20)');
    expect(await go(phone, secretary, ['[Thành viên bỏ phiếu giấy]', '49, 50'])).toContain('☑');
    expect(await go(phone, secretary, ['[Xong]', '[Xem lưu ý]', '[Tôi đã đọc]'])).toContain(
      '20 trường hợp, 50 thành viên',
    );
    expect(await go(phone, secretary, ['[Mở bỏ phiếu]'])).toContain('đang bỏ phiếu');
    await phone.close();
  });
});

describe('the card of a draft', () => {
  it('shows who is nominee and member at once, and that the council is not as large as the plan says', async () => {
    const phone = await openPhone('local');
    phone.link(secretary);
    pledgeFor(phone.office, 'CB004');
    achieved(phone.office, 'CB004', { kind: 'grade', grade: 'good' });
    phone.office.change('CB002', { active: false });
    const card = await go(phone, secretary, [
      '/dotbophieu',
      '[Ghi biểu quyết]',
      '[Danh sách đề cử]',
      '[Thêm tất cả]',
      '[Trở lại]',
    ]);
    expect(card).toContain('Nguyễn Thị Thu Hạnh có trong danh sách đề cử, đồng thời là thành viên Hội đồng');
    expect(card).toContain('kế hoạch ghi Hội đồng có 7 thành viên');
  });

  it('is the chair’s to read and to open, and the secretary’s to change', async () => {
    const phone = await openPhone('local');
    phone.link(leader);
    twoCandidates(phone.office);
    draftRound(phone.office);
    await phone.office.bot.prepareBallots();
    const card = await go(phone, leader, ['/dotbophieu', '[1]']);
    expect(card).toContain('Xem lưu ý và mở bỏ phiếu');
    for (const label of ['Sửa tên đợt', 'Danh sách đề cử', 'Quy tắc biểu quyết', 'Xóa bản soạn']) {
      expect(card).not.toContain(label);
    }
    expect(await go(phone, leader, ['[Xem lưu ý]', '[Tôi đã đọc]', '[Mở bỏ phiếu]'])).toContain('đang bỏ phiếu');
  });

  it('says that somebody is not fit any more, and of a disciplinary measure not a word but to the secretary', async () => {
    const phone = await openPhone('local');
    for (const who of [secretary, leader]) phone.link(who);
    twoCandidates(phone.office);
    draftRound(phone.office);
    disciplined(phone.office, staff, 'reprimand');
    const chair = await go(phone, leader, ['/dotbophieu', '[1]']);
    expect(chair).toContain('Cần xem lại: trường hợp số 1');
    expect(chair).not.toMatch(/kỷ luật|khiển trách/);
    const own = await go(phone, secretary, ['/dotbophieu', '[1]', '[Danh sách đề cử]', '[CSTĐCS]', '[2]']);
    const [members = '', hidden = ''] = own.split('Chỉ Thư ký xem');
    expect(members).not.toMatch(/kỷ luật|khiển trách/);
    expect(hidden).toMatch(/kỷ luật/);
  });
});

describe('an open vote', () => {
  it('goes from nominee to nominee, and its decision becomes history from its card', async () => {
    const phone = await openPhone('local-text');
    phone.link(secretary);
    gradedWorker(phone.office);
    const way = ['/dotbophieu', '[Ghi biểu quyết]', '[Danh sách đề cử]', '[Thêm tất cả]', '[Trở lại]', '[Ghi kết quả]'];
    expect(await go(phone, secretary, way)).toContain('7 người cho ý kiến');
    expect(await go(phone, secretary, ['8 0 0'])).toContain('bằng số người cho ý kiến');
    expect(await go(phone, secretary, ['6 1'])).toContain('Đã ghi kết quả của mọi trường hợp');
    expect(await go(phone, secretary, ['[Xem lại và ghi nhận]'])).toContain('đồng ý 6, không đồng ý 1');
    expect(await go(phone, secretary, ['[Ghi nhận kết quả]'])).toContain('Chưa ghi quyết định cho 1 trường hợp đạt');
    const decided = await go(phone, secretary, ['[Ghi quyết định]', '[LĐTT]', '20/QĐ-BDT', '14/02/2022', 'Trưởng ban']);
    expect(decided).toContain('Đã ghi quyết định LĐTT cho 1 trường hợp');
    expect(decided).not.toContain('Chưa ghi quyết định');
  });

  it('that was wrong is voided with a reason and made anew', async () => {
    const phone = await openPhone('local');
    phone.link(secretary);
    recordedVote(phone.office);
    const voided = await go(phone, secretary, ['/dotbophieu', '[1]', '[Hủy bản ghi]', 'Ghi nhầm số đồng ý']);
    expect(voided).toContain('Đã hủy bản ghi');
    expect(voided).toContain('Ghi nhầm số đồng ý');
    expect(await go(phone, secretary, ['[Lập lại]'])).toContain('đã ghi 1/1 trường hợp');
  });
});
