import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { backupDatabase, lockDataDir, prepareDataDir } from '../../src/storage/data-dir.ts';
import { closeDatabase } from '../../src/storage/database.ts';
import { migratedDatabase, NOW, openForTest, temporaryFolder, temporaryScriptFolder } from './setup.ts';

/** Another process that takes the lock of a folder and says what came of it; it then stays until it is ended. */
async function lockElsewhere(folder: string): Promise<{ answer: string; child: ChildProcess }> {
  const script = join(temporaryScriptFolder(), 'lock.mjs');
  const source = `
    import { lockDataDir, prepareDataDir } from '${join(projectRoot, 'src/storage/data-dir.ts').replaceAll('\\', '/')}';
    const lock = lockDataDir(prepareDataDir(process.argv[2]));
    process.stdout.write((lock.ok ? 'locked' : lock.error) + '\\n');
    process.stdin.resume();
  `;
  await build({
    stdin: { contents: source, resolveDir: projectRoot, loader: 'ts' },
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [answer] = await once(createInterface({ input: child.stdout }), 'line');
  return { answer: String(answer), child };
}

describe('the lock of a data folder', () => {
  it('is refused to a second process while the first lives', async () => {
    const paths = prepareDataDir(temporaryFolder());
    const lock = lockDataDir(paths);
    expect(lock.ok).toBe(true);
    const { answer } = await lockElsewhere(paths.root);
    expect(answer).toBe('data_dir_locked');
    if (lock.ok) lock.value.release();
  });

  it('is free again after the holder was killed without warning', async () => {
    const paths = prepareDataDir(temporaryFolder());
    const { answer, child } = await lockElsewhere(paths.root);
    expect(answer).toBe('locked');
    expect(lockDataDir(paths)).toEqual({ ok: false, error: 'data_dir_locked' });

    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = lockDataDir(paths);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.value.release();
  });

  it('is free after release, which may be called twice', () => {
    const paths = prepareDataDir(temporaryFolder());
    for (let round = 0; round < 2; round += 1) {
      const lock = lockDataDir(paths);
      expect(lock.ok).toBe(true);
      if (!lock.ok) return;
      lock.value.release();
      lock.value.release();
    }
  });

  it('belongs to one folder: another can be locked beside it', () => {
    const locks = [lockDataDir(prepareDataDir(temporaryFolder())), lockDataDir(prepareDataDir(temporaryFolder()))];
    for (const lock of locks) {
      expect(lock.ok).toBe(true);
      if (lock.ok) lock.value.release();
    }
  });
});

describe('a backup', () => {
  it('holds what was committed, in one file for the owner only, while the database is in use', async () => {
    const database = migratedDatabase();
    const { sqlite } = database;
    const insert = sqlite.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    insert.run('a', 'committed');
    const folder = temporaryFolder();
    const target = join(folder, 'copy.db');
    await backupDatabase(database, target, NOW);
    insert.run('b', 'later');

    expect(readdirSync(folder)).toEqual(['copy.db']);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(openForTest(target).sqlite.prepare('SELECT value FROM setting').pluck().all()).toEqual(['committed']);
  });

  it('takes the place of an older one, and of what an interrupted one left behind', async () => {
    const database = migratedDatabase();
    const folder = temporaryFolder();
    const target = join(folder, 'copy.db');
    writeFileSync(target, 'an older copy');
    writeFileSync(`${target}.tmp`, 'half a copy');
    await backupDatabase(database, target, NOW);
    expect(readdirSync(folder)).toEqual(['copy.db']);
    expect(openForTest(target).sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('of a damaged database is refused; the older copy stays and nothing else is left', async () => {
    const path = join(temporaryFolder(), 'thidua.db');
    const original = migratedDatabase(path);
    const insert = original.sqlite.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    original.sqlite.transaction(() => {
      for (let row = 0; row < 2_000; row += 1) insert.run(`name ${row}`, 'x'.repeat(100));
    })();
    closeDatabase(original);
    overwriteLeafPages(path);

    const folder = temporaryFolder();
    const target = join(folder, 'copy.db');
    writeFileSync(target, 'an older copy');
    await expect(backupDatabase(openForTest(path), target, NOW)).rejects.toThrow(/integrity|malformed/);
    expect(readdirSync(folder)).toEqual(['copy.db']);
    expect(readFileSync(target, 'utf8')).toBe('an older copy');
  });

  it('with rows that point nowhere is refused', async () => {
    const database = migratedDatabase();
    database.sqlite.pragma('foreign_keys = OFF');
    database.sqlite.exec(
      "INSERT INTO consent (id, member_id, channel, notice_version, given_at) VALUES (1, 7, 'local', 1, 0)",
    );
    const target = join(temporaryFolder(), 'copy.db');
    await expect(backupDatabase(database, target, NOW)).rejects.toThrow('dangling');
    expect(existsSync(target)).toBe(false);
  });

  it('can be restored: a copy put in place of the database opens as it was', async () => {
    const database = migratedDatabase();
    database.sqlite.exec("INSERT INTO setting (name, value) VALUES ('a', 'b')");
    const folder = temporaryFolder();
    await backupDatabase(database, join(folder, 'copy.db'), NOW);
    copyFileSync(join(folder, 'copy.db'), join(folder, 'thidua.db'));
    expect(openForTest(join(folder, 'thidua.db')).sqlite.prepare('SELECT value FROM setting').pluck().get()).toBe('b');
  });
});

/** Overwrites the last third of a database file, where leaf pages of its largest table lie. */
function overwriteLeafPages(path: string): void {
  const before = new Sqlite(path);
  before.pragma('wal_checkpoint(TRUNCATE)');
  before.close();
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  const length = Math.floor(size / 3);
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, size - length);
  closeSync(file);
}
