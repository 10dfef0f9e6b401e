import { describe, expect, it } from 'vitest';
import { CAST } from '../support/office.ts';
import { openPhone, RENDERINGS } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';
import { type Line, play } from '../support/transcript.ts';

const { secretary, head, staff } = CAST;
const cast = [secretary, head];

const story: readonly Line[] = [
  { who: secretary, type: '/quanly', sees: 'Xuất dữ liệu, văn bản' },
  { who: secretary, choose: 'Xuất dữ liệu, văn bản', sees: 'Xuất bảng tính, văn bản' },
  { who: secretary, choose: 'Xuất bảng tính, văn bản', sees: 'Đồng chí cần lấy tệp nào?' },
  { who: secretary, choose: 'Kết quả sơ kết', sees: 'Chưa có số liệu để lập' },
  { who: secretary, type: 'xuất dữ liệu', sees: 'Đồng chí cần lấy tệp nào?' },
  { who: secretary, choose: 'Đăng ký thi đua cá nhân', sees: 'Đang lập tệp' },
  { who: head, type: '/xuatdulieu', sees: 'Số liệu trong tệp là của Phòng Chính sách Dân tộc.' },
  { who: head, choose: 'Thành tích qua các năm', sees: 'Đang lập tệp' },
  { who: secretary, type: '/quanly', sees: 'Kết quả và chỉ số' },
  { who: secretary, choose: 'Kết quả và chỉ số', sees: 'Nhập kết quả các năm từ tệp' },
  { who: secretary, choose: 'Nhập kết quả các năm', sees: 'Đồng chí gửi tệp quyết định khen thưởng các năm trước' },
];

describe.each(RENDERINGS)('taking files out on %s', (rendering) => {
  it('reads as it should', async () => {
    const phone = await openPhone(rendering);
    for (const who of cast) phone.link(who);
    submitFor(phone.office, staff);
    const said = await play(phone, cast, story);
    await phone.close();
    await expect(said).toMatchFileSnapshot(`transcripts/exports.${rendering}.txt`);
  });
});
