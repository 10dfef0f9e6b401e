import { describe, expect, it } from 'vitest';
import { permitLate } from '../../src/app/approval.ts';
import { standing } from '../support/events.ts';
import { CAST, type Office } from '../support/office.ts';
import { openPhone, textOf, textPhone } from '../support/phone.ts';
import { openFor, register, registerDivision, stateOf } from '../support/registering.ts';
import { goTo, PLAIN_CONTENT, submitFor } from '../support/steps.ts';

const { staff, head, secretary } = CAST;

/** Gives somebody a pledge of the year before. */
function pledgedLastYear(office: Office, state: 'submitted' | 'withdrawn' = 'submitted'): void {
  office.work(({ store, now }) => {
    const before = store.campaigns.savePlan({ ...office.plan, year: 2021 }, now);
    const { id: memberId, divisionId } = office.person(staff);
    const draft = {
      ...PLAIN_CONTENT,
      initiative: { name: 'Sáng kiến cũ', summary: 'đã công nhận', level: 'grassroots' as const },
      commitments: [
        { code: 'ky-luat', text: 'Chấp hành tốt kỷ luật' },
        { code: 'khong-con', text: 'Cam kết mà kế hoạch năm nay không có' },
      ],
    };
    const id = store.pledges.create({ campaignId: before.id, kind: 'individual', memberId, divisionId, draft, now });
    const pledge = store.pledges.byId(id);
    if (pledge !== null) store.pledges.saveVersion(pledge, draft, memberId, now);
    store.pledges.setState(id, state, now);
    store.campaigns.savePlan(office.plan, now);
  });
}

describe('registration', () => {
  it('before it opens says when', async () => {
    const { phone } = await openFor([staff], '2022-02-07 07:59');
    expect(textOf(await phone.type(staff, '/dangky'))).toContain('mở từ 08:00 thứ Hai, 07/02/2022');
  });

  it('is open from the minute it opens until the minute it closes', async () => {
    const { office, phone } = await openFor([staff], '2022-02-07 08:00');
    await phone.type(staff, '/dangky');
    expect(standing(office, staff)).toBe('register.titles');
    office.clock.set('2022-02-28 16:59');
    await phone.type(staff, '/dangky');
    await phone.choose(staff, 'Làm lại');
    expect(standing(office, staff)).toBe('register.titles');
    office.clock.set('2022-02-28 17:00');
    expect(textOf(await phone.type(staff, '/dangky'))).toContain('hết hạn đăng ký lúc 17:00 thứ Hai, 28/02/2022');
  });

  it('that closes while the card is open cannot be submitted any more', async () => {
    const { office, phone } = await openFor([staff]);
    await register(phone, staff);
    await phone.type(staff, '/dangky');
    await phone.choose(staff, 'Sửa bản đăng ký');
    office.clock.set('2022-02-28 17:00');
    expect(textOf(await phone.choose(staff, 'Nộp bản đăng ký'))).toContain('hết hạn');
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.version).toBe(1);
  });

  it('late needs the secretary, who says why; it holds for three days and is told', async () => {
    const { office, phone } = await openFor([staff, secretary], '2022-03-01 08:00');
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Đăng ký');
    await phone.choose(secretary, 'muộn');
    await phone.type(secretary, 'Yến Nhi');
    expect(standing(office, secretary)).toBe('manage.late_reason');
    await phone.type(secretary, 'Đi công tác dài ngày');
    expect(textOf(phone.look(staff))).toContain('đăng ký muộn đến 08:00 thứ Sáu, 04/03/2022');
    office.clock.set('2022-03-04 07:59');
    expect(await register(phone, staff)).toContain('Đã nộp');
    const pledge = office.storage.store.pledges.ofMember(1, office.person(staff).id);
    expect(office.storage.store.pledges.events(pledge?.id ?? 0)).toMatchObject([
      { action: 'late_permitted', note: 'Đi công tác dài ngày' },
      { action: 'submitted' },
    ]);
    office.clock.set('2022-03-04 08:00');
    expect(textOf(await phone.type(staff, '/dangky'))).toContain('hết hạn');
  });

  it('late for a division is permitted to its head', async () => {
    const { office, phone } = await openFor([head, secretary], '2022-03-01 08:00');
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Đăng ký');
    await phone.choose(secretary, 'muộn');
    await phone.type(secretary, head);
    await phone.choose(secretary, 'Tập thể');
    await phone.type(secretary, 'Chờ sắp xếp lại phòng');
    expect(textOf(phone.look(head))).toContain('cho phép tập thể Phòng Chính sách Dân tộc đăng ký muộn');
    expect(await registerDivision(phone, head)).toContain('Đã nộp');
    expect(textOf(await phone.type(head, '/dangky'))).toContain('đăng ký cho ai');
    expect(textOf(await phone.choose(head, 'Cá nhân tôi'))).toContain('hết hạn');
    expect(office.storage.store.pledges.all(1)).toHaveLength(1);
  });

  it('that is permitted late before it closes is open until it closes, and says so', async () => {
    const { office, phone } = await openFor([staff]);
    office.work((work) =>
      permitLate(work, office.person(secretary), { owner: office.person(staff), kind: 'individual' }, 'đi học'),
    );
    expect(textOf(await phone.type(staff, '/dangkycuatoi'))).toContain('Hạn nộp và sửa: 17:00 thứ Hai, 28/02/2022');
  });

  it('needs a title or commendation, and a commitment', async () => {
    const { office, phone } = await openFor([staff]);
    await phone.type(staff, '/dangky');
    for (const label of ['Xong', 'Không đăng ký', 'Hoàn thành tốt', 'Không đăng ký']) await phone.choose(staff, label);
    expect(textOf(await phone.choose(staff, 'Xong'))).toContain('Cần ít nhất một cam kết');
    await phone.choose(staff, 'kỷ cương');
    expect(textOf(await phone.choose(staff, 'Xong'))).toContain('Chưa chọn danh hiệu');
    expect(textOf(await phone.choose(staff, 'Nộp bản đăng ký'))).toContain('Chưa nộp được vì còn thiếu');
    expect(stateOf(office, staff)).toBe('draft');
  });

  it('of CSTĐCS without an initiative is not taken, and says which rule asks for it', async () => {
    const { office, phone } = await openFor([staff]);
    await phone.type(staff, '/dangky');
    for (const label of [
      'thi đua cơ sở',
      'Xong',
      'Đăng ký thêm',
      'Không đăng ký',
      'Hoàn thành tốt',
      'Không đăng ký',
      'kỷ cương',
    ]) {
      await phone.choose(staff, label);
    }
    await phone.choose(staff, 'Xong');
    const refused = textOf(await phone.choose(staff, 'Nộp bản đăng ký'));
    expect(refused).toContain('CSTĐCS: có sáng kiến, đề tài được công nhận từ cấp cơ sở trở lên');
    expect(refused).toContain('Luật Thi đua, khen thưởng');
    expect(stateOf(office, staff)).toBe('draft');
  });

  it('of a title whose condition is not taken drops that title', async () => {
    const { office, phone } = await openFor([staff]);
    await phone.type(staff, '/dangky');
    for (const label of ['thi đua cấp tỉnh', 'Xong', 'Bỏ danh hiệu']) await phone.choose(staff, label);
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.draft?.titles).toEqual([]);
    expect(standing(office, staff)).toBe('register.titles');
  });

  it('of the highest title takes all that it stands on', async () => {
    const { office, phone } = await openFor([staff]);
    await phone.type(staff, '/dangky');
    for (const label of ['toàn quốc', 'Xong', 'Đăng ký thêm']) await phone.choose(staff, label);
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.draft?.titles).toHaveLength(4);
    expect(standing(office, staff)).toBe('register.awards');
  });

  it('shows the quota of 33 people exactly, and moves as people register', async () => {
    const { office, phone } = await openFor([staff]);
    const quota = async () => /CSTĐCS: .*/.exec(textOf(await phone.type(staff, '/dangky')))?.[0];
    expect(await quota()).toBe('CSTĐCS: 0 người đăng ký / trần 4 (15% × 33 LĐTT = 4,95, làm tròn xuống 4)');
    const fighter = {
      ...PLAIN_CONTENT,
      titles: ['advanced_worker', 'grassroots_emulation_fighter'] as const,
      initiative: { name: 'Số hóa hồ sơ', summary: 'Nhanh hơn', level: 'grassroots' as const },
    };
    for (const code of ['CB025', 'CB026', 'CB027', 'CB028']) submitFor(office, code, fighter);
    await phone.type(staff, '/huy');
    await phone.type(staff, '/dangky');
    expect(textOf(await phone.choose(staff, 'Làm lại'))).toContain('CSTĐCS: 4 người đăng ký / trần 4 (');
    submitFor(office, 'CB029', fighter);
    expect(textOf(await phone.choose(staff, 'Lao động'))).toContain('Vượt trần');
  });

  it('offers last year’s pledge: titles and commitments, but no initiative', async () => {
    const { office, phone } = await openFor([staff]);
    pledgedLastYear(office);
    expect(textOf(await phone.type(staff, '/dangky'))).toContain('Năm 2021 đồng chí đã đăng ký như sau');
    const card = textOf(await phone.choose(staff, 'Chép lại'));
    expect(card).toContain('Bản đăng ký thi đua năm 2022');
    expect(card).toContain('Sáng kiến: không');
    expect(card).toContain('Cam kết mà kế hoạch năm nay không có');
    expect(await phone.choose(staff, 'Nộp bản đăng ký')).toHaveLength(1);
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.content?.commitments).toEqual([
      { code: 'ky-luat', text: 'Chấp hành tốt kỷ luật' },
      { code: null, text: 'Cam kết mà kế hoạch năm nay không có' },
    ]);
  });

  it('offers no pledge of last year that was withdrawn', async () => {
    const { office, phone } = await openFor([staff]);
    pledgedLastYear(office, 'withdrawn');
    await phone.type(staff, '/dangky');
    expect(standing(office, staff)).toBe('register.titles');
  });

  it('left in the middle of an initiative is taken up there, also on the other channel', async () => {
    const phone = await openPhone('local');
    const { office } = phone;
    await goTo(phone, 'register.initiative_level');
    await phone.type(staff, '/huy');
    office.clock.set('2022-02-15 09:00');
    office.link(staff, 'local-text');
    const text = textPhone(office);
    expect(textOf(await text.type(staff, '/dangky'))).toContain('đang viết dở: Số hóa hồ sơ');
    expect(textOf(await text.choose(staff, 'Tiếp tục'))).toContain('đang viết dở: Số hóa hồ sơ');
    await text.choose(staff, 'Viết tiếp');
    expect(standing(office, staff)).toBe('register.initiative_level');
    expect(textOf(await text.choose(staff, 'Cấp tỉnh'))).toContain('Giảm thời gian rà soát');
    const draft = office.storage.store.pledges.ofMember(1, office.person(staff).id)?.draft;
    const initiative = { name: 'Số hóa hồ sơ người có uy tín', summary: 'Giảm thời gian rà soát', level: 'provincial' };
    expect(draft).toEqual({ ...PLAIN_CONTENT, initiative, commitments: [] });
  });

  it('promises no initiative that was only begun', async () => {
    const phone = await openPhone('local');
    const { office } = phone;
    await goTo(phone, 'register.review');
    for (const label of ['Sửa mục 4', 'Có, ']) await phone.choose(staff, label);
    await phone.type(staff, 'Số hóa hồ sơ người có uy tín');
    for (let step = 0; step < 3; step += 1) await phone.type(staff, '/quaylai');
    expect(standing(office, staff)).toBe('register.review');
    await phone.choose(staff, 'Nộp bản đăng ký');
    const pledge = office.storage.store.pledges.ofMember(1, office.person(staff).id);
    expect(pledge?.content).toEqual({ ...PLAIN_CONTENT, commitments: pledge?.content?.commitments });
  });

  it('amended without any change stays the version it was', async () => {
    const { office, phone } = await openFor([staff, head]);
    await register(phone, staff);
    await phone.type(staff, '/dangky');
    await phone.choose(staff, 'Sửa bản đăng ký');
    phone.look(head);
    expect(textOf(await phone.choose(staff, 'Nộp bản đăng ký'))).toContain('không thay đổi so với phiên bản 1');
    expect(textOf(phone.look(head))).toBe('');
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)).toMatchObject({
      version: 1,
      draft: null,
    });
  });

  it('keeps every version', async () => {
    const { office, phone } = await openFor([staff]);
    await register(phone, staff);
    await phone.type(staff, '/dangky');
    for (const label of ['Sửa bản đăng ký', 'Sửa mục 3', 'Hoàn thành xuất sắc', 'Nộp bản đăng ký'])
      await phone.choose(staff, label);
    const versions = office.storage.database.sqlite
      .prepare(`SELECT version, json_extract(content, '$.grade') AS grade FROM pledge_version ORDER BY version`)
      .all();
    expect(versions).toEqual([
      { version: 1, grade: 'good' },
      { version: 2, grade: 'excellent' },
    ]);
  });
});
