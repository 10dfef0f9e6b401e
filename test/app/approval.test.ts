import { describe, expect, it } from 'vitest';
import { standing } from '../support/events.ts';
import { CAST } from '../support/office.ts';
import { textOf } from '../support/phone.ts';
import { openFor, register, registerDivision, stateOf, told } from '../support/registering.ts';
import { PLAIN_CONTENT, submitFor } from '../support/steps.ts';

const { staff, colleague, head, secretary, leader, otherHead } = CAST;
const EVERYBODY = Object.values(CAST);

describe('the way of a pledge', () => {
  it('of staff goes to the head of the division, and to nobody else', async () => {
    const { phone } = await openFor();
    expect(await register(phone, staff)).toContain('Đinh Thị Phương xác nhận');
    expect(told(phone, staff)).toEqual({
      [head]: expect.stringContaining('Cao Thị Yến Nhi (Phòng Chính sách Dân tộc)'),
    });
  });

  it('of a head goes straight to the secretary, and says why', async () => {
    const { phone } = await openFor();
    expect(await register(phone, head)).toContain('không tự xác nhận');
    expect(told(phone, head)).toEqual({
      [secretary]: expect.stringContaining('không tự xác nhận, chuyển thẳng Thư ký'),
    });
    expect(textOf(await phone.type(head, '/dangkycuatoi'))).toContain('đã nộp, chờ tiếp nhận');
    await phone.type(secretary, '/pheduyet');
    const card = textOf(await phone.choose(secretary, 'Đinh Thị Phương'));
    expect(card).toContain('không tự xác nhận');
    expect(card).toContain('đã nộp, chờ tiếp nhận');
    expect(textOf(await phone.choose(secretary, 'Tiếp nhận'))).toContain('Đã duyệt');
  });

  it('of a leader goes straight to the secretary', async () => {
    const { phone } = await openFor();
    expect(await register(phone, leader)).toContain('lãnh đạo');
    expect(Object.keys(told(phone, leader))).toEqual([secretary]);
  });

  it('of a division is registered by its head alone and accepted by the secretary', async () => {
    const { office, phone } = await openFor();
    await phone.type(staff, '/dangky');
    expect(standing(office, staff)).toBe('register.titles');
    expect(await registerDivision(phone, head)).toContain('đăng ký của tập thể');
    expect(told(phone, head)).toEqual({ [secretary]: expect.stringContaining('tập thể Phòng Chính sách Dân tộc') });
    await phone.type(secretary, '/pheduyet');
    await phone.choose(secretary, 'Chính sách Dân tộc');
    await phone.choose(secretary, 'Tiếp nhận');
    expect(told(phone, secretary)).toEqual({ [head]: expect.stringContaining('đã được duyệt') });
    const accepted = office.storage.store.pledges.ofDivision(1, office.person(head).divisionId);
    expect(accepted).toMatchObject({ kind: 'collective', state: 'accepted', memberId: null });
  });

  it('of the only secretary goes to a leader in the end, never back to the secretary', async () => {
    const { office, phone } = await openFor([...EVERYBODY, 'CB004']);
    await register(phone, secretary);
    expect(textOf(phone.look('CB004'))).toContain('Trương Minh Đức');
    await phone.type('CB004', '/pheduyet');
    await phone.choose('CB004', 'Trương Minh Đức');
    await phone.choose('CB004', 'Xác nhận');
    expect(textOf(phone.look(leader))).toContain('chờ đồng chí tiếp nhận');
    expect(textOf(await phone.type(secretary, '/pheduyet'))).toContain('Không có việc nào đang chờ');
    await phone.type(leader, '/pheduyet');
    await phone.choose(leader, 'Trương Minh Đức');
    expect(textOf(await phone.choose(leader, 'Tiếp nhận'))).toContain('Đã duyệt');
    expect(stateOf(office, secretary)).toBe('accepted');
  });

  it('of a division led by the only secretary goes to a leader', async () => {
    const { office, phone } = await openFor();
    office.change(secretary, { roles: ['staff', 'head', 'secretary'] });
    await registerDivision(phone, secretary);
    expect(Object.keys(told(phone, secretary))).toEqual([leader]);
    expect(textOf(await phone.type(secretary, '/pheduyet'))).toContain('Không có việc nào đang chờ');
    await phone.type(leader, '/pheduyet');
    await phone.choose(leader, 'Văn phòng');
    expect(textOf(await phone.choose(leader, 'Tiếp nhận'))).toContain('Đã duyệt');
  });

  it('in a division without a head goes straight to the secretary', async () => {
    const { office, phone } = await openFor();
    office.change(head, { roles: ['staff'] });
    expect(await register(phone, staff)).toContain('chưa có trưởng phòng');
    expect(Object.keys(told(phone, staff))).toEqual([secretary]);
  });

  it('that was withdrawn tells those who had it before them', async () => {
    const { phone } = await openFor();
    await register(phone, staff);
    told(phone, staff);
    await phone.type(staff, '/dangky');
    await phone.choose(staff, 'Rút');
    await phone.choose(staff, 'Rút');
    expect(Object.keys(told(phone, staff)).toSorted()).toEqual([head, secretary].toSorted());
  });
});

describe('the way of a withdrawal', () => {
  it('of the only secretary leads to the leader who would have accepted the pledge', async () => {
    const { phone } = await openFor();
    await register(phone, secretary);
    told(phone, secretary);
    await phone.type(secretary, '/dangky');
    await phone.choose(secretary, 'Rút');
    await phone.choose(secretary, 'Rút');
    expect(told(phone, secretary)).toEqual({ [leader]: expect.stringContaining('đã được rút') });
  });
});

describe('a decision', () => {
  it('on a version that was amended meanwhile is refused, and the new card is shown', async () => {
    const { office, phone } = await openFor();
    await register(phone, staff);
    await phone.type(head, '/pheduyet');
    await phone.choose(head, 'Cao Thị Yến Nhi');
    await phone.type(staff, '/dangky');
    for (const label of ['Sửa bản đăng ký', 'Sửa mục 3', 'Hoàn thành xuất sắc', 'Nộp bản đăng ký'])
      await phone.choose(staff, label);
    phone.look(head);
    const seen = textOf(await phone.choose(head, 'Xác nhận'));
    expect(seen).toContain('vừa được sửa');
    expect(seen).toContain('phiên bản 2');
    expect(seen).toContain('hoàn thành xuất sắc');
    expect(stateOf(office, staff)).toBe('submitted');
    await phone.choose(head, 'Xác nhận');
    expect(stateOf(office, staff)).toBe('endorsed');
  });

  it('of the secretary on a version that was amended meanwhile waits for the head again', async () => {
    const { office, phone } = await openFor();
    const pledgeId = submitFor(office, staff);
    office.work(({ store, now }) => store.pledges.setState(pledgeId, 'endorsed', now));
    await phone.type(secretary, '/pheduyet');
    await phone.choose(secretary, 'Cao Thị Yến Nhi');
    submitFor(office, staff, { ...PLAIN_CONTENT, grade: 'excellent' });
    expect(textOf(await phone.choose(secretary, 'Tiếp nhận'))).toContain('không còn chờ đồng chí');
    expect(stateOf(office, staff)).toBe('submitted');
  });

  it('to return needs a reason, which its owner reads word by word', async () => {
    const { office, phone } = await openFor();
    await register(phone, staff);
    await phone.type(head, '/pheduyet');
    for (const label of ['Cao Thị Yến Nhi', 'Trả lại']) await phone.choose(head, label);
    await phone.type(head, '\u200b');
    expect(stateOf(office, staff)).toBe('submitted');
    expect(standing(office, head)).toBe('approvals.reason');
    await phone.type(head, 'Đề nghị nêu rõ thời hạn & kết quả');
    expect(textOf(phone.look(staff))).toContain('Lý do trả lại: Đề nghị nêu rõ thời hạn & kết quả');
    expect(stateOf(office, staff)).toBe('returned');
  });

  it('for all that are endorsed takes those, leaves the others, and tells each owner', async () => {
    const { office, phone } = await openFor();
    for (const code of [staff, colleague]) {
      const pledgeId = submitFor(office, code);
      office.work(({ store, now }) => store.pledges.setState(pledgeId, 'endorsed', now));
    }
    submitFor(office, CAST.otherStaff);
    await phone.type(secretary, '/pheduyet');
    expect(textOf(await phone.choose(secretary, 'Tiếp nhận cả 2'))).toContain('Tiếp nhận 2 bản');
    expect(textOf(await phone.choose(secretary, 'Tiếp nhận tất cả'))).toContain('Đã tiếp nhận 2 bản');
    expect([staff, colleague, CAST.otherStaff].map((code) => stateOf(office, code))).toEqual([
      'accepted',
      'accepted',
      'submitted',
    ]);
    expect(Object.keys(told(phone, secretary)).toSorted()).toEqual([staff, colleague].toSorted());
  });

  it('for all that are endorsed takes those that were counted, not what is endorsed after the question', async () => {
    const { office, phone } = await openFor([...EVERYBODY, 'CB021', 'CB022']);
    await register(phone, staff);
    await register(phone, colleague);
    const endorsed = async (name: string) => {
      await phone.type(head, '/pheduyet');
      await phone.choose(head, name);
      await phone.choose(head, 'Xác nhận');
    };
    const [first, second] = [staff, colleague].map((code) => office.person(code).fullName);
    const third = 'CB022';
    await register(phone, third);
    await endorsed(first ?? '');
    await endorsed(second ?? '');
    await phone.type(secretary, '/pheduyet');
    office.clock.advance(1_000);
    expect(textOf(await phone.choose(secretary, 'Tiếp nhận cả 2'))).toContain('Tiếp nhận 2 bản');
    office.clock.advance(1_000);
    await endorsed(office.person(third).fullName);
    expect(textOf(await phone.type(secretary, '?'))).toContain('Tiếp nhận 2 bản');
    expect(textOf(await phone.choose(secretary, 'Tiếp nhận tất cả'))).toContain('Đã tiếp nhận 2 bản');
    expect([staff, colleague, third].map((code) => stateOf(office, code))).toEqual([
      'accepted',
      'accepted',
      'endorsed',
    ]);
  });

  it('is nobody’s on a pledge of another division', async () => {
    const { office, phone } = await openFor();
    await register(phone, staff);
    expect(textOf(await phone.type(otherHead, '/pheduyet'))).toContain('Không có việc nào đang chờ');
    expect(stateOf(office, staff)).toBe('submitted');
  });
});
