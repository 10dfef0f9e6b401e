import type { FileChild } from 'docx';
import { agencySignature, closing, head, table, title } from './blocks.ts';
import { body, heading, lastWords, mark } from './page.ts';

/** Báo cáo sơ kết. */
export function preliminaryReport(): readonly FileChild[] {
  return report({
    about: 'Sơ kết phong trào thi đua 6 tháng đầu năm {năm}',
    round: 'sơ kết 6 tháng',
    results: 'II. Kết quả thực hiện chỉ tiêu thi đua 6 tháng đầu năm',
    ahead: 'V. Nhiệm vụ trọng tâm 6 tháng cuối năm',
    aheadHint: 'nhiệm vụ, giải pháp 6 tháng cuối năm, nhất là các chỉ tiêu chưa đạt',
  });
}

/** Báo cáo tổng kết. */
export function finalReport(): readonly FileChild[] {
  return report({
    about: 'Tổng kết phong trào thi đua và công tác khen thưởng năm {năm}',
    round: 'tổng kết năm',
    results: 'II. Kết quả thực hiện chỉ tiêu thi đua năm {năm}',
    ahead: 'V. Phương hướng, nhiệm vụ năm tiếp theo',
    aheadHint: 'phương hướng, nhiệm vụ và đề xuất nội dung phát động thi đua năm tiếp theo',
  });
}

interface ReportTexts {
  readonly about: string;
  readonly round: string;
  readonly results: string;
  readonly ahead: string;
  readonly aheadHint: string;
}

function report(texts: ReportTexts): readonly FileChild[] {
  return [
    head('agency', 'BC-{chữ viết tắt cơ quan}'),
    ...title('Báo cáo', [texts.about]),
    body(
      'Thực hiện Kế hoạch số {số kế hoạch} {ngày kế hoạch} của {tên cơ quan} ({tên kế hoạch}), {tên cơ quan viết gọn} báo cáo kết quả như sau (số liệu tính đến {thời điểm số liệu}):',
    ),
    ...launchAndRegistration(texts.round),
    heading(texts.results),
    body(
      'Số chỉ tiêu đạt: {số chỉ tiêu đạt}; chưa đạt: {số chỉ tiêu chưa đạt}; chưa có số liệu: {số chỉ tiêu chưa có số liệu}. Cụ thể:',
      { keepNext: true },
    ),
    table('kết quả chỉ tiêu', [
      { heading: 'Số TT', share: 7, cell: '{số thứ tự}' },
      { heading: 'Chỉ tiêu', share: 45, cell: '{chỉ tiêu}', align: 'both' },
      { heading: 'Mức phấn đấu', share: 14, cell: '{mức phấn đấu}' },
      { heading: 'Kết quả thực hiện', share: 17, cell: '{kết quả thực hiện}' },
      { heading: 'Đánh giá', share: 17, cell: '{đánh giá}' },
    ]),
    toWrite('đánh giá kết quả thực hiện các nội dung, mục tiêu của phong trào', 6),
    heading('III. Điển hình tiên tiến, nhân tố mới'),
    body(
      'Số điển hình tiên tiến, nhân tố mới được ghi nhận: {số điển hình}; được đề nghị nhân rộng: {số điển hình nhân rộng}; được cấp trên công nhận: {số điển hình được cấp trên công nhận}.',
    ),
    toWrite('tên, thành tích và cách nhân rộng các điển hình'),
    heading('IV. Hạn chế, nguyên nhân và bài học kinh nghiệm'),
    toWrite('hạn chế, nguyên nhân chủ quan, khách quan và bài học kinh nghiệm'),
    heading(texts.ahead),
    toWrite(texts.aheadHint),
    lastWords('Trên đây là báo cáo của {tên cơ quan}./.'),
    closing(agencySignature()),
  ];
}

function launchAndRegistration(round: string): readonly FileChild[] {
  return [
    heading('I. Công tác phát động và đăng ký thi đua'),
    body('1. Công tác lãnh đạo, chỉ đạo, phát động; các phong trào đã triển khai:'),
    mark('{#các phong trào}'),
    body('- {tên phong trào}.'),
    mark('{/các phong trào}'),
    toWrite('công tác lãnh đạo, chỉ đạo, tuyên truyền và kết quả từng phong trào'),
    body(
      '2. Kết quả đăng ký: số người đã đăng ký trên tổng số người: {tỷ lệ đăng ký}; đã được chấp nhận: {số đăng ký được chấp nhận}. Theo đơn vị:',
    ),
    table('đăng ký theo đơn vị', [
      { heading: 'Đơn vị', share: 60, cell: '{đơn vị}', align: 'left' },
      { heading: 'Số người đã đăng ký trên tổng số', share: 40, cell: '{tỷ lệ đăng ký}' },
    ]),
    body('Theo danh hiệu:', { before: 6, keepNext: true }),
    table('tổng hợp theo danh hiệu', [
      { heading: 'Số TT', share: 8, cell: '{số thứ tự}' },
      { heading: 'Danh hiệu', share: 41, cell: '{danh hiệu}', align: 'left' },
      { heading: 'Đăng ký', share: 15, cell: '{số đăng ký}' },
      { heading: 'Được chấp nhận', share: 18, cell: '{số đăng ký được chấp nhận}' },
      { heading: 'Được công nhận', share: 18, cell: '{số được công nhận}' },
    ]),
    mark('{#có kỳ báo cáo}'),
    body(
      `3. Báo cáo ${round} của cá nhân: đã báo cáo {tỷ lệ đã báo cáo}; đã được xác nhận: {số báo cáo đã xác nhận}.`,
      { before: 6 },
    ),
    mark('{/có kỳ báo cáo}'),
  ];
}

/** A part that no figure can fill. */
function toWrite(what: string, before = 0): FileChild {
  return body(`[Phần này do người soạn viết: ${what}.]`, { italics: true, before });
}
