import { writeWorkbook } from '../../src/reports/workbook.ts';

/** Divisions of the example agency, as in examples/ban-dan-toc-2022.yaml. */
export const EXAMPLE_DIVISIONS = [
  { code: 'VP', name: 'Văn phòng' },
  { code: 'TT', name: 'Thanh tra' },
  { code: 'CS', name: 'Phòng Chính sách Dân tộc' },
  { code: 'KHTH', name: 'Phòng Kế hoạch - Tổng hợp' },
  { code: 'TTDB', name: 'Phòng Tuyên truyền và Địa bàn' },
] as const;

type DivisionCode = (typeof EXAMPLE_DIVISIONS)[number]['code'];

interface ExamplePerson {
  readonly name: string;
  readonly division: DivisionCode;
  readonly position: string;
  readonly roles?: string;
  readonly council?: string;
  readonly contract?: true;
}

/** 33 people who do not exist; their codes are CB001 … CB033 in this order. No phone numbers: any might be somebody's. */
export const EXAMPLE_STAFF: readonly ExamplePerson[] = [
  { name: 'Huỳnh Bảo Khang', division: 'VP', position: 'Trưởng ban', roles: 'Lãnh đạo', council: 'Chủ tịch' },
  { name: 'Đinh Thị Mai Lâm', division: 'VP', position: 'Phó Trưởng ban', roles: 'Lãnh đạo', council: 'Phó Chủ tịch' },
  { name: 'Bùi Quang Thịnh', division: 'VP', position: 'Phó Trưởng ban', roles: 'Lãnh đạo', council: 'Phó Chủ tịch' },
  {
    name: 'Nguyễn Thị Thu Hạnh',
    division: 'VP',
    position: 'Chánh Văn phòng',
    roles: 'Trưởng phòng',
    council: 'Uỷ viên',
  },
  { name: 'Trương Minh Đức', division: 'VP', position: 'Phó Chánh Văn phòng', roles: 'Thư ký', council: 'Thư ký' },
  { name: 'Lê Thị Ngọc Bích', division: 'VP', position: 'Kế toán' },
  { name: 'Phan Anh Tuấn', division: 'VP', position: 'Chuyên viên', roles: 'Quản trị' },
  { name: 'Võ Thị Kim Oanh', division: 'VP', position: 'Văn thư' },
  { name: 'Đặng Hữu Phước', division: 'VP', position: 'Chuyên viên' },
  { name: 'Hồ Thị Lan', division: 'VP', position: 'Chuyên viên', roles: 'Tổ kiểm phiếu' },
  { name: 'Nguyễn Văn Lợi', division: 'VP', position: 'Lái xe', contract: true },
  { name: 'Trần Thị Út', division: 'VP', position: 'Phục vụ', contract: true },
  { name: 'Phạm Ngọc Ẩn', division: 'TT', position: 'Chánh Thanh tra', roles: 'Trưởng phòng' },
  { name: 'Đinh Văn Rỗi', division: 'TT', position: 'Phó Chánh Thanh tra' },
  { name: 'Lý Thị Hồng Vân', division: 'TT', position: 'Thanh tra viên', roles: 'Tổ kiểm phiếu' },
  { name: 'Nguyễn Đức Toàn', division: 'TT', position: 'Thanh tra viên' },
  { name: 'Đinh Thị Phương', division: 'CS', position: 'Trưởng phòng', roles: 'Trưởng phòng', council: 'Uỷ viên' },
  { name: 'Hồ Văn Điệp', division: 'CS', position: 'Phó Trưởng phòng' },
  { name: 'Cao Thị Yến Nhi', division: 'CS', position: 'Chuyên viên' },
  { name: 'Phạm Văn Êm', division: 'CS', position: 'Chuyên viên' },
  { name: 'Ngô Thị Thùy Dương', division: 'CS', position: 'Chuyên viên' },
  { name: 'Đoàn Quốc Việt', division: 'CS', position: 'Chuyên viên' },
  {
    name: 'Lương Thị Ánh Tuyết',
    division: 'KHTH',
    position: 'Trưởng phòng',
    roles: 'Trưởng phòng',
    council: 'Uỷ viên',
  },
  { name: 'Tạ Công Danh', division: 'KHTH', position: 'Phó Trưởng phòng' },
  { name: 'Nguyễn Thị Ý Nhi', division: 'KHTH', position: 'Chuyên viên' },
  { name: 'Mai Xuân Ước', division: 'KHTH', position: 'Chuyên viên' },
  { name: 'Dương Thị Quỳnh', division: 'KHTH', position: 'Chuyên viên' },
  { name: 'Đỗ Gia Bảo', division: 'KHTH', position: 'Chuyên viên' },
  { name: 'Đinh Xuân Thắng', division: 'TTDB', position: 'Trưởng phòng', roles: 'Trưởng phòng' },
  { name: 'Châu Thị Mỹ Ái', division: 'TTDB', position: 'Phó Trưởng phòng' },
  { name: 'Hồ Thị Xuân Lý', division: 'TTDB', position: 'Chuyên viên' },
  { name: 'Phùng Văn Sỹ', division: 'TTDB', position: 'Chuyên viên', roles: 'Tổ kiểm phiếu' },
  { name: 'Nguyễn Hoàng Yến', division: 'TTDB', position: 'Chuyên viên' },
];

const HEADERS = ['Mã cán bộ', 'Họ và tên', 'Phòng', 'Chức vụ', 'Vai trò', 'Chức danh Hội đồng', 'Đối tượng'];
const NOTE = 'Danh sách minh họa: mọi họ tên đều là hư cấu, không chỉ người có thật nào.';

/** The code of the person at an index of `EXAMPLE_STAFF`. */
export function exampleCode(index: number): string {
  return `CB${String(index + 1).padStart(3, '0')}`;
}

/** The workbook kept as examples/staff.xlsx, laid out as an office would: titles above, a header, one row a person. */
export function exampleStaffWorkbook(): Promise<Uint8Array> {
  const names = new Map<string, string>(EXAMPLE_DIVISIONS.map(({ code, name }) => [code, name]));
  const cell = { borderStyle: 'thin' } as const;
  const people = EXAMPLE_STAFF.map((person, index) =>
    [
      exampleCode(index),
      person.name,
      names.get(person.division) ?? '',
      person.position,
      person.roles ?? '',
      person.council ?? '',
      person.contract ? 'Người lao động' : 'Công chức',
    ].map((value) => ({ ...cell, value })),
  );
  return writeWorkbook([
    {
      name: 'Danh sách',
      columns: [12, 28, 32, 24, 18, 22, 18],
      headerRows: 3,
      landscape: true,
      rows: [
        [{ value: 'DANH SÁCH CÁN BỘ, CÔNG CHỨC, NGƯỜI LAO ĐỘNG', fontWeight: 'bold', align: 'center', columnSpan: 7 }],
        [{ value: NOTE, fontStyle: 'italic', align: 'center', columnSpan: 7 }],
        HEADERS.map((value) => ({ ...cell, value, fontWeight: 'bold', align: 'center' }) as const),
        ...people,
      ],
    },
  ]);
}
