import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHEET_PROBLEM_CODES } from '../../src/intake/list-sheet/sheet-problem.ts';
import { readStaffSheet } from '../../src/intake/staff-sheet.ts';
import { textRows, workbookParts, zipArchive } from '../support/raw-workbook.ts';
import { headers } from '../support/staff-terms.ts';

const HEADER = ['Mã cán bộ', 'Họ và tên', 'Phòng'];
const ROWS = [HEADER, ['CB001', 'Phạm Ngọc Ẩn', 'Thanh tra'], ['CB002', 'Mai Xuân Ước', 'Văn phòng']];
const VALUES = [
  { code: 'CB001', full_name: 'Phạm Ngọc Ẩn', division: 'Thanh tra' },
  { code: 'CB002', full_name: 'Mai Xuân Ước', division: 'Văn phòng' },
];

const workbook = (...sheets: readonly string[]): Uint8Array => zipArchive(workbookParts(sheets));

async function rowsOf(bytes: Uint8Array, name = 'ds.xlsx') {
  const read = await readStaffSheet(bytes, name, headers);
  if (!read.ok) throw new Error(`${read.error.code} ${JSON.stringify(read.error.params)}`);
  return read.value;
}

async function problemOf(bytes: Uint8Array, name = 'ds.xlsx') {
  const read = await readStaffSheet(bytes, name, headers);
  return read.ok ? null : read.error;
}

describe('a workbook', () => {
  test('is read with the row numbers that its owner sees', async () => {
    const sheet = await rowsOf(workbook(textRows(ROWS, 5)));
    expect(sheet.rows).toEqual([
      { row: 6, values: VALUES[0] },
      { row: 7, values: VALUES[1] },
    ]);
    expect(sheet).toMatchObject({ columns: ['code', 'full_name', 'division'], skipped: [], encoding: null });
  });

  test('may have titles above its header and an unrelated sheet before it', async () => {
    const titles = [['BAN DÂN TỘC'], ['Danh sách cán bộ năm 2022'], [null]];
    const sheet = await rowsOf(workbook(textRows([['Ghi chú chung']]), textRows([...titles, ...ROWS])));
    expect(sheet.rows.map(({ values }) => values)).toEqual(VALUES);
    expect(sheet.rows[0]?.row).toBe(5);
  });

  test.each([
    [['Phòng ban', 'HO VA TEN', 'ma_cb']],
    [['DIVISION', ' Full  name ', 'Staff code (*)']],
    [['đơn vị', 'Ho\u0323 va\u0300 te\u0302n', 'Mã CB']],
  ])('is understood by the headers %j in any order, case, language and Unicode form', async (header) => {
    const sheet = await rowsOf(workbook(textRows([header, ['Thanh tra', 'Phạm Ngọc Ẩn', 'CB001']])));
    expect(sheet.rows).toEqual([{ row: 2, values: VALUES[0] }]);
  });

  test('may have a header of two merged rows', async () => {
    const upper = ['STT', 'Mã CB', 'Họ và tên', 'Phòng', 'Công tác', null, 'Hội đồng TĐKT', null];
    const lower = [null, null, null, null, 'Chức vụ', 'Vai trò', 'Ghi chú', 'Chức danh'];
    const person = ['1', 'CB001', 'Phạm Ngọc Ẩn', 'Thanh tra', 'Chánh Thanh tra', 'Trưởng phòng', 'x', 'Uỷ viên'];
    const sheet = await rowsOf(workbook(textRows([upper, lower, person])));
    expect(sheet.rows).toEqual([
      { row: 3, values: { ...VALUES[0], position: 'Chánh Thanh tra', roles: 'Trưởng phòng', council_post: 'Uỷ viên' } },
    ]);
  });

  test('keeps numbers as the digits that were typed', async () => {
    const data =
      textRows([[...HEADER, 'Điện thoại']]) +
      '<row r="2"><c r="A2"><v>1234567890123456789</v></c><c r="B2" t="str"><f>A1</f><v>Phạm Ngọc Ẩn</v></c>' +
      '<c r="C2" t="inlineStr"><is><t>Thanh tra</t></is></c><c r="D2"><v>9.05123456E8</v></c></row>';
    const sheet = await rowsOf(workbook(data));
    expect(sheet.rows[0]?.values).toEqual({ ...VALUES[0], code: '1234567890123456789', phone: '905123456' });
  });

  test('tells an empty cell from a column that is not there', async () => {
    const sheet = await rowsOf(
      workbook(
        textRows([
          [...HEADER, 'Chức vụ'],
          ['CB001', 'Phạm Ngọc Ẩn', 'Thanh tra', null],
        ]),
      ),
    );
    expect(sheet.rows[0]?.values).toEqual({ ...VALUES[0], position: '' });
  });

  test('loses only its remarks, numbering row, empty rows and the signatures below the list', async () => {
    const sheet = await rowsOf(
      workbook(
        textRows([
          HEADER,
          ['(1)', '(2)', '(3)'],
          ['#VD001', 'Nguyễn Văn A', 'Văn phòng'],
          ROWS[1] ?? [],
          [null, ' ', null],
          HEADER,
          ['CB009', null, null],
          ROWS[2] ?? [],
          ['Tổng cộng: 2 người', null, null],
          ['Người lập biểu', null, null],
        ]),
      ),
    );
    expect(sheet.rows.map(({ row }) => row)).toEqual([4, 7, 8]);
    expect(sheet.skipped).toEqual([2, 6, 9, 10]);
  });

  test('shows a cell with a formula error as empty', async () => {
    const person =
      '<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4" t="str"><v>Hồ Thị Lan</v></c><c r="C4" t="str"><v>VP</v></c></row>';
    const sheet = await rowsOf(workbook(textRows(ROWS) + person));
    expect(sheet.rows[2]).toEqual({ row: 4, values: { code: '', full_name: 'Hồ Thị Lan', division: 'VP' } });
  });

  test('typed with an ABC font is repaired', async () => {
    const sheet = await rowsOf(
      workbook(
        textRows([
          ['M· c¸n bé', 'Hä vµ tªn', 'Phßng'],
          ['CB001', 'Ph¹m Ngäc Èn', 'Thanh tra'],
          ['CB002', 'Lê Hoà', 'TT'],
          ['CB003', 'Y Kröng', 'TT'],
        ]),
      ),
    );
    // È is the byte of ẩn's lower-case vowel: ABC fonts have no capital with a tone.
    expect(sheet.rows.map(({ values }) => values.full_name)).toEqual(['Phạm Ngọc Ẩn', 'Lê Hoà', 'Y Kröng']);
  });

  test('with formatting down to the last row of the sheet is still read', async () => {
    const sheet = await rowsOf(
      workbook(`${textRows(ROWS)}<row r="1048576"><c r="XFC1048576" s="1"/><c r="XFD1048576" s="1"></c></row>`),
    );
    expect(sheet.rows).toHaveLength(2);
  });
});

describe('a file that cannot be read says why', () => {
  const xlsx = (data: string) => workbookParts([data]);
  const replaced = (name: string, lie: object) =>
    zipArchive(xlsx(textRows(ROWS)).map((p) => (p.name === name ? { ...p, ...lie } : p)));

  test('empty', async () => expect(await problemOf(new Uint8Array())).toMatchObject({ code: 'empty_file' }));

  test('over 5 MB', async () => {
    expect(await problemOf(new Uint8Array(5_000_001))).toEqual({ code: 'file_too_large', params: { limit: 5 } });
  });

  test('an old xls, by content or by name', async () => {
    const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('Workbook', 'utf16le')]);
    expect(await problemOf(compound, 'ds.xlsx')).toMatchObject({ code: 'xls_not_supported' });
    expect(await problemOf(Buffer.from('<html><table>'), 'ds.xls')).toMatchObject({ code: 'xls_not_supported' });
  });

  test('protected by a password', async () => {
    const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await problemOf(compound)).toMatchObject({ code: 'password_protected' });
    expect(await problemOf(replaced('xl/workbook.xml', { encrypted: true }))).toMatchObject({
      code: 'password_protected',
    });
  });

  test('another kind of file', async () => {
    expect(await problemOf(Buffer.from('%PDF-1.7'), 'ds.pdf')).toMatchObject({ code: 'unsupported_type' });
    expect(await problemOf(Buffer.from('Mã,Tên'), 'ds.xlsx')).toMatchObject({ code: 'not_a_workbook' });
    const docx = zipArchive([{ name: 'word/document.xml', content: '<w/>' }]);
    expect(await problemOf(docx, 'ds.docx')).toMatchObject({ code: 'not_a_workbook' });
  });

  test('cut off, garbled or half a workbook', async () => {
    const whole = workbook(textRows(ROWS));
    expect(await problemOf(whole.slice(0, whole.length / 2))).toMatchObject({ code: 'damaged' });
    expect(await problemOf(Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]))).toMatchObject({ code: 'damaged' });
    const parts = xlsx(textRows(ROWS)).filter((part) => !part.name.endsWith('.rels'));
    expect(await problemOf(zipArchive(parts))).toMatchObject({ code: 'damaged' });
    const garbled = whole.map((byte, index) => (index > 40 && index < 90 ? byte ^ 0x5a : byte));
    expect(await problemOf(garbled)).not.toBeNull();
  });

  test('unpacking to more than it may, whatever it declares', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    const bomb = { content: Buffer.alloc(70_000_000, ' ') };
    expect(await problemOf(replaced(name, bomb))).toMatchObject({ code: 'archive_too_large' });
    expect(await problemOf(replaced(name, { ...bomb, declaredBytes: 100 }))).toMatchObject({
      code: 'archive_too_large',
    });
    const xml = String(xlsx(textRows(ROWS)).find((part) => part.name === name)?.content);
    const withoutLastRow = { declaredBytes: Buffer.byteLength(xml.slice(0, xml.indexOf('<row r="3"'))) };
    expect(await problemOf(replaced(name, withoutLastRow))).toMatchObject({ code: 'damaged' });
    const many = Array.from({ length: 1_001 }, (_, i) => ({ name: `xl/x${i}.bin`, content: '' }));
    expect(await problemOf(zipArchive([...xlsx(textRows(ROWS)), ...many]))).toMatchObject({
      code: 'archive_too_large',
    });
  });

  test('that defines entities, which could unfold to any size', async () => {
    const lol = Array.from({ length: 20 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const dtd = `<!DOCTYPE sst [<!ENTITY l0 "lol">${lol}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
    for (const name of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml', '[Content_Types].xml']) {
      const content = `<?xml version="1.0"?>${dtd}<sst><si><t>&l20;&file;</t></si></sst>`;
      expect(await problemOf(replaced(name, { content })), name).toMatchObject({ code: 'damaged' });
    }
  });

  test('with a value so far away that the table up to it would fill the memory', async () => {
    const far = (address: string, row: string) =>
      workbook(`${textRows(ROWS)}<row r="${row}"><c r="${address}"><v>1</v></c></row>`);
    expect(await problemOf(far('A1048576', '1048576'))).toMatchObject({ code: 'too_many_rows' });
    expect(await problemOf(far('XFD9', '9'))).toMatchObject({ code: 'too_many_columns' });
    expect(await problemOf(far('ZZZZZZZ9', '9'))).toMatchObject({ code: 'damaged' });
    expect(await problemOf(far('A9', '4294967295'))).toMatchObject({ code: 'damaged' });
    expect(await problemOf(workbook(`<row r="9" x=">"><c  x='<' r="ZZZZZ9"><v>1</v></c></row>`))).toMatchObject({
      code: 'damaged',
    });
    expect(await problemOf(workbook('<!-- --><row r="9"/>'))).toMatchObject({ code: 'damaged' });
  });

  test('with more than 25,000 people', async () => {
    const rows = Array.from({ length: 25_001 }, (_, i) => [`C${i}`, 'Mai Xuân Ước', 'TT']);
    expect(await problemOf(workbook(textRows([HEADER, ...rows])))).toEqual({
      code: 'too_many_rows',
      params: { limit: 25_000 },
    });
    const csv = [HEADER, ...rows].map((row) => row.join(',')).join('\n');
    expect(await problemOf(Buffer.from(csv), 'ds.csv')).toEqual({ code: 'too_many_rows', params: { limit: 25_000 } });
  });

  test('with a cell that contradicts itself, naming it', async () => {
    const data = `${textRows(ROWS)}<row r="4"><c r="AB4" t="s"><v>9</v></c></row>`;
    expect(await problemOf(workbook(data))).toEqual({ code: 'unreadable_cell', params: { cell: 'AB4' } });
  });

  test('without a header, a needed column or a person', async () => {
    expect(
      await problemOf(
        workbook(
          textRows([
            ['a', 'b'],
            ['c', 'd'],
          ]),
        ),
      ),
    ).toMatchObject({ code: 'header_not_found' });
    expect(await problemOf(workbook(textRows([['Họ tên', 'Chức vụ']])))).toEqual({
      code: 'missing_columns',
      params: { columns: 'Mã cán bộ, Phòng' },
    });
    expect(await problemOf(workbook(textRows([HEADER, ['#', null, null]])))).toMatchObject({ code: 'no_rows' });
  });
});

test('whatever bytes arrive, there is an answer', async () => {
  const whole = workbook(textRows(ROWS));
  const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  const broken = flips.map((changes) => {
    const bytes = whole.slice();
    for (const [at, value] of changes) bytes[at] = value;
    return bytes;
  });
  // Text that unpacks well but is no proper XML.
  const odd = fc.string({
    unit: fc.constantFrom('<row r="1">', '<c r="A1">', '<v>', '</v>', '</c>', '</row>', '<', '"', 'x'),
  });
  const garbled = odd.map((xml) => workbook(xml));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(broken, garbled, fc.uint8Array()),
      fc.constantFrom('a.xlsx', 'a.csv', 'a'),
      async (bytes, name) => {
        const read = await readStaffSheet(bytes, name, headers);
        expect(read.ok ? read.value.rows.length : SHEET_PROBLEM_CODES.indexOf(read.error.code)).toBeGreaterThanOrEqual(
          0,
        );
      },
    ),
    { numRuns: 300 },
  );
});
