import { describe, expect, it } from 'vitest';
import { type DomainState, domainState } from '../support/domain-state.ts';
import { CAST } from '../support/office.ts';
import { openPhone, RENDERINGS } from '../support/phone.ts';
import { type Line, play } from '../support/transcript.ts';

const { stranger, head, secretary } = CAST;
const cast = [stranger, head, secretary];

const greetings: readonly Line[] = [
  { who: head, type: 'xin chào', sees: 'Đinh Thị Phương' },
  { who: secretary, type: 'xin chào', sees: 'Trương Minh Đức' },
];

function linking(code: string): readonly Line[] {
  return [
    { who: stranger, type: 'xin chào', sees: ['Ban Dân tộc tỉnh Quảng Ngãi', 'mã liên kết'] },
    { who: stranger, type: code, sees: ['Ngô Thị Thùy Dương', 'dữ liệu cá nhân'] },
    { who: stranger, choose: 'tôi đồng ý', sees: 'Đã liên kết' },
    { who: stranger, choose: 'Danh mục việc', sees: 'chọn việc cần làm' },
  ];
}

const registering: readonly Line[] = [
  { who: stranger, choose: 'Đăng ký thi đua', sees: 'CSTĐCS: 0 người đăng ký / trần 4' },
  { who: stranger, choose: 'Chiến sĩ thi đua cơ sở', sees: 'CSTĐCS cần: ' },
  { who: stranger, choose: 'Xong', sees: 'CSTĐCS cần Lao động tiên tiến' },
  { who: stranger, choose: 'Đăng ký thêm', sees: 'Hình thức khen thưởng' },
  { who: stranger, choose: 'Giấy khen', sees: 'Hình thức khen thưởng' },
  { who: stranger, choose: 'Xong', sees: 'xếp loại chất lượng' },
  { who: stranger, choose: 'Hoàn thành tốt', sees: 'CSTĐCS yêu cầu có sáng kiến' },
  { who: stranger, choose: 'Có, đăng ký sáng kiến', sees: 'ghi tên sáng kiến' },
  { who: stranger, type: 'Số hóa hồ sơ <người có uy tín> & già làng', sees: 'tóm tắt' },
  {
    who: stranger,
    type: 'Lập cơ sở dữ liệu dùng chung,\ngiảm thời gian rà soát từ 10 ngày còn 2 ngày',
    sees: 'cấp nào',
  },
  { who: stranger, choose: 'Cấp cơ sở', sees: 'Cam kết thi đua' },
  { who: stranger, choose: 'Chấp hành tốt kỷ luật', sees: '☑ Chấp hành tốt kỷ luật' },
  { who: stranger, choose: 'Trực tiếp tham gia xây dựng', sees: '☑ Trực tiếp tham gia xây dựng' },
  { who: stranger, choose: 'Viết cam kết riêng', sees: 'viết nội dung cam kết' },
  { who: stranger, type: 'Hoàn thành báo cáo quý trước ngày 20', sees: 'Đã thêm cam kết' },
  { who: stranger, choose: 'Xong', sees: ['Bản đăng ký thi đua năm 2022', '<người có uy tín> & già làng'] },
  { who: stranger, choose: 'Sửa mục 3', sees: 'xếp loại chất lượng' },
  { who: stranger, choose: 'Hoàn thành xuất sắc', sees: 'hoàn thành xuất sắc nhiệm vụ' },
  {
    who: stranger,
    choose: 'Nộp bản đăng ký',
    sees: ['phiên bản 1', 'Đinh Thị Phương xác nhận'],
    tells: { [head]: 'Ngô Thị Thùy Dương' },
  },
];

const returning: readonly Line[] = [
  { who: head, choose: 'phê duyệt', sees: '1 bản đăng ký chờ' },
  { who: head, choose: 'Ngô Thị Thùy Dương', sees: 'Số hóa hồ sơ' },
  { who: head, choose: 'Trả lại', sees: 'lý do trả lại' },
  {
    who: head,
    type: 'Đề nghị bổ sung cam kết về cải cách hành chính',
    sees: 'Đã trả lại',
    tells: { [stranger]: 'cải cách hành chính' },
  },
];

const amending: readonly Line[] = [
  { who: stranger, type: '/dangky', sees: ['bị trả lại', 'cải cách hành chính'] },
  { who: stranger, choose: 'Sửa bản đăng ký', sees: 'Bản đăng ký thi đua năm 2022' },
  { who: stranger, choose: 'Sửa mục 5', sees: 'Cam kết thi đua' },
  { who: stranger, choose: 'chỉ tiêu cải cách hành chính', sees: '☑ Thực hiện các chỉ tiêu cải cách' },
  { who: stranger, choose: 'Xong', sees: 'Cam kết (4)' },
  { who: stranger, choose: 'Nộp bản đăng ký', sees: 'phiên bản 2', tells: { [head]: 'sửa đổi' } },
];

const accepting: readonly Line[] = [
  { who: head, type: 'phê duyệt', sees: '1 bản đăng ký chờ' },
  { who: head, choose: 'Ngô Thị Thùy Dương', sees: 'phiên bản 2' },
  {
    who: head,
    choose: 'Xác nhận',
    sees: 'Đã xác nhận',
    tells: { [stranger]: 'đã xác nhận', [secretary]: 'chờ đồng chí tiếp nhận' },
  },
  { who: secretary, choose: 'phê duyệt', sees: 'chờ tiếp nhận' },
  { who: secretary, choose: 'Ngô Thị Thùy Dương', sees: 'phiên bản 2' },
  { who: secretary, choose: 'Tiếp nhận', sees: 'Đã duyệt', tells: { [stranger]: 'đã được duyệt' } },
  { who: stranger, type: 'dang ky cua toi', sees: ['đã duyệt', 'phiên bản 2', 'Lịch sử'] },
];

const withdrawing: readonly Line[] = [
  { who: stranger, type: '/dangky', sees: 'đã duyệt' },
  { who: stranger, choose: 'Rút bản đăng ký', sees: 'Rút bản đăng ký?' },
  { who: stranger, choose: 'Không rút', sees: 'đã duyệt' },
  { who: stranger, choose: 'Rút bản đăng ký', sees: 'Rút bản đăng ký?' },
  {
    who: stranger,
    choose: 'Rút bản đăng ký',
    sees: 'Đã rút',
    tells: { [head]: 'đã được rút', [secretary]: 'đã được rút' },
  },
];

describe('registration from the first word to «đã duyệt»', () => {
  const states = new Map<string, DomainState>();

  it.each(RENDERINGS)('is the same story on %s', async (rendering) => {
    const phone = await openPhone(rendering);
    phone.link(head);
    phone.link(secretary);
    const code = phone.office.codeFor(stranger);
    const story = [...greetings, ...linking(code), ...registering, ...returning, ...amending, ...accepting];
    const written = await play(phone, cast, story);
    await expect(written).toMatchFileSnapshot(`transcripts/registration.${rendering}.txt`);
    await play(phone, cast, withdrawing);
    states.set(rendering, domainState(phone.office.storage));
    await phone.close();
  });

  it('ends in the same domain state on every rendering', () => {
    const [first, ...others] = RENDERINGS.map((rendering) => states.get(rendering));
    expect(first?.events.length).toBe(6);
    for (const other of others) expect(other).toEqual(first);
  });
});
