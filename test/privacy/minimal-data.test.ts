import { describe, expect, it } from 'vitest';
import { isPrivateColumn } from '../../src/domain/private-columns.ts';
import { STAFF_LIST } from '../../src/domain/staff-columns.ts';
import { readListSheet } from '../../src/intake/list-sheet.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { historyHeaders, staffHeaders } from '../../src/presentation/staff-sheet-terms.ts';
import { openOffice } from '../support/office.ts';

const headers = staffHeaders(createCatalogue('Asia/Ho_Chi_Minh'), 'vi');

describe('no more than is needed', () => {
  it('is asked for: no column of the lists is a private one', () => {
    const asked = [...Object.values(headers), ...Object.values(historyHeaders(createCatalogue('UTC'), 'vi'))].flat();
    expect(asked.filter(isPrivateColumn)).toEqual([]);
  });

  it('is stored: no column of the database is for a citizen number, a birth date, an address or pay', async () => {
    const office = await openOffice();
    const { sqlite } = office.storage.database;
    const columns = sqlite
      .prepare(
        `SELECT t.name || ' ' || c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'`,
      )
      .pluck()
      .all() as string[];
    expect(columns.length).toBeGreaterThan(100);
    const suspicious =
      /cccd|cmnd|citizen|identity_card|birth|dob|address|salary|wage|bank|tax|religion|ethnic|health|gender/;
    expect(columns.filter((column) => suspicious.test(column) || isPrivateColumn(column.replaceAll('_', ' ')))).toEqual(
      [],
    );
  });

  it.each([
    ['Số CCCD', true],
    ['Ngày, tháng, năm sinh', true],
    ['Hệ số lương', true],
    ['Địa chỉ thường trú', true],
    ['Date of birth', true],
    ['Số điện thoại', false],
    ['Chức vụ', false],
    ['Ghi chú', false],
    ['Hội đồng TĐKT', false],
  ])('«%s» is private: %s', (header, expected) => {
    expect(isPrivateColumn(header)).toBe(expected);
  });

  it('is read of a list that has more, and the columns that were left out are named', async () => {
    const csv = [
      'Mã cán bộ,Họ và tên,Ngày sinh,Phòng,Số CCCD,Hệ số lương',
      'CB900,Nguyễn Thị Thử,01/02/1990,Văn phòng,012345678901,"3,33"',
    ].join('\n');
    const read = await readListSheet(Buffer.from(csv), 'ds.csv', STAFF_LIST, headers);
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.unwanted).toEqual(['Ngày sinh', 'Số CCCD', 'Hệ số lương']);
    expect(JSON.stringify(read.value.rows)).not.toMatch(/012345678901|1990|3,33/);
  });
});
