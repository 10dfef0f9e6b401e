import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/person.ts';
import { REQUIRED_STAFF_COLUMNS, STAFF_COLUMNS } from '../../src/domain/staff-columns.ts';
import { findHeader } from '../../src/intake/list-sheet/header-row.ts';
import { readStaffSheet } from '../../src/intake/staff-sheet.ts';
import { staffTemplate } from '../../src/reports/staff-template.ts';
import { EXAMPLE_DIVISIONS } from '../support/example-staff.ts';
import { catalogue, headers } from '../support/staff-terms.ts';

describe.each(LOCALES)('the template in %s', (locale) => {
  const template = () => staffTemplate(EXAMPLE_DIVISIONS, catalogue, locale);

  test('has every column, the needed ones marked, and the program finds them all', async () => {
    const [list] = await readXlsxFile(Buffer.from(await template()));
    const grid = (list?.data ?? []).map((row) => row.map((cell) => String(cell ?? '')));
    expect([...(findHeader(grid, headers)?.columns.keys() ?? [])]).toEqual([...STAFF_COLUMNS]);
    expect(grid[0]?.filter((cell) => cell.includes('(*)'))).toHaveLength(REQUIRED_STAFF_COLUMNS.length);
  });

  test('holds an example that is never imported', async () => {
    const [list] = await readXlsxFile(Buffer.from(await template()));
    expect(list?.data).toHaveLength(2);
    expect(await readStaffSheet(await template(), 'mau.xlsx', headers)).toMatchObject({
      ok: false,
      error: { code: 'no_rows' },
    });
  });

  test('explains every column and lists the divisions on its second sheet', async () => {
    const [, guide] = await readXlsxFile(Buffer.from(await template()));
    const texts = (guide?.data ?? []).flat().map(String);
    for (const column of STAFF_COLUMNS) {
      expect(
        texts.some((text) => text.startsWith(catalogue.aliases(`staff_sheet.header.${column}`, locale)[0] ?? '?')),
      ).toBe(true);
    }
    for (const role of catalogue.aliases('staff_sheet.role.teller', locale).slice(0, 1))
      expect(texts.join('\n')).toContain(role);
    for (const { code, name } of EXAMPLE_DIVISIONS) expect(texts).toEqual(expect.arrayContaining([code, name]));
    expect(texts.join('\n')).not.toContain('{');
  });
});
