import type { FileChild } from 'docx';
import { columns, head, signature, table, title } from './blocks.ts';
import { body, heading, lastWords, line, mark } from './page.ts';

/** Biên bản họp Hội đồng. */
export function councilMinutes(): readonly FileChild[] {
  return [
    head('council', 'BB-HĐTĐKT'),
    ...title('Biên bản', ['Họp {tên hội đồng} năm {năm}']),
    body('Thời gian bắt đầu: ..... giờ ..... phút, ngày ..... tháng ..... năm {năm}.'),
    body(
      'Địa điểm: .....................................................................................................',
    ),
    heading('I. Thành phần'),
    body('1. Chủ trì: đồng chí {chủ tịch hội đồng}, Chủ tịch Hội đồng.'),
    body('2. Thư ký: đồng chí {thư ký hội đồng}, Ủy viên - Thư ký Hội đồng.'),
    body('3. Thành viên Hội đồng ({số thành viên hội đồng} người):', { keepNext: true }),
    table('thành viên hội đồng', [
      { heading: 'Số TT', share: 8, cell: '{số thứ tự}' },
      { heading: 'Họ và tên', share: 30, cell: '{họ tên}', align: 'left' },
      { heading: 'Chức vụ', share: 24, cell: '{chức vụ}', align: 'left' },
      { heading: 'Chức danh trong Hội đồng', share: 22, cell: '{chức danh hội đồng}', align: 'left' },
      { heading: 'Có mặt hoặc vắng (lý do)', share: 16, cell: '' },
    ]),
    body('4. Thành phần mời dự: [Phần này do người soạn viết.]', { before: 6 }),
    heading('II. Nội dung'),
    body('1. [Phần này do người soạn viết: nội dung cuộc họp, báo cáo tóm tắt thành tích của từng trường hợp.]', {
      italics: true,
    }),
    body('2. [Phần này do người soạn viết: ý kiến thảo luận của các thành viên.]', { italics: true }),
    heading('III. Kết quả biểu quyết, bỏ phiếu'),
    mark('{^có biểu quyết}'),
    body('Chưa có kết quả biểu quyết hoặc bỏ phiếu nào được công bố.'),
    mark('{/có biểu quyết}'),
    mark('{#các cuộc biểu quyết}'),
    body('*{số thứ tự}. {tên cuộc bỏ phiếu}*', { keepNext: true }),
    body(
      'Hình thức: {hình thức biểu quyết}. Số thành viên tham gia: {số đã bỏ phiếu}/{tổng số thành viên}.{#là bỏ phiếu kín} Mã rút gọn của cuộc bỏ phiếu: {mã xác thực rút gọn}; chi tiết tại biên bản kiểm phiếu.{/là bỏ phiếu kín}',
    ),
    mark('{#các danh hiệu}'),
    body('Danh hiệu {danh hiệu}. Điều kiện đạt: {điều kiện đạt}. Căn cứ: {căn cứ quy tắc}.', { keepNext: true }),
    table('kết quả từng trường hợp', [
      { heading: 'Số', share: 7, cell: '{số trên phiếu}' },
      { heading: 'Họ tên hoặc tập thể, đơn vị', share: 37, cell: '{tên trường hợp}, {đơn vị}', align: 'left' },
      { heading: 'Đồng ý', share: 10, cell: '{đồng ý}' },
      { heading: 'Không đồng ý', share: 11, cell: '{không đồng ý}' },
      { heading: 'Không có ý kiến', share: 11, cell: '{không có ý kiến}' },
      { heading: 'Tỷ lệ đồng ý', share: 12, cell: '{tỷ lệ đồng ý}' },
      { heading: 'Kết quả', share: 12, cell: '{kết quả}' },
    ]),
    body('Đạt {số đạt}/{số trường hợp của danh hiệu} trường hợp: {danh sách đạt}.', { before: 6 }),
    mark('{#vượt trần}'),
    body('*Số trường hợp đạt vượt trần ({số lượng còn được xét}), Hội đồng quyết định.*'),
    mark('{/vượt trần}'),
    mark('{/các danh hiệu}'),
    mark('{/các cuộc biểu quyết}'),
    heading('IV. Kết luận'),
    body('[Phần này do người soạn viết: kết luận của Chủ tịch Hội đồng, danh sách đề nghị và phân công thực hiện.]', {
      italics: true,
    }),
    lastWords(
      'Cuộc họp kết thúc vào ..... giờ ..... phút cùng ngày. Biên bản đã được đọc lại cho các thành viên dự họp nghe và thống nhất./.',
    ),
    columns(
      [50, 50],
      [signature(['Thư ký'], '{thư ký hội đồng}'), signature(['Chủ tịch Hội đồng'], '{chủ tịch hội đồng}')],
    ),
    line('Nơi nhận:', { size: 12, bold: true, italics: true, before: 12 }),
    line('- Thành viên Hội đồng;', { size: 11 }),
    line('- Lưu: VT, hồ sơ Hội đồng.', { size: 11 }),
  ];
}
