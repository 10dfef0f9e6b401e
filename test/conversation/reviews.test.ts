import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, textOf, textPhone } from '../support/phone.ts';
import {
  campaignIn,
  closeRound,
  DURING_REVIEW,
  FULL_CONTENT,
  pledgeFor,
  reportFor,
  reviewWith,
} from '../support/reporting.ts';

const { staff, colleague, head, secretary } = CAST;

describe('a report that was begun', () => {
  it('goes on after a restart, on the other messenger, where it was left', async () => {
    const office = await openOffice();
    office.link(staff);
    office.link(staff, 'local-text');
    reviewWith(office, { [staff]: FULL_CONTENT });
    const phone = localPhone(office);
    await phone.type(staff, '/tiendo');
    await phone.choose(staff, 'Đã nộp hồ sơ');
    await phone.type(staff, 'Hồ sơ nộp ngày 10/6');
    await office.restart();
    office.clock.advance(HOUR);
    const other = textPhone(office);
    expect(textOf(await other.type(staff, '/tiendo'))).toContain('Hồ sơ nộp ngày 10/6');
    const seen = textOf(await other.choose(staff, 'Tiếp tục'));
    expect(seen).toContain('Mục 2/3');
    expect(textOf(await other.choose(staff, 'Đúng tiến độ'))).toContain('Mục 2/3');
  });

  it('can be thrown away, and what was submitted stays', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    reviewWith(office, { [staff]: FULL_CONTENT });
    reportFor(office, staff);
    await phone.type(staff, '/tiendo');
    await phone.choose(staff, 'Sửa báo cáo');
    await phone.type(staff, '/huy');
    await phone.type(staff, '/tiendo');
    expect(textOf(await phone.choose(staff, 'Bỏ'))).toContain('Đã bỏ bản nháp');
    expect(textOf(await phone.type(staff, '/tiendo'))).toContain('đã nộp, chờ xác nhận');
  });
});

describe('confirming all reports', () => {
  it('takes those that were counted, not what comes in after the question', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(head);
    const third = 'CB022';
    reviewWith(office, { [staff]: FULL_CONTENT, [colleague]: FULL_CONTENT, [third]: FULL_CONTENT });
    for (const who of [staff, colleague]) reportFor(office, who);
    await phone.type(head, '/pheduyet');
    expect(textOf(await phone.choose(head, 'Xác nhận cả 2'))).toContain('Xác nhận 2 báo cáo');
    office.clock.advance(1_000);
    reportFor(office, third);
    expect(textOf(await phone.type(head, '?'))).toContain('Xác nhận 2 báo cáo');
    expect(textOf(await phone.choose(head, 'Xác nhận tất cả'))).toContain('1 báo cáo');
    expect(textOf(await phone.type(head, '/pheduyet'))).toContain(office.person(third).fullName);
  });
});

describe('/tiendo', () => {
  it('says why there is nothing to report', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    expect(textOf(await phone.type(staff, '/tiendo'))).toContain('Chưa đến kỳ báo cáo');
    reviewWith(office, {});
    expect(textOf(await phone.type(staff, '/tiendo'))).toContain('không có bản đăng ký đã nộp');
  });

  it('takes no number for a choice where a figure is asked', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    const commitments = FULL_CONTENT.commitments.slice(1);
    reviewWith(office, { [staff]: { ...FULL_CONTENT, initiative: null, commitments } });
    await phone.type(staff, '/tiendo');
    await phone.choose(staff, 'Đã hoàn thành');
    await phone.type(staff, '1');
    await phone.choose(staff, 'Không ghi chú');
    expect(textOf(await phone.choose(staff, 'Không có minh chứng'))).toContain('1 hộ (cam kết 2 hộ)');
  });
});

describe('the secretary', () => {
  it('opens a review early with a reason, and everybody who owes a report is told', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [staff, colleague, secretary]) phone.link(who);
    pledgeFor(office, staff);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Sơ kết, tổng kết');
    await phone.choose(secretary, 'Mở, theo dõi');
    await phone.choose(secretary, 'Báo cáo sơ kết');
    await phone.choose(secretary, 'Mở kỳ báo cáo');
    const seen = textOf(await phone.type(secretary, 'Theo chỉ đạo của Lãnh đạo Ban'));
    expect(seen).toContain('Đã mở kỳ báo cáo sơ kết 6 tháng');
    expect(seen).toContain('Lý do: Theo chỉ đạo của Lãnh đạo Ban');
    expect(textOf(phone.look(staff))).toContain('Đã mở kỳ báo cáo sơ kết 6 tháng năm 2022');
    expect(textOf(phone.look(colleague))).toBe('');
  });

  it('sees who owes, closes with a reason, permits a late report, and sees it beside the frozen figures', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [staff, colleague, head, secretary]) phone.link(who);
    reviewWith(office, { [staff]: FULL_CONTENT, [colleague]: FULL_CONTENT });
    reportFor(office, staff);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Sơ kết, tổng kết');
    await phone.choose(secretary, 'Mở, theo dõi');
    await phone.choose(secretary, 'Báo cáo sơ kết');
    const progress = textOf(await phone.choose(secretary, 'Tình hình báo cáo'));
    expect(progress).toContain('1/2 đã báo cáo, 0 đã xác nhận');
    expect(progress).toContain(office.person(colleague).fullName);
    expect(textOf(await phone.choose(secretary, 'Chốt số liệu'))).toContain(office.person(colleague).fullName);
    expect(textOf(await phone.type(secretary, 'không'))).toContain('ngay bây giờ?');
    expect(textOf(await phone.choose(secretary, 'Trở lại'))).not.toContain('Đã chốt số liệu');
    await phone.choose(secretary, 'Chốt số liệu');
    await phone.type(secretary, 'Theo lịch họp Hội đồng');
    expect(textOf(await phone.choose(secretary, 'Chốt số liệu'))).toContain('Đã chốt số liệu');
    expect(textOf(await phone.choose(secretary, 'Xem số liệu đã chốt'))).toContain('Đã báo cáo: 1 người');
    expect(textOf(await phone.choose(secretary, 'Thay đổi sau khi chốt'))).toContain('Không có thay đổi');
    await phone.choose(secretary, 'Cho báo cáo muộn');
    await phone.type(secretary, colleague);
    expect(textOf(await phone.type(secretary, 'Nghỉ ốm'))).toContain('Đã cho đồng chí');
    expect(textOf(phone.look(colleague))).toContain('cho phép đồng chí nộp báo cáo sơ kết 6 tháng muộn');
    reportFor(office, colleague);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Sơ kết, tổng kết');
    await phone.choose(secretary, 'Mở, theo dõi');
    await phone.choose(secretary, 'Báo cáo sơ kết');
    const later = textOf(await phone.choose(secretary, 'Thay đổi sau khi chốt'));
    expect(later).toContain('chưa báo cáo → đã báo cáo');
    expect(textOf(await phone.choose(secretary, 'Xem số liệu đã chốt'))).toContain('Đã báo cáo: 1 người');
  });
});

describe('the plan’s days', () => {
  it('open the review at its milestone and close it at its deadline', async () => {
    const office = await openOffice();
    pledgeFor(office, staff);
    office.clock.set('2022-06-15 08:00');
    await office.tick();
    const state = () => office.storage.store.reviews.find(campaignIn(office).id, 'preliminary')?.state ?? null;
    expect(state()).toBe('open');
    office.clock.set('2022-06-30 17:00');
    await office.tick();
    expect(state()).toBe('closed');
    const review = office.storage.store.reviews.find(campaignIn(office).id, 'preliminary');
    expect(review === null ? null : office.storage.store.reviews.snapshot(review.id)).not.toBe(null);
  });

  it('close nothing twice: a review that the secretary closed keeps its figures', async () => {
    const office = await openOffice();
    reviewWith(office, { [staff]: FULL_CONTENT });
    office.clock.set(DURING_REVIEW);
    closeRound(office, 'preliminary');
    const review = office.storage.store.reviews.find(campaignIn(office).id, 'preliminary');
    const frozen = office.storage.store.reviews.snapshot(review?.id ?? 0);
    office.clock.advance(30 * DAY);
    await office.tick();
    expect(office.storage.store.reviews.snapshot(review?.id ?? 0)).toEqual(frozen);
  });
});
