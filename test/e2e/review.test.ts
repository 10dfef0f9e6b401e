import { describe, expect, it } from 'vitest';
import { CAST } from '../support/office.ts';
import { openPhone, RENDERINGS } from '../support/phone.ts';
import { FULL_CONTENT, reviewWith } from '../support/reporting.ts';
import { type Line, play } from '../support/transcript.ts';

const { staff, head, secretary } = CAST;
const cast = [staff, head, secretary];

const greetings: readonly Line[] = [
  { who: head, type: 'xin chào', sees: 'Đinh Thị Phương' },
  { who: secretary, type: 'xin chào', sees: 'Trương Minh Đức' },
];

const reporting: readonly Line[] = [
  { who: staff, type: '/tiendo', sees: ['Báo cáo sơ kết 6 tháng (2022)', 'Mục 1/3', 'Số hóa hồ sơ'] },
  { who: staff, choose: 'Đã nộp hồ sơ công nhận', sees: 'ghi vắn tắt' },
  { who: staff, choose: 'Không ghi chú', sees: 'Minh chứng cho mục 1' },
  { who: staff, type: 'http://khong-an-toan.vn', sees: 'https://' },
  { who: staff, type: 'https://quangngai.gov.vn/sang-kien', sees: ['Đã thêm đường dẫn', 'quangngai.gov.vn/sang-kien'] },
  { who: staff, choose: 'Xong', sees: ['Mục 2/3', 'Chấp hành tốt kỷ luật'] },
  { who: staff, choose: 'Đúng tiến độ', sees: 'ghi vắn tắt' },
  { who: staff, type: 'Không vi phạm <nội quy> & quy chế', sees: 'Minh chứng cho mục 2' },
  { who: staff, choose: 'Không có minh chứng', sees: ['Mục 3/3', '02 hộ nghèo'] },
  { who: staff, choose: 'Chậm tiến độ', sees: ['đơn vị: hộ', 'cam kết 2'] },
  { who: staff, type: 'một hộ', sees: 'chưa đọc được số' },
  { who: staff, type: '1,5', sees: 'nguyên nhân' },
  { who: staff, type: 'Hộ thứ hai chờ vay vốn,\ndự kiến xong quý III', sees: 'Minh chứng cho mục 3' },
  { who: staff, choose: 'Không có minh chứng', sees: ['1,5 hộ (cam kết 2 hộ)', '<nội quy> & quy chế'] },
  { who: staff, choose: 'Sửa mục 2', sees: 'Đang ghi: Đúng tiến độ' },
  { who: staff, choose: 'Đã hoàn thành', sees: 'Đang ghi: Không vi phạm' },
  { who: staff, choose: 'Giữ nguyên', sees: 'Minh chứng cho mục 2' },
  { who: staff, choose: 'Không có minh chứng', sees: 'Đã hoàn thành' },
  {
    who: staff,
    choose: 'Nộp báo cáo',
    sees: ['Đã nộp báo cáo', 'Đinh Thị Phương xác nhận'],
    tells: { [head]: 'chờ đồng chí xác nhận' },
  },
];

const returning: readonly Line[] = [
  { who: head, choose: 'phê duyệt', sees: 'chờ đồng chí xác nhận' },
  { who: head, choose: 'Cao Thị Yến Nhi', sees: ['1,5 hộ', 'quangngai.gov.vn/sang-kien'] },
  { who: head, choose: 'Trả lại', sees: 'lý do trả lại' },
  {
    who: head,
    type: 'Đề nghị bổ sung minh chứng ở mục 3',
    sees: 'Đã trả lại báo cáo',
    tells: { [staff]: 'bổ sung minh chứng' },
  },
];

const amending: readonly Line[] = [
  { who: staff, choose: 'Báo cáo sơ kết, tổng kết', sees: ['bị trả lại', 'bổ sung minh chứng'] },
  { who: staff, choose: 'Sửa báo cáo', sees: 'Sửa mục 3' },
  { who: staff, choose: 'Sửa mục 3', sees: 'Đang ghi: Chậm tiến độ' },
  { who: staff, choose: 'Giữ nguyên', sees: 'Đang ghi: 1,5 hộ' },
  { who: staff, type: '2', sees: 'nguyên nhân' },
  { who: staff, choose: 'Giữ nguyên', sees: 'Minh chứng cho mục 3' },
  { who: staff, type: 'https://quangngai.gov.vn/ho-ngheo', sees: 'Đã thêm đường dẫn' },
  { who: staff, choose: 'Xong', sees: '2 hộ (cam kết 2 hộ)' },
  { who: staff, choose: 'Nộp báo cáo', sees: 'phiên bản 2', tells: { [head]: 'sửa đổi' } },
];

const confirming: readonly Line[] = [
  { who: head, choose: 'phê duyệt', sees: 'chờ đồng chí xác nhận' },
  { who: head, choose: 'Cao Thị Yến Nhi', sees: 'phiên bản 2' },
  { who: head, choose: 'Xác nhận', sees: 'Đã xác nhận báo cáo', tells: { [staff]: 'đã xác nhận' } },
  { who: staff, type: 'tien do', sees: ['đã xác nhận', 'phiên bản 2'] },
];

describe('a report on a pledge from the first question to «đã xác nhận»', () => {
  it.each(RENDERINGS)('is the same story on %s', async (rendering) => {
    const phone = await openPhone(rendering);
    for (const who of cast) phone.link(who);
    reviewWith(phone.office, { [staff]: FULL_CONTENT });
    for (const who of cast) phone.look(who);
    const written = await play(phone, cast, [...greetings, ...reporting, ...returning, ...amending, ...confirming]);
    await expect(written).toMatchFileSnapshot(`transcripts/review.${rendering}.txt`);
    await phone.close();
  });
});
