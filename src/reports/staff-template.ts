import { say, type TextKey } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import type { Division } from '../domain/plan.ts';
import { REQUIRED_STAFF_COLUMNS, STAFF_COLUMNS, type StaffColumn } from '../domain/staff-columns.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { staffVocabulary } from '../presentation/staff-sheet-terms.ts';
import { type StyledCell, type WorkbookCell, type WorkbookSheet, writeWorkbook } from './workbook.ts';

const WIDTHS: Readonly<Record<StaffColumn, number>> = {
  code: 14,
  full_name: 30,
  division: 30,
  position: 24,
  roles: 26,
  council_post: 22,
  phone: 16,
  employment: 18,
  status: 18,
};

const HEADER = { fontWeight: 'bold', align: 'center', borderStyle: 'thin', backgroundColor: '#E8EEF7' } as const;
const BODY = { borderStyle: 'thin', alignVertical: 'top' } as const;

/** The empty staff list to fill in: headers, one example row that import leaves out, and a guide sheet. */
export async function staffTemplate(
  divisions: readonly Division[],
  catalogue: Catalogue,
  locale: Locale,
): Promise<Uint8Array> {
  return writeWorkbook([listSheet(divisions, catalogue, locale), guideSheet(divisions, catalogue, locale)]);
}

function listSheet(divisions: readonly Division[], catalogue: Catalogue, locale: Locale): WorkbookSheet {
  const text = (key: TextKey): string => catalogue.plain(say(key), locale);
  const terms = staffVocabulary(catalogue, locale);
  const example: Readonly<Record<StaffColumn, string>> = {
    code: text('staff_template.example.code'),
    full_name: text('staff_template.example.full_name'),
    division: divisions[0]?.name ?? '',
    position: text('staff_template.example.position'),
    roles: terms.roles.staff[0] ?? '',
    council_post: '',
    phone: text('staff_template.example.phone'),
    employment: terms.employments.civil_servant[0] ?? '',
    status: terms.statuses.active[0] ?? '',
  };
  return {
    name: text('staff_template.sheet.list'),
    columns: STAFF_COLUMNS.map((column) => WIDTHS[column]),
    headerRows: 1,
    landscape: true,
    rows: [
      STAFF_COLUMNS.map((column) => ({ ...HEADER, value: header(column, catalogue, locale), height: 34 })),
      STAFF_COLUMNS.map((column) => ({ ...BODY, value: example[column], fontStyle: 'italic', textColor: '#666666' })),
    ],
  };
}

function guideSheet(divisions: readonly Division[], catalogue: Catalogue, locale: Locale): WorkbookSheet {
  const text = (key: TextKey): string => catalogue.plain(say(key), locale);
  const terms = staffVocabulary(catalogue, locale);
  const acceptedIn: Readonly<Partial<Record<StaffColumn, Readonly<Record<string, readonly string[]>>>>> = {
    roles: terms.roles,
    council_post: terms.councilPosts,
    employment: terms.employments,
    status: terms.statuses,
  };
  const meaning = (column: StaffColumn): string => {
    const accepted = Object.values(acceptedIn[column] ?? {}).map((forms) => forms[0] ?? '');
    return catalogue.plain(say(`staff_template.guide.${column}`, { accepted: accepted.join(', ') }), locale);
  };
  const wide = (value: string): readonly WorkbookCell[] => [{ value, columnSpan: 2, height: 34 }];
  const titles = (left: string, right: string): readonly StyledCell[] =>
    [left, right].map((value) => ({ ...HEADER, value }));
  const pair = (left: string, right: string, height: number): readonly StyledCell[] =>
    [left, right].map((value) => ({ ...BODY, value, height }));
  return {
    name: text('staff_template.sheet.guide'),
    columns: [26, 70],
    headerRows: 0,
    rows: [
      [{ value: text('staff_template.guide.title'), fontWeight: 'bold', fontSize: 14, columnSpan: 2, height: 26 }],
      wide(text('staff_template.guide.rows')),
      wide(text('staff_template.guide.remark')),
      wide(text('staff_template.guide.absent_column')),
      wide(text('staff_template.guide.missing')),
      titles(text('staff_template.guide.column'), text('staff_template.guide.meaning')),
      ...STAFF_COLUMNS.map((column) => pair(header(column, catalogue, locale), meaning(column), 50)),
      [],
      titles(text('staff_template.guide.division_code'), text('staff_template.guide.division_name')),
      ...divisions.map((division) => pair(division.code, division.name, 20)),
    ],
  };
}

/** The first accepted header in the reader's language, marked when the column is required. */
function header(column: StaffColumn, catalogue: Catalogue, locale: Locale): string {
  const name = catalogue.aliases(`staff_sheet.header.${column}`, locale)[0] ?? column;
  return REQUIRED_STAFF_COLUMNS.some((required) => required === column) ? `${name} (*)` : name;
}
