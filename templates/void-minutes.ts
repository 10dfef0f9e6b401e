import type { FileChild } from 'docx';
import { head, title } from './blocks.ts';
import { countingGroup, countSignatures, round } from './count-minutes.ts';
import { body, heading, lastWords, mark } from './page.ts';

/** Biên bản về cuộc bỏ phiếu không có kết quả. */
export function voidMinutes(): readonly FileChild[] {
  return [
    head('council', 'BB-HĐTĐKT'),
    ...title('Biên bản', ['Về việc cuộc bỏ phiếu “{tên cuộc bỏ phiếu}” không có kết quả']),
    body('Địa điểm lập biên bản: {địa điểm kiểm phiếu}.'),
    ...countingGroup(),
    ...round(),
    heading('III. Nguyên nhân không có kết quả'),
    body('- Thời điểm xác định: {thời điểm không có kết quả}.'),
    body('- Nguyên nhân: {nguyên nhân không có kết quả}.'),
    mark('{#lý do ghi thêm}'),
    body('- Lý do ghi thêm: {lý do ghi thêm}.'),
    mark('{/lý do ghi thêm}'),
    body(
      '- Tổng số thành viên trong danh sách bỏ phiếu: {tổng số thành viên}; số thành viên phải bỏ phiếu để cuộc bỏ phiếu có giá trị: ít nhất {số thành viên tối thiểu}.',
    ),
    body(
      'Hòm phiếu không được mở, khóa và các phiếu đã được hủy. Biên bản không ghi số người và danh sách người đã bỏ phiếu. Việc tổ chức bỏ phiếu lại do Hội đồng quyết định.',
    ),
    lastWords('Biên bản này được lập thành 02 bản có giá trị như nhau./.'),
    countSignatures(),
  ];
}
