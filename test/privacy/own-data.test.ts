import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { OWN_DATA_FIELDS, TECHNICAL_FIELDS } from '../../src/reports/own-data/fields.ts';
import { NOBODYS_TABLES, OWN_TABLES } from '../../src/storage/own-tables.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { linkIn, openOfficeWeb } from '../support/office-web.ts';
import { openPhone, RENDERINGS, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';
import { call } from '../web/call.ts';
import { everyTableFor, referencesToPeople } from './rows-for.ts';

const { staff, secretary, colleague } = CAST;

interface OwnFile {
  readonly format: string;
  readonly version: number;
  readonly staffCode: string;
  readonly about: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly done: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

function bytesOfNewest(office: Office): Buffer {
  const folder = office.storage.dataDir.files;
  const [name, ...more] = readdirSync(folder).filter((file) => file !== 'kept');
  if (name === undefined || more.length > 0) throw new Error('not exactly one file');
  return readFileSync(join(folder, name));
}

describe('my data', () => {
  it.each(RENDERINGS)('are shown and handed over as a file on %s', async (way) => {
    let url = 'https://thidua.example';
    const phone = await openPhone(way, { publicUrl: () => url });
    try {
      const { office } = phone;
      phone.link(staff);
      submitFor(office, staff);
      await phone.type(staff, '/caidat');
      const shown = textOf(await phone.choose(staff, 'Dữ liệu của tôi'));
      expect(shown).toContain('Đăng ký thi đua 1');
      expect(shown).toContain('không lưu nội dung phiếu');
      const seen = await phone.choose(staff, 'Tải tệp JSON');
      expect(textOf(seen)).toContain('Đã lập xong dữ liệu của đồng chí');
      if (way === 'zalo') expect(textOf(seen)).toContain(`${url}/files/`);
      const file = JSON.parse(bytesOfNewest(office).toString()) as OwnFile;
      expect(file).toMatchObject({ format: 'thidua-bot/own-data', version: 1, staffCode: staff });
      expect(file.about.member).toMatchObject([{ full_name: office.person(staff).fullName, active: true }]);
      expect(file.about.pledge_version).toHaveLength(1);
      url = '';
    } finally {
      await phone.close();
    }
  });

  it('open by their link for nobody but the person, and no more once the account is another’s', async () => {
    const { office, phone } = await openOfficeWeb();
    phone.link(staff);
    await phone.type(staff, '/caidat');
    await phone.choose(staff, 'Dữ liệu của tôi');
    const link = linkIn(textOf(await phone.choose(staff, 'Tải bảng tính')));
    expect((await call(link)).status).toBe(200);
    office.linkAccount(colleague, { channel: 'local', accountId: 'x', chatId: 'x' });
    const { id } = office.person(staff);
    office.work(({ store }) => {
      const [identity] = store.identities.ofMember(id);
      if (identity !== undefined) store.identities.unlink(identity.id);
    });
    expect((await call(link)).status).toBe(404);
  });

  it('hold every row of every table that refers to the person', async () => {
    const office = await openOffice();
    const { id } = office.person(staff);
    office.link(staff);
    const { sqlite } = office.storage.database;
    const { made } = everyTableFor(sqlite, id, office.person(secretary).id);
    const tables = office.work(({ store }) => store.ownData.of(id));
    for (const { table, column, rows } of made) {
      const entries = tables.filter((each) => each.table === table);
      const found = entries.reduce((sum, each) => sum + each.rows.length, 0);
      expect({ table, column, found: found >= rows }).toEqual({ table, column, found: true });
    }
    expect(made.length).toBeGreaterThan(30);
  });

  it('are looked for in every column that refers to people, and every table is spoken of', async () => {
    const office = await openOffice();
    const { sqlite } = office.storage.database;
    const looked = new Set(OWN_TABLES.flatMap(({ table, refers }) => refers.map((column) => `${table}.${column}`)));
    expect(referencesToPeople(sqlite).filter((reference) => !looked.has(reference))).toEqual([]);
    const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    const known = new Set([...OWN_TABLES.map(({ table }) => table), ...NOBODYS_TABLES]);
    expect(tables.filter((table) => !known.has(table))).toEqual([]);
  });

  it('have a label for every column that is not for programs alone', async () => {
    const office = await openOffice();
    const { sqlite } = office.storage.database;
    const labelled: ReadonlySet<string> = new Set(OWN_DATA_FIELDS);
    const columns = OWN_TABLES.flatMap(({ table, shows, omits = [] }) =>
      (shows ?? (sqlite.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[])).filter(
        (column) => !omits.includes(column),
      ),
    );
    expect(columns.filter((column) => !labelled.has(column) && !TECHNICAL_FIELDS.has(column))).toEqual([]);
  });

  it('as a workbook say what they are, in words', async () => {
    const phone = await openPhone('local');
    phone.link(staff);
    submitFor(phone.office, staff);
    await phone.type(staff, '/caidat');
    await phone.choose(staff, 'Dữ liệu của tôi');
    await phone.choose(staff, 'Tải bảng tính');
    const sheets = await readXlsx(bytesOfNewest(phone.office));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Về tôi', 'Việc tôi làm']);
    const rows = sheets[0]?.data.slice(4).map((row) => row.map(String)) ?? [];
    expect(rows).toContainEqual(['Hồ sơ cán bộ', '1', 'Họ và tên', phone.office.person(staff).fullName]);
    expect(rows.filter(([group]) => group === 'Các bản đăng ký đã nộp').map(([, , field]) => field)).toContain(
      'Nội dung',
    );
  });

  it('tell nothing of others on whose data the person worked', async () => {
    const office = await openOffice();
    const { sqlite } = office.storage.database;
    sqlite
      .prepare(
        `INSERT INTO discipline_record (member_id, year, level, decision_number, decision_date, authority, entered_by, entered_at)
         VALUES (?, 2021, 'warning', '77/QĐ', '2021-05-05', 'Trưởng ban', ?, 0)`,
      )
      .run(office.person(colleague).id, office.person(secretary).id);
    const mine = JSON.stringify(office.work(({ store }) => store.ownData.of(office.person(secretary).id)));
    expect(mine).toContain('discipline_record');
    expect(mine).not.toContain('77/QĐ');
    expect(mine).not.toContain('warning');
  });
});
