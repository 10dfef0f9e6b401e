import type { FileChild } from 'docx';
import { agencySignature, type Column, closing, head, table, title } from './blocks.ts';
import { lastWords, line, WIDE_TEXT_WIDTH } from './page.ts';

/** Danh sách đăng ký thi đua cá nhân. */
export function individualList(): readonly FileChild[] {
  return registrationList(
    ['Đăng ký danh hiệu thi đua, hình thức khen thưởng của cá nhân năm {năm}'],
    'Tổng số cá nhân đăng ký: {số đăng ký}. Trong đó: {tổng hợp danh hiệu}.',
    'danh sách cá nhân',
    [
      { heading: 'Số TT', share: 5, cell: '{số thứ tự}' },
      { heading: 'Họ và tên', share: 17, cell: '{họ tên}', align: 'left' },
      { heading: 'Chức vụ', share: 13, cell: '{chức vụ}', align: 'left' },
      { heading: 'Đơn vị', share: 16, cell: '{đơn vị}', align: 'left' },
      { heading: 'Danh hiệu thi đua đăng ký', share: 17, cell: '{danh hiệu đăng ký}', align: 'left' },
      { heading: 'Hình thức khen thưởng đăng ký', share: 14, cell: '{hình thức khen thưởng đăng ký}', align: 'left' },
      { heading: 'Đề tài, sáng kiến, giải pháp', share: 18, cell: '{sáng kiến đăng ký}', align: 'left' },
    ],
  );
}

/** Danh sách đăng ký thi đua tập thể. */
export function collectiveList(): readonly FileChild[] {
  return registrationList(
    ['Đăng ký danh hiệu thi đua, hình thức khen thưởng của tập thể năm {năm}'],
    'Tổng số tập thể đăng ký: {số đăng ký}. Trong đó: {tổng hợp danh hiệu}.',
    'danh sách tập thể',
    [
      { heading: 'Số TT', share: 6, cell: '{số thứ tự}' },
      { heading: 'Tập thể', share: 24, cell: '{đơn vị}', align: 'left' },
      { heading: 'Số người', share: 8, cell: '{số người}' },
      { heading: 'Danh hiệu thi đua đăng ký', share: 20, cell: '{danh hiệu đăng ký}', align: 'left' },
      { heading: 'Hình thức khen thưởng đăng ký', share: 18, cell: '{hình thức khen thưởng đăng ký}', align: 'left' },
      { heading: 'Cá nhân đăng ký Lao động tiên tiến', share: 13, cell: '{số lao động tiên tiến}' },
      { heading: 'Cá nhân đăng ký Chiến sĩ thi đua cơ sở', share: 11, cell: '{số chiến sĩ thi đua cơ sở}' },
    ],
  );
}

function registrationList(about: readonly string[], total: string, rows: string, columns: readonly Column[]) {
  return [
    head('agency', 'DS-{chữ viết tắt cơ quan}', WIDE_TEXT_WIDTH),
    ...title('Danh sách', about, WIDE_TEXT_WIDTH),
    table(rows, columns, { width: WIDE_TEXT_WIDTH }),
    line('', { after: 3 }),
    lastWords(total),
    closing(agencySignature(), WIDE_TEXT_WIDTH),
  ];
}
