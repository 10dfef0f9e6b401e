import type { FileChild } from 'docx';
import { rule, table } from './blocks.ts';
import { line, TEXT_WIDTH } from './page.ts';

/** Phụ lục chỉ tiêu thi đua (decree 30/2020/NĐ-CP, appendix I, III.1: kèm theo văn bản, without a head of its own). */
export function targetAnnex(): readonly FileChild[] {
  return [
    line('Phụ lục', { align: 'center', size: 14, bold: true }),
    line('Chỉ tiêu thi đua năm {năm}', { align: 'center', size: 14, bold: true, capitals: true }),
    line('(Kèm theo Kế hoạch số {số kế hoạch} {ngày kế hoạch} của {tên cơ quan})', {
      align: 'center',
      size: 14,
      italics: true,
    }),
    rule(30, TEXT_WIDTH),
    line('', { after: 6 }),
    table('danh sách chỉ tiêu', [
      { heading: 'Số TT', share: 7, cell: '{số thứ tự}' },
      { heading: 'Nội dung chỉ tiêu', share: 45, cell: '{chỉ tiêu}', align: 'both' },
      { heading: 'Mức phấn đấu', share: 13, cell: '{mức phấn đấu}' },
      { heading: 'Đối tượng', share: 12, cell: '{đối tượng}' },
      { heading: 'Thời kỳ', share: 14, cell: '{thời kỳ}' },
      { heading: 'Mục', share: 9, cell: '{mục trong kế hoạch}' },
    ]),
  ];
}
