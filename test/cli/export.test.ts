import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { titlesHeld } from '../../src/app/history.ts';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { CAST, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { submitFor } from '../support/steps.ts';

const { staff } = CAST;
const HEADER = 'Mã,Năm,Kết quả,Số quyết định,Ngày quyết định,Cơ quan ban hành';

const commandLine = commandLineOfTests();

async function officeAtTheTerminal() {
  const office = await openOffice();
  const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE };
  const run = (...words: readonly string[]) => commandLine.run(words, settings);
  return { office, run, path: (name: string) => join(office.folder, name) };
}

describe('export', () => {
  it('writes registrations, standings and history, each a workbook of the whole office', async () => {
    const { office, run, path } = await officeAtTheTerminal();
    submitFor(office, staff);
    for (const [what, sheets] of [
      ['pledges', ['Cá nhân', 'Chưa đăng ký', 'Tập thể']],
      ['standings', ['Theo phòng', 'Danh hiệu', 'Chỉ tiêu', 'Tỷ lệ danh hiệu']],
      ['history', ['Cá nhân', 'Tập thể', 'Quyết định']],
    ] as const) {
      const out = path(`${what}.xlsx`);
      const ended = await run('export', what, '--out', out, '--json');
      expect([ended.exitCode, JSON.parse(ended.output)]).toEqual([0, { file: out }]);
      expect((await readXlsx(readFileSync(out))).map(({ sheet }) => sheet)).toEqual(sheets);
      expect(statSync(out).mode & 0o777).toBe(0o600);
    }
  });

  it('replaces a file only when it is told to, and leaves it whole where it cannot write', async () => {
    const { run, path } = await officeAtTheTerminal();
    const out = path('history.xlsx');
    writeFileSync(out, 'mine');
    const refused = await run('export', 'history', '--out', out);
    expect([refused.exitCode, readFileSync(out, 'utf8')]).toEqual([1, 'mine']);
    expect(refused.errors).toContain('Đã có tệp');
    expect((await run('export', 'history', '--out', out, '--yes')).exitCode).toBe(0);
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
    const nowhere = await run('export', 'history', '--out', path('không có/history.xlsx'));
    expect([nowhere.exitCode, nowhere.errors]).toEqual([1, expect.stringContaining('Không ghi được tệp')]);
    expect(existsSync(`${out}.part`)).toBe(false);
  });
});

describe('history', () => {
  it('takes a list in after a preview, and what it takes out again changes nothing', async () => {
    const { office, run, path } = await officeAtTheTerminal();
    const list = path('quyet-dinh.csv');
    const right = [2019, 2020, 2021].map((year) => `${staff},${year},LĐTT,15/QĐ-BDT,15/12/${year},Trưởng ban`);
    writeFileSync(list, [HEADER, ...right, 'CB999,2021,LĐTT,15/QĐ-BDT,15/12/2021,Trưởng ban'].join('\n'));
    const held = () => office.work((work) => titlesHeld(work, { of: 'person', memberId: office.person(staff).id }));

    const tried = await run('history', 'import', list, '--dry-run');
    expect([tried.exitCode, held()]).toEqual([1, []]);
    expect(tried.output).toContain('Mới: 3 · Thay đổi: 0 · Không đổi: 0 · Lỗi: 1');
    expect((await run('history', 'import', list, '--yes')).exitCode).toBe(1);
    expect(held()).toHaveLength(3);

    const out = path('thanh-tich.xlsx');
    await run('export', 'history', '--out', out);
    const again = await run('history', 'import', out, '--yes');
    expect([again.exitCode, again.output]).toEqual([0, expect.stringContaining('Mới: 0 · Thay đổi: 0 · Không đổi: 3')]);
  });

  it('writes a template that holds nothing to take in', async () => {
    const { run, path } = await officeAtTheTerminal();
    expect((await run('history', 'template', '--out', path('mau.xlsx'))).exitCode).toBe(0);
    const read = await run('history', 'import', path('mau.xlsx'));
    expect([read.exitCode, read.errors]).toEqual([1, expect.stringContaining('không có dòng nào để nhập')]);
  });
});
