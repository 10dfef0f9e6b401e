import type { FileChild } from 'docx';
import { columns, head, signature, table, title } from './blocks.ts';
import { body, heading, lastWords, line, mark } from './page.ts';

/** Biên bản kiểm phiếu. */
export function countMinutes(): readonly FileChild[] {
  return [
    head('council', 'BB-HĐTĐKT'),
    ...title('Biên bản', ['Kiểm phiếu cuộc bỏ phiếu “{tên cuộc bỏ phiếu}”']),
    body('Thời gian kiểm phiếu: {thời điểm kiểm phiếu}.'),
    body('Địa điểm kiểm phiếu: {địa điểm kiểm phiếu}.'),
    ...countingGroup(),
    ...round(),
    ...exceptions(),
    ...turnout(),
    heading('IV. Kết quả bỏ phiếu'),
    mark('{#các danh hiệu}'),
    ...titleResult(),
    mark('{/các danh hiệu}'),
    ...secrecy(),
    lastWords(
      'Biên bản này đã được Tổ kiểm phiếu thông qua, lập thành 02 bản có giá trị như nhau; kết thúc vào hồi ..... giờ ..... phút cùng ngày./.',
    ),
    countSignatures(),
  ];
}

/** Who counts. */
export function countingGroup(): readonly FileChild[] {
  return [
    heading('I. Tổ kiểm phiếu'),
    mark('{#tổ kiểm phiếu}'),
    body('{số thứ tự}. Đồng chí {họ tên}.'),
    mark('{/tổ kiểm phiếu}'),
  ];
}

/** The chair and every teller sign. */
export function countSignatures(): FileChild {
  return columns(
    [50, 50],
    [
      signature(['Chủ tịch Hội đồng'], '{chủ tịch hội đồng}'),
      [
        line('Tổ kiểm phiếu', { align: 'center', bold: true, capitals: true }),
        line('(Từng thành viên ký, ghi rõ họ tên)', { align: 'center', italics: true }),
        mark('{#tổ kiểm phiếu}'),
        line('{họ tên}', { align: 'center', bold: true, before: 48 }),
        mark('{/tổ kiểm phiếu}'),
      ],
    ],
  );
}

/** How the round was held; the minutes of a round without a result say the same. */
export function round(): readonly FileChild[] {
  return [
    heading('II. Cuộc bỏ phiếu'),
    body(
      '1. Hình thức: bỏ phiếu kín, bỏ phiếu điện tử {nơi bỏ phiếu}{#có phiếu giấy}; thành viên không bỏ phiếu điện tử thì bỏ phiếu giấy{/có phiếu giấy}.',
    ),
    body(
      '2. Bắt đầu bỏ phiếu: {bắt đầu bỏ phiếu}. Kết thúc bỏ phiếu: {kết thúc bỏ phiếu}{#lý do kết thúc} ({lý do kết thúc}){/lý do kết thúc}.',
    ),
    mark('{#có gia hạn}'),
    body('Thời hạn bỏ phiếu đã được lùi do ứng dụng nhắn tin gián đoạn, cụ thể:'),
    mark('{#các lần gia hạn}'),
    body('- Từ {từ} lùi đến {đến}. Lý do: {lý do}.'),
    mark('{/các lần gia hạn}'),
    mark('{/có gia hạn}'),
    body('3. Giữ khóa hòm phiếu: {cách giữ khóa}.'),
    body(
      '4. Danh sách bỏ phiếu, {số trường hợp trên phiếu} trường hợp trên phiếu và quy tắc tính kết quả được chốt trước khi mở, không thay đổi trong khi bỏ phiếu. Mã xác thực (SHA-256) của nội dung đã chốt:',
    ),
    line('{mã xác thực}', { align: 'center', size: 11, after: 6 }),
    body('Mã rút gọn đã gửi tới từng thành viên: {mã xác thực rút gọn}.'),
  ];
}

/** Those put forward although a condition was not on record. */
function exceptions(): readonly FileChild[] {
  return [
    mark('{#có đề cử kèm lý do}'),
    body('5. Trường hợp được đề cử khi điều kiện chưa được ghi nhận:'),
    mark('{#các đề cử kèm lý do}'),
    body('- {họ tên} ({danh hiệu}). Lý do: {lý do}.'),
    mark('{/các đề cử kèm lý do}'),
    mark('{/có đề cử kèm lý do}'),
  ];
}

function turnout(): readonly FileChild[] {
  return [
    heading('III. Tình hình bỏ phiếu'),
    body('- Tổng số thành viên Hội đồng trong danh sách bỏ phiếu: {tổng số thành viên}.'),
    body('- Số thành viên phải bỏ phiếu để cuộc bỏ phiếu có giá trị: ít nhất {số thành viên tối thiểu}.'),
    body(
      '- Số phiếu phát ra: {tổng số thành viên}. Số phiếu thu về: {số đã bỏ phiếu} (điện tử {số phiếu điện tử}, giấy {số phiếu giấy}). Số thành viên không bỏ phiếu: {số không bỏ phiếu}.',
    ),
    body(
      '- Tổng số ý kiến trên các phiếu thu về: {số ý kiến}; hợp lệ: {số ý kiến hợp lệ}; không hợp lệ: {số ý kiến không hợp lệ}.',
    ),
    mark('{#có danh sách tham gia}'),
    body('- Thành viên đã bỏ phiếu: {người đã bỏ phiếu}.'),
    body('- Thành viên không bỏ phiếu: {người không bỏ phiếu}.'),
    mark('{/có danh sách tham gia}'),
    mark('{^có danh sách tham gia}'),
    body(
      '- Biên bản không ghi danh sách người đã bỏ phiếu, vì có ít người bỏ phiếu nên danh sách có thể làm lộ phiếu.',
    ),
    mark('{/có danh sách tham gia}'),
  ];
}

function titleResult(): readonly FileChild[] {
  return [
    body('*{số thứ tự}. Danh hiệu {danh hiệu}*', { keepNext: true }),
    body('Điều kiện đạt: {điều kiện đạt}. Căn cứ: {căn cứ quy tắc}.'),
    table('kết quả từng trường hợp', [
      { heading: 'Số', share: 6, cell: '{số trên phiếu}' },
      { heading: 'Họ tên hoặc tập thể, đơn vị', share: 27, cell: '{tên trường hợp}, {đơn vị}', align: 'left' },
      { heading: 'Đồng ý', share: 9, cell: '{đồng ý}' },
      { heading: 'Không đồng ý', share: 9.5, cell: '{không đồng ý}' },
      { heading: 'Không có ý kiến', share: 9.5, cell: '{không có ý kiến}' },
      { heading: 'Không hợp lệ', share: 9.5, cell: '{không hợp lệ}' },
      { heading: 'Cần đạt', share: 8.5, cell: '{số phiếu cần đạt}/{số tính tỷ lệ}' },
      { heading: 'Tỷ lệ đồng ý', share: 11.5, cell: '{tỷ lệ đồng ý}' },
      { heading: 'Kết quả', share: 9.5, cell: '{kết quả}' },
    ]),
    body('Đạt {số đạt}/{số trường hợp của danh hiệu} trường hợp: {danh sách đạt}.', { before: 6 }),
    mark('{#có giới hạn số lượng}'),
    body('Số lượng còn được xét theo giới hạn của danh hiệu: {số lượng còn được xét}.'),
    mark('{/có giới hạn số lượng}'),
    mark('{#vượt trần}'),
    body('*Số trường hợp đạt vượt trần, Hội đồng quyết định.*'),
    mark('{/vượt trần}'),
  ];
}

function secrecy(): readonly FileChild[] {
  return [
    heading('V. Giữ bí mật phiếu'),
    body(
      '- Hệ thống chỉ ghi nhận thành viên đã bỏ phiếu hay chưa, không ghi nhận ai chọn gì. Sau khi công bố kết quả, khóa và hòm phiếu được hủy.',
    ),
    mark('{#chỉ một phiếu giấy}'),
    body('- *Có trường hợp chỉ có một phiếu giấy: người nhập phiếu biết nội dung phiếu này.*'),
    mark('{/chỉ một phiếu giấy}'),
    mark('{#chỉ một phiếu điện tử}'),
    body('- *Có trường hợp chỉ có một phiếu điện tử: lấy kết quả chung trừ phiếu giấy thì biết nội dung phiếu này.*'),
    mark('{/chỉ một phiếu điện tử}'),
    body(
      '- Những điều hệ thống không bảo vệ được: kết quả đồng ý toàn bộ hoặc gần toàn bộ, tự nó cho biết phiếu của các thành viên; người quản trị máy chủ can thiệp vào chương trình đang chạy; nội dung bỏ phiếu trong ứng dụng nhắn tin đi qua máy chủ của ứng dụng đó; người đứng cạnh hoặc ảnh chụp màn hình; các thành viên tự trao đổi phiếu với nhau; nhiều thành viên giữ khóa cùng thông đồng và có bản sao cơ sở dữ liệu.',
    ),
  ];
}
