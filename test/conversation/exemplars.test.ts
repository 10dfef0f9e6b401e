import { describe, expect, it } from 'vitest';
import { standing } from '../support/events.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, openPhone, RENDERINGS, textOf } from '../support/phone.ts';
import { propose } from '../support/steps.ts';
import { type Line, play } from '../support/transcript.ts';

const { staff, colleague, head, otherHead, secretary, leader } = CAST;
const cast = [staff, head, secretary, colleague];

const proposing: readonly Line[] = [
  { who: staff, type: '/nhantomoi', sees: ['chưa có đề xuất nào', 'Đề xuất mới'], seesNot: 'Danh sách của cơ quan' },
  { who: staff, choose: 'Đề xuất mới', sees: 'đề xuất nội dung nào' },
  { who: staff, choose: 'Điển hình tiên tiến', sees: 'Đề xuất ai' },
  { who: staff, choose: 'Cá nhân trong cơ quan', sees: 'họ tên hoặc mã cán bộ' },
  { who: staff, type: 'nguyễn', sees: 'Có nhiều người trùng' },
  { who: staff, type: 'pham van em', sees: 'Tóm tắt việc làm nổi bật' },
  { who: staff, type: 'Xuống bản hằng tuần,\nhướng dẫn hồ sơ tại chỗ', sees: 'Kết quả cụ thể' },
  { who: staff, type: 'Giải quyết 40 hồ sơ', sees: ['gắn với phong trào nào', 'xây dựng nông thôn mới'] },
  { who: staff, choose: 'xây dựng nông thôn mới', sees: 'https://' },
  { who: staff, type: 'http://khong-an-toan.vn', sees: 'Chỉ nhận đường dẫn bắt đầu bằng https://' },
  { who: staff, type: 'https://bao.quangngai.vn/xuong-ban', sees: ['Xem lại đề xuất', 'Phạm Văn Êm'] },
  { who: staff, choose: 'Sửa mục 4', sees: 'Kết quả cụ thể' },
  { who: staff, type: 'Giải quyết 42 hồ sơ', sees: ['Xem lại đề xuất', '42 hồ sơ'] },
  {
    who: staff,
    choose: 'Gửi đề xuất',
    sees: 'Đinh Thị Phương',
    tells: { [head]: 'Đề nghị đồng chí cho ý kiến', [secretary]: 'Cao Thị Yến Nhi đề xuất' },
  },
];

const reviewing: readonly Line[] = [
  { who: head, type: '/nhantomoi', sees: 'Đề xuất của phòng (chờ ý kiến: 1)' },
  { who: head, choose: 'Đề xuất của phòng', sees: 'Chờ xét (1)' },
  { who: head, choose: 'Chờ xét', sees: 'Phạm Văn Êm' },
  { who: head, choose: 'Phạm Văn Êm', sees: ['42 hồ sơ', 'Nhất trí'], seesNot: 'Đưa vào danh sách' },
  {
    who: head,
    choose: 'Nhất trí',
    sees: 'Đã ghi ý kiến nhất trí',
    tells: { [staff]: 'nhất trí với đề xuất', [secretary]: 'nhất trí với đề xuất' },
  },
  { who: secretary, type: '/quanly', sees: 'Kết quả và chỉ số' },
  { who: secretary, choose: 'Kết quả và chỉ số', sees: 'Nhân tố mới, điển hình' },
  { who: secretary, choose: 'Nhân tố mới, điển hình', sees: 'Chờ xét (1)' },
  { who: secretary, choose: 'Chờ xét', sees: 'Phạm Văn Êm' },
  { who: secretary, choose: 'Phạm Văn Êm', sees: ['nhất trí', 'Đưa vào danh sách'] },
  { who: secretary, choose: 'Trả lại', sees: 'Lý do trả lại' },
  {
    who: secretary,
    type: 'Bổ sung xác nhận của xã',
    sees: 'Đã trả lại',
    tells: { [staff]: 'Lý do: Bổ sung xác nhận của xã' },
  },
  { who: staff, type: '/nhantomoi', sees: 'Trả lại để bổ sung' },
  { who: staff, choose: 'Phạm Văn Êm', sees: 'Bổ sung xác nhận của xã' },
  { who: staff, choose: 'Sửa và gửi lại', sees: 'Xem lại đề xuất' },
  {
    who: staff,
    choose: 'Gửi đề xuất',
    sees: 'Đã gửi',
    tells: { [head]: 'cho ý kiến', [secretary]: 'đề xuất' },
  },
];

describe.each(RENDERINGS)('a proposal on %s', (rendering) => {
  it('goes from its proposer over the head to the secretary, back, and is heard of by all concerned', async () => {
    const phone = await openPhone(rendering);
    for (const who of cast) phone.link(who);
    const told = await play(phone, cast, [
      ...cast.map((who) => ({ who, type: 'xin chào', sees: 'chọn việc cần làm' })),
      ...proposing,
      ...reviewing,
      { who: secretary, type: '/nhantomoi', sees: 'chờ đồng chí: 1' },
      { who: secretary, choose: 'Danh sách của cơ quan', sees: 'Chờ xét (1)' },
      { who: secretary, choose: 'Chờ xét', sees: 'Phạm Văn Êm' },
      { who: secretary, choose: 'Phạm Văn Êm', sees: 'Đưa vào danh sách', seesNot: 'Trưởng phòng: đồng chí' },
      {
        who: secretary,
        choose: 'Đưa vào danh sách',
        sees: ['Đã đưa vào danh sách', 'Chọn để nhân rộng'],
        tells: { [staff]: 'vào danh sách', [colleague]: 'Chúc mừng đồng chí Phạm Văn Êm' },
      },
      { who: secretary, choose: 'Chọn để nhân rộng', sees: 'Được chọn để nhân rộng' },
      { who: secretary, choose: 'Nhập văn bản ghi nhận', sees: 'tại văn bản nào' },
      { who: secretary, type: 'UBND huyện Trà Bồng, Công văn 12', sees: 'Ghi nhận: UBND huyện Trà Bồng' },
    ]);
    expect(told).toContain('42 hồ sơ');
    const { exemplars } = phone.office.storage.store;
    expect(exemplars.byId(1)).toMatchObject({ state: 'listed', version: 2, spread: true, divisionId: 3 });
    expect(exemplars.countRecognised(2021, 2025)).toBe(1);
    expect(exemplars.events(1).map(({ action }) => action)).toEqual([
      'submitted',
      'supported',
      'returned',
      'submitted',
      'listed',
      'spread',
      'recognised',
    ]);
    await phone.close();
  });
});

describe('a draft', () => {
  it('goes on after a restart and on another day', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    for (const [kind, text] of [
      ['type', '/nhantomoi'],
      ['choose', 'Đề xuất mới'],
      ['choose', 'Nhân tố mới'],
      ['choose', 'khác'],
      ['type', 'Mô hình nuôi bò thôn Trà Nga'],
      ['type', '/huy'],
    ] as const) {
      await phone[kind](staff, text);
    }
    await office.restart();
    office.clock.set('2022-02-16 09:00');
    await phone.type(staff, '/nhantomoi');
    expect(textOf(await phone.choose(staff, 'Mô hình nuôi bò'))).toContain('Còn thiếu: tóm tắt, kết quả');
    expect(textOf(await phone.choose(staff, 'Gửi đề xuất'))).toContain('còn thiếu nội dung');
    await phone.choose(staff, 'Bỏ đề xuất');
    expect(textOf(await phone.choose(staff, 'Xác nhận rút'))).toContain('chưa có đề xuất nào');
  });

  it('left before its first answer is taken up again, not begun a second time', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    for (let round = 0; round < 3; round += 1) {
      await phone.type(staff, '/nhantomoi');
      await phone.choose(staff, 'Đề xuất mới');
      await phone.type(staff, '/huy');
    }
    expect(office.storage.store.exemplars.ofProposer(1, office.person(staff).id)).toHaveLength(1);
  });
});

describe('who may not', () => {
  it('the head of another division neither sees nor judges a proposal', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(otherHead);
    propose(office);
    await phone.type(otherHead, '/nhantomoi');
    expect(textOf(await phone.choose(otherHead, 'Đề xuất của phòng'))).toContain('Chờ xét (0)');
  });

  it('a head gives no opinion on what they proposed or on themselves', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(head);
    propose(office, head, colleague);
    await phone.type(head, '/nhantomoi');
    await phone.choose(head, 'Đề xuất của phòng');
    await phone.choose(head, 'Chờ xét');
    const seen = textOf(await phone.choose(head, 'Phạm Văn Êm'));
    expect(seen).not.toContain('Chưa nhất trí');
  });

  it('a leader reads the list but decides only where every secretary is concerned', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(leader);
    propose(office, staff, secretary);
    propose(office, staff, colleague);
    await phone.type(leader, '/nhantomoi');
    await phone.choose(leader, 'Danh sách của cơ quan');
    await phone.choose(leader, 'Chờ xét');
    expect(textOf(await phone.choose(leader, 'Phạm Văn Êm'))).not.toContain('Đưa vào danh sách');
    await phone.choose(leader, 'Trở lại');
    expect(textOf(await phone.choose(leader, 'Trương Minh Đức'))).toContain('Đưa vào danh sách');
  });

  it('somebody who is secretary no more is led out of the list at once', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    propose(office);
    await phone.type(secretary, '/nhantomoi');
    await phone.choose(secretary, 'Danh sách của cơ quan');
    await phone.choose(secretary, 'Chờ xét');
    await phone.choose(secretary, 'Phạm Văn Êm');
    office.change(secretary, { roles: ['staff'] });
    expect(textOf(await phone.choose(secretary, 'Đưa vào danh sách'))).toContain('không thuộc phần việc');
    expect(office.storage.store.exemplars.byId(1)?.state).toBe('submitted');
  });
});

describe('the same subject', () => {
  it('proposed twice in a year is said to the second proposer and to the secretary', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    propose(office, CAST.otherStaff, colleague);
    for (const [kind, text] of [
      ['type', '/nhantomoi'],
      ['choose', 'Đề xuất mới'],
      ['choose', 'Điển hình'],
      ['choose', 'Cá nhân trong'],
    ] as const) {
      await phone[kind](staff, text);
    }
    expect(textOf(await phone.type(staff, colleague))).toContain('đã có 1 đề xuất khác');
    expect(standing(office, staff)).toBe('exemplar.summary');
  });
});

describe('a decision on an old version', () => {
  it('is refused, and the new version shown', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    phone.link(staff);
    const id = propose(office);
    await phone.type(secretary, '/nhantomoi');
    await phone.choose(secretary, 'Danh sách của cơ quan');
    await phone.choose(secretary, 'Chờ xét');
    await phone.choose(secretary, 'Phạm Văn Êm');
    office.work(({ store, now }) => store.exemplars.submit(id, 2, now));
    expect(textOf(await phone.choose(secretary, 'Đưa vào danh sách'))).toContain('đã được sửa và gửi lại');
    await phone.choose(secretary, 'Đưa vào danh sách');
    expect(office.storage.store.exemplars.byId(id)?.state).toBe('listed');
  });
});
