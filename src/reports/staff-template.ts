import { say, type TextKey } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import type { Division } from '../domain/plan.ts';
import { REQUIRED_STAFF_COLUMNS, STAFF_COLUMNS, type StaffColumn } from '../domain/staff-columns.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { staffVocabulary } from '../presentation/staff-sheet-terms.ts';
import { listTemplate, requiredHeader } from './list-template.ts';

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

/** The empty staff list to fill in, with one example row and a guide sheet. */
export async function staffTemplate(
  divisions: readonly Division[],
  catalogue: Catalogue,
  locale: Locale,
): Promise<Uint8Array> {
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
  return listTemplate({
    name: text('staff_template.sheet.list'),
    columns: STAFF_COLUMNS.map((column) => ({
      header: requiredHeader(
        catalogue.aliases(`staff_sheet.header.${column}`, locale),
        (REQUIRED_STAFF_COLUMNS as readonly StaffColumn[]).includes(column),
      ),
      width: WIDTHS[column],
      example: example[column],
      meaning: meaning(column),
    })),
    guide: {
      name: text('staff_template.sheet.guide'),
      title: text('staff_template.guide.title'),
      remarks: (['rows', 'remark', 'absent_column', 'missing'] as const).map((remark) =>
        text(`staff_template.guide.${remark}`),
      ),
      columns: [text('staff_template.guide.column'), text('staff_template.guide.meaning')],
      terms: {
        headings: [text('staff_template.guide.division_code'), text('staff_template.guide.division_name')],
        rows: divisions.map(({ code, name }) => [code, name] as const),
      },
    },
  });
}
