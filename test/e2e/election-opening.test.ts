import { describe, expect, it } from 'vitest';
import { twoCandidates } from '../support/nominating.ts';
import { CAST } from '../support/office.ts';
import { openPhone, RENDERINGS } from '../support/phone.ts';
import { type Line, play } from '../support/transcript.ts';

const { secretary, leader, staff } = CAST;
const member = 'CB023';
const cast = [secretary, leader, member, staff];

const greetings: readonly Line[] = cast.map((who) => ({ who, type: 'xin chào', sees: 'Kính chào' }));

const nominating: readonly Line[] = [
  { who: secretary, type: '/quanly', sees: 'Bỏ phiếu của Hội đồng' },
  { who: secretary, choose: 'Bỏ phiếu của Hội đồng', sees: 'Các đợt bỏ phiếu' },
  { who: secretary, choose: 'Các đợt bỏ phiếu', sees: '0 đợt trong năm' },
  { who: secretary, choose: 'Lập đợt bỏ phiếu kín', sees: ['đang soạn', '0 trường hợp'] },
  { who: secretary, choose: 'Danh sách đề cử', sees: ['Thêm tất cả trường hợp đủ điều kiện (1)', 'CSTĐCS'] },
  { who: secretary, choose: 'Thêm tất cả', sees: 'Đã thêm 1' },
  { who: secretary, choose: 'CSTĐCS', sees: ['Phạm Văn Êm', 'có điều kiện chưa ghi nhận', 'đã đề cử'] },
  {
    who: secretary,
    choose: 'Phạm Văn Êm',
    sees: ['Thành viên Hội đồng sẽ xem', 'Cam kết', 'Chỉ Thư ký xem', 'Điều 23', 'chưa được ghi nhận'],
  },
  { who: secretary, choose: 'Đề cử kèm lý do', sees: 'biên bản' },
  { who: secretary, type: 'ok', sees: 'xét' },
  { who: secretary, type: 'Sáng kiến được xét tại phiên họp này', sees: 'Đã đưa vào danh sách' },
  { who: secretary, choose: 'Trở lại', sees: 'Đang có 2 trường hợp' },
  { who: secretary, choose: 'Trở lại', sees: ['1. Phạm Văn Êm', '2. Cao Thị Yến Nhi', 'Đề cử kèm lý do: Phạm Văn Êm'] },
];

const preparing: readonly Line[] = [
  { who: secretary, choose: 'Quy tắc biểu quyết', sees: 'từ 2/3 tổng số thành viên' },
  { who: secretary, choose: 'CSTĐCS', sees: 'theo kế hoạch' },
  { who: secretary, choose: 'Tỷ lệ đạt', sees: '90%' },
  { who: secretary, type: 'khoảng 90', sees: 'chưa đọc được tỷ lệ' },
  { who: secretary, type: 'từ 90%', sees: ['từ 90% tổng số thành viên', 'khác kế hoạch'] },
  { who: secretary, choose: 'Trở lại', sees: 'Quy tắc của từng danh hiệu' },
  { who: secretary, choose: 'Trở lại', sees: 'đang soạn' },
  { who: secretary, choose: 'Thời gian bỏ phiếu', sees: 'Mở ngay, đến 16:00 thứ Ba, 15/02/2022' },
  { who: secretary, choose: 'Nhập giờ và ngày khác', sees: 'Bắt đầu lúc nào' },
  { who: secretary, choose: 'Ngay khi mở', sees: 'Kết thúc lúc nào' },
  { who: secretary, type: '22:00 17/02/2022', sees: 'giờ làm việc' },
  { who: secretary, type: '16:00 17/02/2022', sees: 'đến 16:00 thứ Năm, 17/02/2022' },
  { who: secretary, choose: 'Thành viên bỏ phiếu giấy', sees: 'Lương Thị Ánh Tuyết' },
  { who: secretary, choose: 'Lương Thị Ánh Tuyết', sees: '☑' },
  { who: secretary, choose: 'Xong', sees: 'Bỏ phiếu giấy: Lương Thị Ánh Tuyết' },
];

const opening: readonly Line[] = [
  {
    who: secretary,
    choose: 'Xem lưu ý và mở bỏ phiếu',
    sees: ['7 thành viên', '90% tổng số', 'cần 7/7', 'cho biết phiếu của mọi người', 'chỉ có một phiếu giấy'],
  },
  { who: secretary, choose: 'Tôi đã đọc', sees: ['2 trường hợp, 7 thành viên', 'Mã đối chiếu'] },
  {
    who: secretary,
    choose: 'Mở bỏ phiếu',
    sees: ['Đã mở bỏ phiếu', 'đang bỏ phiếu'],
    tells: { [leader]: 'Mã đối chiếu', [member]: 'bỏ phiếu giấy' },
  },
  { who: leader, type: '/dotbophieu', sees: 'đang bỏ phiếu' },
  { who: staff, type: '/dotbophieu', sees: 'không thuộc phần việc' },
];

describe.each(RENDERINGS)('a round from nomination to opening on %s', (rendering) => {
  it('reads as recorded', async () => {
    const phone = await openPhone(rendering);
    for (const who of cast) phone.link(who);
    twoCandidates(phone.office);
    await phone.office.bot.prepareBallots();
    const transcript = await play(phone, cast, [...greetings, ...nominating, ...preparing, ...opening]);
    await expect(transcript).toMatchFileSnapshot(`transcripts/election-opening.${rendering}.txt`);
    await phone.close();
  });
});
