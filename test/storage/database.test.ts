import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { prepareDataDir } from '../../src/storage/data-dir.ts';
import { closeDatabase, openDatabase } from '../../src/storage/database.ts';
import { migratedDatabase, openForTest, temporaryFolder } from './setup.ts';

const DURABLE = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
};

function pragmas(path: string) {
  const { sqlite } = openForTest(path);
  return Object.fromEntries(Object.keys(DURABLE).map((name) => [name, sqlite.pragma(name, { simple: true })]));
}

describe('opening', () => {
  it('makes every commit durable, in a new file and in one that is opened again', () => {
    const path = join(temporaryFolder(), 'thidua.db');
    expect(pragmas(path)).toEqual(DURABLE);
    expect(pragmas(path)).toEqual(DURABLE);
  });

  it('makes a file for the owner only, in a folder for the owner only', () => {
    const folder = join(temporaryFolder(), 'data');
    openForTest(join(folder, 'thidua.db'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'thidua.db')).mode & 0o777).toBe(0o600);
  });

  it('refuses a file that is no database', () => {
    const path = join(temporaryFolder(), 'thidua.db');
    writeFileSync(path, 'not a database, and long enough for SQLite to look at it. '.repeat(100));
    expect(() => openDatabase(path)).toThrow('not a database');
  });

  it('stands on an SQLite that loses no commit at a reset of its log', () => {
    const version = new Sqlite(':memory:').prepare('SELECT sqlite_version()').pluck().get();
    const [major = 0, minor = 0, patch = 0] = String(version).split('.').map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('keeps foreign keys in force', () => {
    const { sqlite } = migratedDatabase();
    const orphan = () =>
      sqlite
        .prepare("INSERT INTO consent (id, member_id, channel, notice_version, given_at) VALUES (1, 7, 'local', 1, 0)")
        .run();
    expect(orphan).toThrow('FOREIGN KEY');
  });
});

describe('closing', () => {
  it('puts the log into the file, and may be done twice', () => {
    const path = join(temporaryFolder(), 'thidua.db');
    const database = migratedDatabase(path);
    database.sqlite.prepare("INSERT INTO setting (name, value) VALUES ('a', 'b')").run();
    closeDatabase(database);
    closeDatabase(database);
    expect(existsSync(`${path}-wal`)).toBe(false);
    const alone = new Sqlite(path, { readonly: true });
    expect(alone.prepare('SELECT value FROM setting').pluck().get()).toBe('b');
    alone.close();
  });
});

describe('the data folder', () => {
  it('is for the owner only, also where it was open before', () => {
    const root = join(temporaryFolder(), 'data');
    mkdirSync(root, { mode: 0o755 });
    const paths = prepareDataDir(root);
    for (const folder of [paths.root, paths.files, paths.backups]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    }
  });
});
