import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { commandLine as described } from '../support/cli-commands.ts';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { everyRow } from '../support/domain-state.ts';
import { type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { planTextFrom } from '../support/open-office.ts';

const commandLine = commandLineOfTests();

/** Somebody who has left. */
const LEFT = 'CB009';
const STAFF = 'Mã cán bộ,Họ và tên,Phòng\nCB900,Lâm Thị Mới,Văn phòng\n';
const HISTORY =
  'Mã,Năm,Kết quả,Số quyết định,Ngày quyết định,Cơ quan ban hành\nCB019,2021,LĐTT,15/QĐ-BDT,15/12/2021,Trưởng ban\n';
const CALENDAR = readFileSync(join(projectRoot, 'examples/lich-lam-viec-2022.yaml'), 'utf8');

/** Words of each command that changes the office's data; only `--yes` is missing. */
const CHANGES: Readonly<Record<string, (file: (name: string, text: string) => string) => readonly string[]>> = {
  'plan import <file>': (file) => ['plan', 'import', file('plan.yaml', planTextFrom('2023-02-06'))],
  'staff import <file>': (file) => ['staff', 'import', file('staff.csv', STAFF)],
  'staff anonymise <code>': () => ['staff', 'anonymise', LEFT],
  'calendar import <file>': (file) => ['calendar', 'import', file('calendar.yaml', CALENDAR)],
  'history import <file>': (file) => ['history', 'import', file('history.csv', HISTORY)],
  invite: () => ['invite'],
  'queue retry <id...>': () => ['queue', 'retry', '1'],
};

/** Asks before it puts a whole database in the place of another, which its own tests try. */
const REPLACES = ['restore <file>'];
/** `--yes` means that a file may be overwritten. */
const WRITES_A_FILE = ['export pledges', 'export standings', 'export history', 'history template'];

async function atTheServer(): Promise<{ office: Office; file: (name: string, text: string) => string }> {
  const office = await openOffice();
  office.change(LEFT, { active: false });
  return {
    office,
    file(name, text) {
      const path = join(office.folder, name);
      writeFileSync(path, text);
      return path;
    },
  };
}

describe('the command line', () => {
  it('has the commands that are described, and no others', () => {
    const added = (path: string) =>
      [...readFileSync(join(projectRoot, path), 'utf8').matchAll(/import \{ (add\w+) \}/g)].map(([, name]) => name);
    expect(added('test/support/cli-commands.ts').toSorted()).toEqual(added('src/cli/main.ts').toSorted());
  });

  it('asks before everything that it changes', () => {
    const asking = [...described()].filter(([, options]) => options.includes('--yes')).map(([name]) => name);
    expect(asking.toSorted()).toEqual([...Object.keys(CHANGES), ...REPLACES, ...WRITES_A_FILE].toSorted());
  });

  it.each(Object.keys(CHANGES))('changes nothing with %s where nobody can be asked', async (name) => {
    const { office, file } = await atTheServer();
    const before = everyRow(office.storage);
    const words = CHANGES[name]?.(file) ?? [];
    const ended = await commandLine.run(words, { DATA_DIR: office.folder, TIMEZONE: ZONE });
    expect([ended.exitCode, ended.errors]).toEqual([1, expect.stringContaining('--yes')]);
    expect(everyRow(office.storage)).toEqual(before);
  });
});
