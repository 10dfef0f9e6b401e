import type { FileChild } from 'docx';
import { columns, rule, table, title } from './blocks.ts';
import { body, line, mark, mm, TEXT_WIDTH } from './page.ts';

/** Phiếu bầu. */
export function paperBallot(): readonly FileChild[] {
  return [
    columns(
      [50, 50],
      [
        [
          line('{tên cơ quan}', { align: 'center', size: 12, capitals: true }),
          line('{tên hội đồng}', { align: 'center', size: 12, capitals: true, bold: true }),
          rule(25, TEXT_WIDTH / 2),
        ],
        [line('(Đóng dấu của Hội đồng)', { align: 'center', italics: true, size: 12 })],
      ],
    ),
    ...title('Phiếu bầu', ['{tên cuộc bỏ phiếu}']),
    body(
      'Đánh dấu X vào một ô ở mỗi dòng. Không ký tên, không ghi tên và không đánh dấu riêng trên phiếu. Dòng đánh dấu từ hai ô trở lên là không hợp lệ.',
      { italics: true },
    ),
    mark('{#người được xét không bỏ phiếu cho mình}'),
    body(
      'Thành viên là người được xét không đánh dấu ở dòng của mình, nếu quy tắc của danh hiệu đó quy định như vậy.',
      { italics: true },
    ),
    mark('{/người được xét không bỏ phiếu cho mình}'),
    mark('{#các danh hiệu}'),
    body('*{số thứ tự}. Danh hiệu {danh hiệu}*', { before: 6, keepNext: true }),
    table(
      'kết quả từng trường hợp',
      [
        { heading: 'Số', share: 7, cell: '{số trên phiếu}' },
        { heading: 'Họ tên hoặc tập thể', share: 30, cell: '{tên trường hợp}', align: 'left' },
        { heading: 'Đơn vị', share: 27, cell: '{đơn vị}', align: 'left' },
        { heading: 'Đồng ý', share: 12, cell: '' },
        { heading: 'Không đồng ý', share: 12, cell: '' },
        { heading: 'Không có ý kiến', share: 12, cell: '' },
      ],
      { rowHeight: mm(11) },
    ),
    mark('{/các danh hiệu}'),
    line('Mã rút gọn của cuộc bỏ phiếu: {mã xác thực rút gọn}', { size: 11, before: 12 }),
  ];
}
