import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { putInPlace } from '../../../src/storage/backup/put-in-place.ts';
import { prepareDataDir } from '../../../src/storage/data-dir.ts';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder, temporaryScriptFolder } from '../setup.ts';

/** A folder as a killed bot leaves it, with commits that are in the log alone, and a database to put in its place. */
function killedOffice(folder: string): string {
  const template = join(folder, 'template');
  const live = new Sqlite(join(temporaryFolder(), 'thidua.db'));
  live.pragma('journal_mode = WAL');
  live.pragma('wal_autocheckpoint = 0');
  live.exec(
    'CREATE TABLE rows (name TEXT); CREATE TABLE more (bytes BLOB); INSERT INTO more VALUES (zeroblob(400000))',
  );
  live.pragma('wal_checkpoint(TRUNCATE)');
  for (const name of ['old', 'in the log']) live.prepare('INSERT INTO rows VALUES (?)').run(name);
  for (const ending of ['', '-wal', '-shm']) cpSync(`${live.name}${ending}`, join(template, `thidua.db${ending}`));
  live.close();
  const staged = new Sqlite(join(template, 'thidua.db.restoring'));
  staged.exec("CREATE TABLE rows (name TEXT); INSERT INTO rows VALUES ('new')");
  staged.close();
  return template;
}

function rowsIn(path: string): unknown {
  const sqlite = new Sqlite(path);
  try {
    return sqlite.prepare('SELECT name FROM rows').pluck().all();
  } finally {
    sqlite.close();
  }
}

const OLD = ['old', 'in the log'];

it('a restore that is killed before any change leaves the old database whole, or the new one, and loses neither', async () => {
  const restorer = await bundleScript('test/storage/backup/kill/restorer.ts', temporaryScriptFolder());
  const folder = temporaryFolder();
  const template = killedOffice(folder);
  function run(to: string, fatal: number): Promise<{ readonly killed: boolean; readonly count: number }> {
    cpSync(template, to, { recursive: true });
    const args = [restorer, to, join(to, 'thidua.db.restoring'), String(fatal)];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, (error, stdout, stderr) => {
        if (error !== null && error.signal !== 'SIGKILL') reject(new Error(stderr));
        else resolve({ killed: error !== null, count: Number(stdout) });
      });
    });
  }
  const whole = join(folder, 'whole');
  const { count } = await run(whole, 0);
  expect(count).toBeGreaterThan(8);
  expect(rowsIn(join(whole, 'thidua.db'))).toEqual(['new']);
  expect(rowsIn(join(whole, 'thidua.db.replaced-2026'))).toEqual(OLD);
  expect(readdirSync(whole).filter((name) => /-(?:wal|shm)$/.test(name))).toEqual([]);

  const outcomes: string[] = [];
  for (let fatal = 1; fatal <= count; fatal += 1) {
    const killed = join(folder, String(fatal));
    expect(await run(killed, fatal)).toMatchObject({ killed: true });
    const rows = rowsIn(join(killed, 'thidua.db'));
    const isNew = String(rows) === 'new';
    outcomes.push(isNew ? 'new' : 'old');
    if (!isNew) expect({ fatal, rows }).toEqual({ fatal, rows: OLD });
    else expect({ fatal, rows: rowsIn(join(killed, 'thidua.db.replaced-2026')) }).toEqual({ fatal, rows: OLD });
    expect(existsSync(join(killed, 'thidua.db'))).toBe(true);
  }
  expect(outcomes[0]).toBe('old');
  expect(outcomes).toEqual([...outcomes].sort().reverse());
  process.stdout.write(
    `killed before each of ${count} changes: ${outcomes.filter((one) => one === 'old').length} old, rest new\n`,
  );
}, 120_000);

it('a database that was cut off keeps its log, of which nothing comes into the one in its place', () => {
  const folder = killedOffice(temporaryFolder());
  const path = join(folder, 'thidua.db');
  const log = readFileSync(`${path}-wal`);
  // So much is gone that SQLite does not work the log into it.
  writeFileSync(path, 'x'.repeat(4_096));
  const placed = putInPlace(`${path}.restoring`, prepareDataDir(folder), '2026');
  expect(placed).toEqual({ ok: true, value: { replaced: `${path}.replaced-2026` } });
  expect(rowsIn(path)).toEqual(['new']);
  expect(readFileSync(`${path}.replaced-2026-wal`).equals(log)).toBe(true);
});
