import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StaffRecord } from '../../src/domain/member.ts';
import { STAFF_COLUMNS, type StaffColumn, type StaffRow } from '../../src/domain/staff-columns.ts';
import { previewStaffList, recordsToStore } from '../../src/domain/staff-list.ts';
import { EXAMPLE_DIVISIONS } from '../support/example-staff.ts';
import { vocabulary } from '../support/staff-terms.ts';

const GOOD = { code: 'CB001', full_name: 'Phạm Ngọc Ẩn', division: 'Thanh tra' };
const STORED: StaffRecord = {
  code: 'CB001',
  fullName: 'Phạm Ngọc Ẩn',
  divisionCode: 'TT',
  position: 'Chánh Thanh tra',
  roles: ['staff', 'head', 'member'],
  councilPost: 'vice_chair',
  phone: '+84905123456',
  employment: 'contract_worker',
  active: true,
};

type Values = StaffRow['values'];

const preview = (lists: readonly Values[], stored: readonly StaffRecord[] = []) =>
  previewStaffList(
    lists.map((values, index) => ({ row: index + 2, values })),
    EXAMPLE_DIVISIONS,
    stored,
    vocabulary,
  );

const problems = (values: Values) =>
  preview([values]).wrong.map(({ code, column, params }) => ({ code, column, ...params }));
const recordOf = (values: Values) => preview([{ ...GOOD, ...values }]).new[0]?.record;

describe('a new person', () => {
  test('with the three needed values is an ordinary civil servant at work', () => {
    expect(preview([GOOD]).new).toEqual([
      {
        row: 2,
        record: {
          code: 'CB001',
          fullName: 'Phạm Ngọc Ẩn',
          divisionCode: 'TT',
          position: '',
          roles: ['staff'],
          councilPost: null,
          phone: null,
          employment: 'civil_servant',
          active: true,
        },
      },
    ]);
  });

  test.each([
    ['VP', 'VP'],
    ['văn phòng', 'VP'],
    ['PHONG CHINH SACH DAN TOC', 'CS'],
    ['Chính sách Dân tộc', 'CS'],
    ['Phòng Kế hoạch – Tổng hợp', 'KHTH'],
    ['Phòng Tuyên truyền & Địa bàn', 'TTDB'],
  ])('is placed by %j in %s', (division, code) => expect(recordOf({ division })?.divisionCode).toBe(code));

  test('holds every role that the cell names, in one order, each once', () => {
    expect(recordOf({ roles: 'thư ký; TRUONG PHONG, Head' })?.roles).toEqual(['staff', 'head', 'secretary']);
  });

  test.each([
    [{ council_post: 'Uỷ viên - Thư ký' }, ['staff', 'member'], 'secretary'],
    [{ roles: 'Thành viên Hội đồng' }, ['staff', 'member'], 'member'],
    [{ roles: 'Thành viên Hội đồng', council_post: '' }, ['staff', 'member'], 'member'],
    [{ roles: 'Kiểm phiếu', council_post: '' }, ['staff', 'teller'], null],
  ])('with %j has roles %j and post %s', (values, roles, councilPost) => {
    expect(recordOf(values)).toMatchObject({ roles, councilPost });
  });

  test.each([
    ['0905.123.456', '+84905123456'],
    ['905123456', '+84905123456'],
    ['(+84) 905 123 456', '+84905123456'],
    ["'84905123456", '+84905123456'],
    ['0255 3822 456', '+842553822456'],
    ['+856 20 5555 1234', '+8562055551234'],
    ['', null],
  ])('with the phone %j can link by %s', (phone, e164) => expect(recordOf({ phone })?.phone).toBe(e164));

  test('keeps nothing invisible and nothing that a spreadsheet would compute', () => {
    const record = recordOf({
      code: "'CB 001\u200b",
      full_name: '=+@Pha\u0323\u00adm\u00a0 Ngọc\n\u202eẨn\ufeff',
      position: '- Chuyên\tviên',
    });
    expect(record).toMatchObject({ code: 'CB001', fullName: 'Phạm Ngọc Ẩn', position: 'Chuyên viên' });
  });
});

describe('a wrong row says what is wrong with it', () => {
  test.each<[Values, object]>([
    [
      { ...GOOD, code: ' ' },
      { code: 'missing_code', column: 'code' },
    ],
    [
      { ...GOOD, code: 'CB 1*' },
      { code: 'bad_code', value: 'CB1*' },
    ],
    [
      { ...GOOD, full_name: '' },
      { code: 'missing_name', column: 'full_name' },
    ],
    [{ ...GOOD, full_name: "=cmd|'/C calc'!A0" }, { code: 'bad_name' }],
    [
      { ...GOOD, division: '' },
      { code: 'missing_division', column: 'division' },
    ],
    [{ ...GOOD, division: '', roles: 'Trưởng phòng' }, { code: 'head_without_division' }],
    [
      { ...GOOD, division: 'Phòng Chính sach dân tôc thiểu số' },
      { code: 'unknown_division', suggestion: 'Phòng Chính sách Dân tộc' },
    ],
    [
      { ...GOOD, division: 'Phòng' },
      { code: 'unknown_division', value: 'Phòng' },
    ],
    [
      { ...GOOD, roles: 'Trưởng phòng; Vua' },
      { code: 'unknown_role', value: 'Vua' },
    ],
    [
      { ...GOOD, council_post: 'Giám đốc' },
      { code: 'unknown_council_post', accepted: 'Chủ tịch, Phó Chủ tịch, Uỷ viên, Thư ký' },
    ],
    [
      { ...GOOD, employment: 'Tu nghiệp' },
      { code: 'unknown_employment', accepted: 'Công chức, Người lao động' },
    ],
    [{ ...GOOD, status: 'Ốm' }, { code: 'unknown_status' }],
    [
      { ...GOOD, phone: '0905123456 / 0912345678' },
      { code: 'bad_phone', column: 'phone' },
    ],
    [{ ...GOOD, phone: '01234567890' }, { code: 'bad_phone' }],
    [
      { ...GOOD, full_name: 'ẩ'.repeat(101) },
      { code: 'too_long', column: 'full_name', length: 101, limit: 100 },
    ],
    [
      { ...GOOD, roles: '#N/A' },
      { code: 'cell_error', column: 'roles', value: '#N/A' },
    ],
  ])('%j', (values, expected) => {
    expect(problems(values)).toEqual([expect.objectContaining({ row: 2, ...expected })]);
    expect(preview([values]).new).toEqual([]);
  });

  test('all of it, not only the first', () => {
    expect(problems({ code: '', full_name: '', division: 'xyz' }).map(({ code }) => code)).toEqual([
      'missing_code',
      'missing_name',
      'unknown_division',
    ]);
  });

  test('and both rows of a code that stands twice, whatever its case', () => {
    const result = preview([GOOD, { ...GOOD, code: 'CB002' }, { ...GOOD, code: 'cb001' }]);
    expect(result.wrong.map(({ row, code, params }) => [row, code, params.rows])).toEqual([
      [2, 'duplicate_code', '2, 4'],
      [4, 'duplicate_code', '2, 4'],
    ]);
    expect(result.new.map(({ record }) => record.code)).toEqual(['CB002']);
  });
});

describe('a person who is stored', () => {
  test('keeps what the list has no column for', () => {
    expect(preview([GOOD], [STORED])).toMatchObject({
      unchanged: [{ record: STORED }],
      changed: [],
      new: [],
      missing: [],
    });
  });

  test('loses what the list leaves empty, and the preview shows each change', () => {
    const empty = { roles: '', council_post: '', phone: '', position: '', employment: '' };
    expect(preview([{ ...GOOD, code: 'cb001', ...empty }], [STORED]).changed).toEqual([
      {
        row: 2,
        record: {
          ...STORED,
          roles: ['staff'],
          councilPost: null,
          phone: null,
          position: '',
          employment: 'civil_servant',
        },
        changes: [
          { field: 'position', before: 'Chánh Thanh tra', after: '' },
          { field: 'roles', before: ['staff', 'head', 'member'], after: ['staff'] },
          { field: 'councilPost', before: 'vice_chair', after: null },
          { field: 'phone', before: '+84905123456', after: null },
          { field: 'employment', before: 'contract_worker', after: 'civil_servant' },
        ],
      },
    ]);
  });

  test('keeps the council post when only the roles are listed, and loses it with the role', () => {
    expect(preview([{ ...GOOD, roles: 'Trưởng phòng; Thành viên' }], [STORED]).unchanged).toHaveLength(1);
    expect(preview([{ ...GOOD, roles: 'Trưởng phòng' }], [STORED]).changed[0]?.record).toMatchObject({
      councilPost: null,
    });
    expect(preview([{ ...GOOD, council_post: '' }], [STORED]).changed[0]?.record.roles).toEqual(['staff', 'head']);
  });

  test('leaves by the status column alone, and comes back by being listed', () => {
    expect(preview([{ ...GOOD, status: 'Nghỉ hưu' }], [STORED]).changed[0]?.changes).toEqual([
      { field: 'active', before: true, after: false },
    ]);
    expect(preview([GOOD], [{ ...STORED, active: false }]).changed[0]?.record.active).toBe(true);
  });

  test('and is on no row is reported, not removed; a wrong row still names its person', () => {
    const second = { ...STORED, code: 'CB002' };
    const left = { ...STORED, code: 'CB003', active: false };
    const result = preview([{ ...GOOD, full_name: '' }], [STORED, second, left]);
    expect(result.missing).toEqual([second]);
    expect(recordsToStore(result)).toEqual([]);
  });
});

test('two heads of one division, two chairs and a shared phone are warned of, counting who stays stored', () => {
  const other = { ...STORED, code: 'CB002', fullName: 'Hồ Thị Lan', councilPost: 'chair' } as const;
  const listed = { ...GOOD, roles: 'Trưởng phòng', council_post: 'Chủ tịch', phone: '0905123456' };
  const names = 'Phạm Ngọc Ẩn, Hồ Thị Lan';
  expect(preview([listed], [other]).warnings).toEqual([
    { code: 'two_heads', params: { division: 'Thanh tra', names } },
    { code: 'two_chairs', params: { names } },
    { code: 'shared_phone', params: { phone: '+84905123456', names } },
  ]);
  expect(preview([listed], [{ ...other, active: false }]).warnings).toEqual([]);
  expect(preview([{ ...listed, status: 'Đã nghỉ' }], [other]).warnings).toEqual([]);
});

test('letters of other alphabets and codes that look alike are warned of', () => {
  const cyrillic = { ...GOOD, full_name: 'Нồ Thị Lan' };
  expect(preview([cyrillic], []).warnings).toEqual([{ code: 'foreign_letters', params: { names: 'Нồ Thị Lan' } }]);
  const lookalike = { ...STORED, code: 'CBOOl', fullName: 'Hồ Thị Lan' };
  expect(preview([GOOD], [lookalike]).warnings).toEqual([
    { code: 'lookalike_codes', params: { codes: 'CB001, CBOOl', names: 'Phạm Ngọc Ẩn, Hồ Thị Lan' } },
  ]);
});

test('a code with lookalike letters of another alphabet is the code that it looks like', () => {
  expect(preview([{ ...GOOD, code: 'СВ001' }], [STORED]).new).toEqual([]);
  expect(preview([GOOD, { ...GOOD, code: 'сВ００1' }], []).wrong.map(({ code }) => code)).toEqual([
    'duplicate_code',
    'duplicate_code',
  ]);
});

describe('for any list', () => {
  const anyOf = (...texts: readonly string[]) => fc.oneof(fc.constantFrom(...texts), fc.string());
  const cells: Readonly<Record<StaffColumn, fc.Arbitrary<string>>> = {
    code: fc.oneof(fc.constantFrom('CB1', 'cb1', 'CB2', '3', ''), fc.stringMatching(/^[A-Z]{2}\d{3}$/)),
    full_name: anyOf('Hồ Thị Lan', ' Y\u200b  Blếch', 'ĐINH VĂN A', '', '=1+1'),
    division: anyOf('VP', 'thanh tra', 'Chính sách dân tộc', ''),
    position: anyOf('Chuyên viên', '- Kế toán', ''),
    roles: anyOf('', 'Trưởng phòng; Thành viên', 'head|teller', 'Lãnh đạo'),
    council_post: anyOf('', 'Chủ tịch', 'Uỷ viên - Thư ký', 'member'),
    phone: anyOf('', '0905123456', '905123457', '+84 255 3822 111'),
    employment: anyOf('', 'Công chức', 'contract'),
    status: anyOf('', 'Đang công tác', 'left'),
  };
  const lists = fc
    .subarray(STAFF_COLUMNS.filter((column) => !['code', 'full_name', 'division'].includes(column)))
    .chain((more) => {
      const columns: readonly StaffColumn[] = ['code', 'full_name', 'division', ...more];
      return fc.array(fc.record(Object.fromEntries(columns.map((column) => [column, cells[column]]))), {
        maxLength: 12,
      });
    });
  const apply = (stored: readonly StaffRecord[], written: readonly StaffRecord[]) => [
    ...stored.filter(({ code }) => written.every((record) => record.code !== code)),
    ...written,
  ];

  test('importing it twice changes nothing the second time', () => {
    fc.assert(
      fc.property(lists, lists, (earlier, list) => {
        const before = apply([], recordsToStore(preview(earlier)));
        const first = preview(list, before);
        const again = preview(list, apply(before, recordsToStore(first)));
        expect(again).toMatchObject({ new: [], changed: [], wrong: first.wrong, missing: first.missing });
        expect(again.unchanged).toHaveLength(first.new.length + first.changed.length + first.unchanged.length);
      }),
    );
  });

  test('every row is taken once or refused with its number, and nobody is lost', () => {
    fc.assert(
      fc.property(lists, lists, (earlier, list) => {
        const before = apply([], recordsToStore(preview(earlier)));
        const result = preview(list, before);
        const taken = [...result.new, ...result.changed, ...result.unchanged].map(({ row }) => row);
        const refused = new Set(result.wrong.map(({ row }) => row));
        expect([...taken, ...refused].sort((a, b) => a - b)).toEqual(list.map((_, index) => index + 2));
        const after = apply(before, recordsToStore(result));
        for (const { code } of before) expect(after.some((record) => record.code === code)).toBe(true);
        for (const { roles, councilPost } of after) expect(roles.includes('member')).toBe(councilPost !== null);
      }),
    );
  });
});
