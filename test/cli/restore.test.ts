import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { castChoices } from '../../src/app/casting.ts';
import { lockDataDir } from '../../src/storage/data-dir.ts';
import { temporaryFolder } from '../storage/setup.ts';
import { commandLineOfTests } from '../support/command-line-hooks.ts';
import { keepEvidence } from '../support/kept-evidence.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { ZONE } from '../support/office-clock.ts';
import { submitFor } from '../support/steps.ts';
import { councilOf, openRound } from '../support/voting.ts';

const commandLine = commandLineOfTests();

/** An office with evidence and a round in which somebody voted, and its command line. */
async function livedOffice(more: Readonly<Record<string, string>> = {}) {
  const office = await openOffice();
  const photo = keepEvidence(office, CAST.staff, 'ảnh hội nghị');
  submitFor(office, CAST.staff);
  const { id } = await openRound(office);
  const [member = ''] = councilOf(office);
  office.link(member);
  const ballot = new Map([
    [1, 'agree'],
    [2, 'disagree'],
  ] as const);
  office.work((work) => castChoices(work, office.person(member), id, ballot));
  const settings = { TELEGRAM_BOT_TOKEN: '123:abcdefghijkl', DATA_DIR: office.folder, TIMEZONE: ZONE, ...more };
  const run = (...words: string[]) => commandLine.run(words, settings);
  async function backup(...words: string[]): Promise<string> {
    const { output, errors } = await run('backup', ...words, '--json');
    if (output === '') throw new Error(errors);
    return (JSON.parse(output) as { readonly file: string }).file;
  }
  return { office, photo, member, run, backup };
}

/** What stands in the folder, but for the locks. */
function standing(office: Office): unknown {
  const names = readdirSync(office.folder).filter((name) => !/^(?:backup-)?lock\.db$|-shm$|-wal$/.test(name));
  const sqlite = new Sqlite(join(office.folder, 'thidua.db'), { readonly: true });
  const rows = ['member', 'pledge_version', 'election', 'evidence_file', 'audit_entry', 'ballot_box'].map((table) => [
    table,
    sqlite.prepare(`SELECT * FROM ${table}`).all(),
  ]);
  sqlite.close();
  return { names, rows, kept: readdirSync(join(office.folder, 'files', 'kept')) };
}

describe('restore', () => {
  it('shows what would be lost and changes nothing until it is told to', async () => {
    const { office, run, backup } = await livedOffice();
    const file = await backup();
    submitFor(office, CAST.colleague);
    const before = standing(office);
    const { exitCode, output, errors } = await run('restore', file);
    expect(exitCode).toBe(1);
    expect(output).toContain('Bản đăng ký đã gửi: hiện có 2, trong bản sao 1 — SẼ MẤT 1');
    expect(output).toContain('Cán bộ, công chức: hiện có 33, trong bản sao 33\n');
    expect(output).toContain('1 đợt bỏ phiếu đang diễn ra sẽ bị hủy');
    expect(errors).toContain('--yes');
    expect(standing(office)).toEqual(before);
  });

  it('puts the backup in place, keeps what was there with its evidence, and goes back to it', async () => {
    const { office, photo, member, run, backup } = await livedOffice();
    const file = await backup();
    submitFor(office, CAST.colleague);
    const later = keepEvidence(office, CAST.colleague, 'ảnh sau bản sao');
    rmSync(join(office.folder, 'files', photo));
    let replaced = '';
    await office.restart(() => {});
    await office.bot.stop();
    office.storage.close();
    const { exitCode, output } = await run('restore', file, '--yes', '--json');
    expect(exitCode).toBe(0);
    const done = JSON.parse(output) as { readonly replaced: string };
    expect(done).toMatchObject({
      restored: true,
      encrypted: false,
      voided: 1,
      now: { pledges: 2, evidence: 2 },
      backup: { pledges: 1, evidence: 1 },
      evidence: { present: 0, restored: 1, missing: [] },
    });
    replaced = done.replaced;
    expect(readFileSync(join(office.folder, 'files', photo), 'utf8')).toBe('ảnh hội nghị');
    expect(readFileSync(join(`${replaced}.kept`, later.replace('kept/', '')), 'utf8')).toBe('ảnh sau bản sao');
    expect(readdirSync(join(office.folder, 'ballot-keys'))).toEqual([]);
    await office.restart();
    await office.tick();
    expect(office.storage.store.elections.byId(1)?.course).toMatchObject({
      state: 'void',
      voided: { cause: 'restored' },
    });
    const told = office.rich.hub.chat(member).messages.filter(({ text }) => text.includes('khôi phục'));
    expect(told).toHaveLength(1);
    const [entry] = office.storage.store.audit.page({}, null, 1);
    expect(entry).toMatchObject({ action: 'backup_restored', actorId: null, via: 'cli' });

    // What was replaced has its ballots, which a way back does not bring to life again.
    await office.bot.stop();
    office.storage.close();
    rmSync(join(office.folder, 'files', later));
    const back = await run('restore', replaced, '--yes');
    expect(back.exitCode).toBe(0);
    expect(back.output).toContain('Không có bản kê');
    expect(readFileSync(join(office.folder, 'files', later), 'utf8')).toBe('ảnh sau bản sao');
    await office.restart();
    expect(office.storage.store.elections.byId(1)?.course.state).toBe('void');
    expect(office.storage.database.sqlite.prepare('SELECT count(*) FROM pledge_version').pluck().get()).toBe(2);
    expect(office.storage.store.ballots.boxes(1)).toEqual([]);
  });

  it('of an encrypted backup takes the identity, and no other', async () => {
    const identity = await generateX25519Identity();
    const { office, photo, run, backup } = await livedOffice({ BACKUP_RECIPIENT: await identityToRecipient(identity) });
    const folder = temporaryFolder();
    const right = join(folder, 'khoa.txt');
    const wrong = join(folder, 'khac.txt');
    writeFileSync(right, `# created: 2026\n# public key: …\n${identity}\n`);
    writeFileSync(wrong, `${await generateX25519Identity()}\n`);
    const file = await backup();
    expect(file).toMatch(/\.db\.age$/);
    expect((await run('backup', 'verify', file)).output).toContain('Đã mã hóa');
    expect((await run('backup', 'verify', file, '--identity', right)).output).toContain('nguyên vẹn');
    rmSync(join(office.folder, 'files', photo));
    await office.bot.stop();
    office.storage.close();
    const before = standing(office);
    for (const [given, problem] of [
      [[], 'thêm --identity'],
      [['--identity', wrong], 'không mở được'],
      [['--identity', join(folder, 'khong-co')], 'Không đọc được tệp'],
      [['--identity', file], 'không có khóa riêng'],
    ] as const) {
      const { exitCode, errors } = await run('restore', file, '--yes', ...given);
      expect({ exitCode, told: errors.includes(problem) }).toEqual({ exitCode: 1, told: true });
    }
    expect(standing(office)).toEqual(before);
    const { exitCode, output } = await run('restore', file, '--yes', '--identity', right);
    expect([exitCode, output.includes('1 đã khôi phục')]).toEqual([0, true]);
    expect(readFileSync(join(office.folder, 'files', photo), 'utf8')).toBe('ảnh hội nghị');
    await office.restart();
  });

  it('says which evidence was found nowhere, and is done all the same', async () => {
    const { office, photo, run, backup } = await livedOffice();
    const file = await backup();
    const copy = join(office.storage.dataDir.keptCopies, photo.replace('kept/', ''));
    writeFileSync(copy, 'hỏng');
    rmSync(join(office.folder, 'files', photo));
    const verified = await run('backup', 'verify', file);
    expect([verified.exitCode, verified.errors.includes(`files/${photo}`)]).toEqual([1, true]);
    await office.bot.stop();
    office.storage.close();
    const { exitCode, errors } = await run('restore', file, '--yes');
    expect([exitCode, errors.includes(`files/${photo}`)]).toEqual([2, true]);
    await office.restart();
  });

  it('of anything else is refused in clear words, and nothing is changed', async () => {
    const { office, run, backup } = await livedOffice();
    const file = await backup();
    const elsewhere = temporaryFolder();
    const at = (name: string) => join(elsewhere, name);
    mkdirSync(at('thu-muc.db'));
    writeFileSync(at('rong.db'), '');
    writeFileSync(at('van-ban.db'), 'Kính gửi đồng chí Thư ký');
    new Sqlite(at('la.db')).exec('CREATE TABLE other (x)').close();
    for (const name of ['cut.db', 'changed.db', 'newer.db', 'page.db']) copyFileSync(file, at(name));
    for (const name of ['cut', 'changed']) copyFileSync(file.replace(/db$/, 'json'), at(`${name}.json`));
    truncateSync(at('cut.db'), 8_192);
    flip(at('changed.db'), 5_000);
    spoilPages(at('page.db'));
    const newer = new Sqlite(at('newer.db'));
    newer.prepare("INSERT INTO schema_migration VALUES ('0999_later', 'x', 1)").run();
    newer.close();
    const before = standing(office);
    for (const [name, problem] of [
      ['khong-co.db', 'không có tệp'],
      ['thu-muc.db', 'không phải là tệp'],
      ['rong.db', 'rỗng'],
      ['van-ban.db', 'không phải là cơ sở dữ liệu'],
      ['la.db', 'của chương trình khác'],
      ['cut.db', 'không đúng như bản kê'],
      ['changed.db', 'không đúng như bản kê'],
      ['page.db', 'bị hỏng'],
      ['newer.db', 'phiên bản mới hơn'],
    ] as const) {
      const { exitCode, errors } = await run('restore', at(name), '--yes');
      expect({ name, exitCode, told: errors.includes(problem) }).toEqual({ name, exitCode: 1, told: true });
    }
    const lock = lockDataDir(office.storage.dataDir);
    const running = await run('restore', file, '--yes');
    expect([running.exitCode, running.errors.includes('trợ lý đang chạy')]).toEqual([1, true]);
    if (lock.ok) lock.value.release();
    // The office itself still has its database open.
    const open = await run('restore', file, '--yes');
    expect([open.exitCode, open.errors.includes('đang mở cơ sở dữ liệu')]).toEqual([1, true]);
    expect(standing(office)).toEqual(before);
  });

  it('needs no office: into an empty folder, and over a database that cannot be read', async () => {
    const { office, photo, run, backup } = await livedOffice();
    const elsewhere = temporaryFolder();
    const file = await backup(join(elsewhere, 'mang-di.db'));
    await office.bot.stop();
    office.storage.close();
    for (const meet of [
      () => rmSync(join(office.folder, 'thidua.db')),
      () => writeFileSync(join(office.folder, 'thidua.db'), 'x'.repeat(10_000)),
    ]) {
      meet();
      rmSync(join(office.folder, 'files', 'kept'), { recursive: true });
      rmSync(join(office.folder, 'backups'), { recursive: true });
      const { exitCode, errors } = await run('restore', file, '--yes');
      expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
      expect(readFileSync(join(office.folder, 'files', photo), 'utf8')).toBe('ảnh hội nghị');
      expect((await run('doctor', '--json')).output).toContain('"plan"');
    }
    const [replaced = ''] = readdirSync(office.folder).filter((name) => /replaced-[\dTZ-]+$/.test(name));
    expect(existsSync(join(office.folder, replaced))).toBe(true);
    await office.restart();
    expect(office.person(CAST.staff).active).toBe(true);
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8((bytes.readUInt8(at) + 1) % 256, at);
  writeFileSync(path, bytes);
}

function spoilPages(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 20_000, bytes.length - 4_096);
  writeFileSync(path, bytes);
}
