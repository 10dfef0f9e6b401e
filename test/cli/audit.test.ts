import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { CAST, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { submitFor } from '../support/steps.ts';

const { staff, secretary } = CAST;

const commandLine = commandLineOfTests();

/** An office in which something was done, with the bot running beside the commands. */
async function officeWithALog() {
  const office = await openOffice();
  submitFor(office, staff);
  const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE };
  const run = (...words: readonly string[]) => commandLine.run(['audit', ...words], settings);
  const data = async (...words: readonly string[]) => JSON.parse((await run(...words, '--json')).output);
  return { office, run, data, head: () => office.storage.store.audit.head() };
}

/** Changes the database as somebody could who holds its file. */
function tamper(folder: string, sql: string): void {
  const sqlite = new Sqlite(join(folder, 'thidua.db'));
  for (const trigger of ['next', 'unchanged', 'kept']) sqlite.exec(`DROP TRIGGER audit_entry_${trigger}`);
  sqlite.exec(sql);
  sqlite.close();
}

describe('audit verify', () => {
  it('says that the log is whole, how long it is and its head, beside a running bot', async () => {
    const { run, data, head } = await officeWithALog();
    const { count, hash } = head();
    expect(count).toBeGreaterThan(3);
    expect(await data('verify')).toEqual({ sound: true, count, head: hash, anchors: 0 });
    const ended = await run('verify');
    expect([ended.exitCode, ended.errors]).toEqual([0, '']);
    expect(ended.output).toContain(`Nhật ký nguyên vẹn: ${count} mục, mã của mục cuối ${hash}.`);
    expect(ended.output).toContain('Chưa có mốc nào để đối chiếu');
  });

  it.each([
    ["UPDATE audit_entry SET details = '{}' WHERE id = 2", 'entry_changed', 2],
    ['UPDATE audit_entry SET at = at + 1 WHERE id = 1', 'genesis_wrong', 1],
    ["UPDATE audit_entry SET hash = replace(hash, 'a', 'b') WHERE id = 2", 'entry_changed', 2],
    ['DELETE FROM audit_entry WHERE id = 2', 'entry_missing', 2],
    ['DELETE FROM audit_entry WHERE id = 1', 'entry_missing', 1],
    [
      'UPDATE audit_entry SET id = -2 WHERE id = 2; UPDATE audit_entry SET id = 2 WHERE id = 3; UPDATE audit_entry SET id = 3 WHERE id = -2',
      'entry_changed',
      2,
    ],
  ])('after %s fails with %s at entry %i', async (sql, fault, entry) => {
    const { office, run } = await officeWithALog();
    tamper(office.folder, sql);
    const ended = await run('verify', '--json');
    expect([ended.exitCode, JSON.parse(ended.output)]).toEqual([1, { sound: false, fault, entry }]);
  });

  it('says in words what is wrong, on standard error', async () => {
    const { office, run } = await officeWithALog();
    tamper(office.folder, 'DELETE FROM audit_entry WHERE id = 2');
    expect(await run('verify')).toEqual({ exitCode: 1, output: '', errors: 'Thiếu mục 2.\n' });
  });

  it('finds out against an older head that the log was cut off, or written anew', async () => {
    const { office, run, data, head } = await officeWithALog();
    const { count, hash } = head();
    expect((await run('verify', '--anchor', `${count}:${hash}`)).exitCode).toBe(0);
    const other = hash.replace(/./g, (digit) => (digit === '0' ? '1' : '0'));
    expect(await data('verify', '--anchor', `${count}:${other}`)).toEqual({
      sound: false,
      fault: 'anchor_differs',
      entry: count,
    });
    tamper(office.folder, `DELETE FROM audit_entry WHERE id = ${count}`);
    expect((await run('verify')).exitCode).toBe(0);
    expect(await data('verify', '--anchor', `${count}:${hash}`)).toEqual({
      sound: false,
      fault: 'entries_cut_off',
      entry: count,
    });
    expect((await run('verify', '--anchor', 'nonsense')).errors).toContain('Mốc không đúng dạng');
  });

  it('compares with the heads that backups noted', async () => {
    const { office, data, head } = await officeWithALog();
    const { count } = head();
    const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE };
    expect((await commandLine.run(['backup'], settings)).exitCode).toBe(0);
    expect(await data('verify')).toMatchObject({ sound: true, anchors: 1, count: count + 1 });
    tamper(office.folder, `DELETE FROM audit_entry WHERE id >= ${count}`);
    expect(await data('verify')).toEqual({ sound: false, fault: 'entries_cut_off', entry: count });
  });

  it('does not stumble over what else lies among the backups', async () => {
    const { office, data } = await officeWithALog();
    mkdirSync(join(office.folder, 'backups'), { recursive: true });
    writeFileSync(join(office.folder, 'backups', 'other.json'), '{"audit":1}');
    expect(await data('verify')).toMatchObject({ sound: true, anchors: 0 });
  });
});

describe('audit list', () => {
  it('prints entries newest first, with names as they are now', async () => {
    const { office, run } = await officeWithALog();
    const { output } = await run('list');
    const name = office.person(staff).fullName;
    expect(output.split('\n')[0]).toContain(`${name}: nộp bản đăng ký`);
    expect(output.trim().split('\n')).toHaveLength(office.storage.store.audit.head().count);
  });

  it('gives them as data, of one person, kind or time', async () => {
    const { office, data } = await officeWithALog();
    const [entry] = await data('list', '--person', staff, '--action', 'pledge_submitted');
    expect(entry).toMatchObject({
      at: new Date(office.clock.now()).toISOString(),
      precision: 'moment',
      by: { id: office.person(staff).id, name: office.person(staff).fullName },
      via: 'chat',
      action: 'pledge_submitted',
      subject: { kind: 'member', id: office.person(staff).id },
      details: { version: 1 },
    });
    expect(await data('list', '--person', secretary, '--action', 'pledge_submitted')).toEqual([]);
    expect(await data('list', '--to', '2000-01-01')).toEqual([]);
    const all = await data('list', '--from', '2022-02-01', '--to', '2022-02-14');
    expect(all).toHaveLength(office.storage.store.audit.head().count);
    expect((await data('list', '--from', '2022-02-14')).length).toBeLessThan(all.length);
  });

  it.each([
    ['--person', 'KHONGCO', 'Không có ai mang mã cán bộ'],
    ['--action', 'khongco', 'Không có việc mang mã'],
    ['--from', '2022-02-30', 'Ngày không đúng dạng'],
  ])('refuses %s %s', async (option, value, why) => {
    const { run } = await officeWithALog();
    const ended = await run('list', option, value);
    expect([ended.exitCode, ended.errors]).toEqual([1, expect.stringContaining(why)]);
  });
});

describe('what the command line does', () => {
  it('is logged as nobody’s by name, in one chain with what the bot does', async () => {
    const { office, data } = await officeWithALog();
    const settings = { DATA_DIR: office.folder, TIMEZONE: ZONE };
    expect((await commandLine.run(['invite', '--code', staff, '--yes'], settings)).exitCode).toBe(0);
    submitFor(office, CAST.colleague);
    const [submitted, invited] = await data('list');
    expect(submitted).toMatchObject({ action: 'pledge_submitted', via: 'chat' });
    expect(invited).toMatchObject({
      action: 'invite_issued',
      via: 'cli',
      by: null,
      subject: { kind: 'member', id: office.person(staff).id },
    });
    expect(await data('verify')).toMatchObject({ sound: true });
  });
});
