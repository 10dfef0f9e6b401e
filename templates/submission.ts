import type { FileChild } from 'docx';
import { agencySignature, type Column, closing, head, table, title } from './blocks.ts';
import { body, lastWords, line, mark } from './page.ts';

/** Tờ trình kèm danh sách đề nghị. */
export function submission(): readonly FileChild[] {
  return [
    head('agency', 'TTr-{chữ viết tắt cơ quan}'),
    ...title('Tờ trình', ['Về việc đề nghị công nhận danh hiệu thi đua năm {năm}']),
    line('Kính gửi: ........................................................................', {
      align: 'center',
      after: 12,
    }),
    mark('{#các căn cứ}'),
    body('Căn cứ {tên căn cứ};', { italics: true }),
    mark('{/các căn cứ}'),
    body('Căn cứ kết quả họp xét của {tên hội đồng} năm {năm},', { italics: true }),
    body(
      '{tên cơ quan} kính trình xem xét, công nhận danh hiệu thi đua năm {năm} cho {số cá nhân đề nghị} trường hợp cá nhân và {số tập thể đề nghị} trường hợp tập thể theo danh sách sau đây:',
    ),
    mark('{#có cá nhân đề nghị}'),
    body('*1. Cá nhân*', { keepNext: true }),
    table('cá nhân đề nghị', proposed('Họ và tên')),
    mark('{/có cá nhân đề nghị}'),
    mark('{#có tập thể đề nghị}'),
    body('*2. Tập thể*', { before: 6, keepNext: true }),
    table('tập thể đề nghị', proposed('Tập thể')),
    mark('{/có tập thể đề nghị}'),
    body(
      'Hồ sơ kèm theo gồm: biên bản họp Hội đồng, biên bản kiểm phiếu, báo cáo thành tích và minh chứng của các trường hợp.',
      { before: 6 },
    ),
    body('[Phần này do người soạn viết: tóm tắt thành tích nổi bật và các nội dung cần trình thêm.]', {
      italics: true,
    }),
    lastWords('Kính trình cấp có thẩm quyền xem xét, quyết định./.'),
    closing(agencySignature()),
  ];
}

function proposed(name: string): readonly Column[] {
  return [
    { heading: 'Số TT', share: 8, cell: '{số thứ tự}' },
    { heading: name, share: 25, cell: '{tên trường hợp}', align: 'left' },
    { heading: 'Đơn vị', share: 25, cell: '{đơn vị}', align: 'left' },
    { heading: 'Danh hiệu đề nghị', share: 24, cell: '{danh hiệu}', align: 'left' },
    { heading: 'Phiếu đồng ý', share: 18, cell: '{kết quả biểu quyết}' },
  ];
}
