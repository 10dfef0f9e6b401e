import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readStaffSheet } from '../../src/intake/staff-sheet.ts';
import { EXAMPLE_STAFF } from '../support/example-staff.ts';
import { headers } from '../support/staff-terms.ts';

const TEXT = `Mã cán bộ,Họ và tên,Phòng\r\n${EXAMPLE_STAFF.map(({ name }, i) => `CB${i},${name},Văn phòng`).join('\r\n')}\r\n`;
const NAMES = EXAMPLE_STAFF.map(({ name }) => name);

async function read(bytes: Uint8Array, name = 'ds.csv') {
  return readStaffSheet(bytes, name, headers);
}

async function names(bytes: Uint8Array) {
  const sheet = await read(bytes);
  return sheet.ok
    ? [sheet.value.encoding, ...sheet.value.rows.map(({ values }) => values.full_name)]
    : sheet.error.code;
}

/** As Windows writes it: vowel letters with their own code, tones as combining marks after them. */
function windows1258(text: string): Uint8Array {
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/;
  const parts = [...text].map((letter) => {
    const apart = letter.normalize('NFD');
    const mark = tone.exec(apart)?.[0] ?? '';
    return apart.replace(tone, '').normalize('NFC') + mark;
  });
  return iconv.encode(parts.join(''), 'windows-1258');
}

/** As an ABC font had it typed: vowels that carry a tone exist only as small letters. */
function tcvn3(text: string): Uint8Array {
  const small = text.replace(/\p{Lu}/gu, (letter) => (/[A-ZĂÂÊÔƠƯĐ]/.test(letter) ? letter : letter.toLowerCase()));
  return iconv.encode(small, 'tcvn');
}

describe('a csv file', () => {
  test.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\uFEFF${TEXT}`)],
    ['utf-8', Buffer.from(TEXT.normalize('NFD'))],
    ['utf-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['utf-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['utf-16', Buffer.from(TEXT, 'utf16le')],
    ['windows-1258', windows1258(TEXT)],
    ['tcvn3', tcvn3(TEXT)],
  ])('in %s gives every name right (%#)', async (encoding, bytes) => {
    const [found, ...read] = await names(bytes);
    expect([found, ...read.map((name) => name?.normalize('NFC'))]).toEqual([encoding, ...NAMES]);
  });

  test('in an encoding that is none of these is refused, not guessed', async () => {
    expect(await names(iconv.encode(TEXT, 'viscii'))).toBe('unknown_encoding');
    expect(await names(Buffer.from([0x4d, 0, 0, 0, 0x61, 0, 0, 0, 1]))).toBe('unknown_encoding');
    expect(await names(iconv.encode('Mã cán bộ,名前,部署\n1,山田太郎,総務部', 'shift_jis'))).toBe('unknown_encoding');
  });

  test.each([[','], [';'], ['\t']])('separated by %j is split there, quoted texts kept whole', async (delimiter) => {
    const lines = [
      ['Mã cán bộ', 'Họ và tên', 'Phòng', 'Chức vụ'],
      ['CB1', '"Mai\nXuân Ước"', 'Văn phòng', '"Chuyên viên, ""chính""; kiêm\tnhiệm"'],
      ['CB2', 'Tạ Công Danh', 'Thanh tra', ''],
    ];
    const sheet = await read(Buffer.from(lines.map((cells) => cells.join(delimiter)).join('\n')));
    expect(sheet).toMatchObject({
      ok: true,
      value: {
        rows: [
          {
            row: 2,
            values: { code: 'CB1', full_name: 'Mai\nXuân Ước', position: 'Chuyên viên, "chính"; kiêm\tnhiệm' },
          },
          { row: 3, values: { code: 'CB2', position: '' } },
        ],
      },
    });
  });

  test('keeps a row whose code is a formula error, so that it can be reported', async () => {
    const sheet = await read(Buffer.from('Mã,Họ tên,Phòng\n#N/A,Hồ Thị Lan,VP\n#1,ghi chú,x\n'));
    expect(sheet).toMatchObject({ ok: true, value: { rows: [{ row: 2, values: { code: '#N/A' } }] } });
  });

  test('may begin with the line by which Excel is told the delimiter', async () => {
    const sheet = await read(Buffer.from('\uFEFFsep=|\r\nMã|Họ tên|Phòng\r\nA1|Hồ Thị Lan|VP\r\n'));
    expect(sheet).toMatchObject({ ok: true, value: { rows: [{ row: 2, values: { full_name: 'Hồ Thị Lan' } }] } });
  });

  test('may have short and long rows, and empty ones that still count', async () => {
    const sheet = await read(Buffer.from('Danh sách\n\nMã,Họ tên,Phòng\nA1,Hồ Thị Lan\n\nA2,Tạ Công Danh,VP,x,y\n'));
    expect(sheet).toMatchObject({ ok: true, value: { rows: [{ row: 4, values: { division: '' } }, { row: 6 }] } });
  });

  test('with a quotation mark that never closes says where', async () => {
    const sheet = await read(Buffer.from('Mã,Họ tên,Phòng\nA1,Hồ Thị Lan,VP\nA2,"Tạ Công Danh,VP\n'));
    expect(sheet).toMatchObject({ ok: false, error: { code: 'csv_broken' } });
  });
});
