import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/lib/ids.ts';
import type { Database } from '../../src/storage/database.ts';
import { applyMigrations, type Migration, pendingMigrations, readMigrations } from '../../src/storage/migrate.ts';
import { storageOver } from '../support/storage-over.ts';
import { MIGRATIONS, migratedDatabase, NOW, openForTest, planOf, staffRecord, temporaryFolder } from './setup.ts';

const REAL = readMigrations(MIGRATIONS);

function migration(tag: string, sql: string): Migration {
  return { tag, sql, sha256: sha256Hex(sql) };
}

const OFFICE = migration(
  '0001_office',
  `CREATE TABLE division (id integer PRIMARY KEY NOT NULL, name text NOT NULL) STRICT;
   CREATE TABLE person (id integer PRIMARY KEY NOT NULL, division_id integer NOT NULL
     REFERENCES division(id) ON DELETE RESTRICT) STRICT;`,
);
const PHONE = migration('0002_phone', 'ALTER TABLE person ADD COLUMN phone text;');

function emptyDatabase(): Database {
  return openForTest(join(temporaryFolder(), 'thidua.db'));
}

/** A database as an earlier version of the program left it, with people in it. */
function olderDatabase(): Database {
  const database = emptyDatabase();
  expect(applyMigrations(database, [OFFICE], NOW).ok).toBe(true);
  database.sqlite.exec("INSERT INTO division VALUES (1, 'Văn phòng'); INSERT INTO person VALUES (7, 1);");
  return database;
}

function upgrade(database: Database, migrations: readonly Migration[]) {
  const pending = pendingMigrations(database, migrations);
  return pending.ok ? applyMigrations(database, pending.value, NOW + 1) : pending;
}

function tables({ sqlite }: Database): readonly unknown[] {
  return sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
}

function everything({ sqlite }: Database): string {
  return sqlite.serialize().toString('base64');
}

describe('a new database', () => {
  it('takes every migration once', () => {
    const database = migratedDatabase();
    const recorded = database.sqlite.prepare('SELECT tag FROM schema_migration ORDER BY rowid').pluck().all();
    expect(recorded).toEqual(REAL.map(({ tag }) => tag));
    expect(pendingMigrations(database, REAL)).toEqual({ ok: true, value: [] });
  });

  it('enforces foreign keys again afterwards', () => {
    expect(migratedDatabase().sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});

describe('an older database', () => {
  it('gets what is missing and keeps its rows', () => {
    const database = olderDatabase();
    expect(upgrade(database, [OFFICE, PHONE])).toEqual({ ok: true, value: undefined });
    expect(database.sqlite.prepare('SELECT * FROM person').all()).toEqual([{ id: 7, division_id: 1, phone: null }]);
    expect(database.sqlite.prepare('SELECT applied_at FROM schema_migration').pluck().all()).toEqual([NOW, NOW + 1]);
  });

  it('keeps the children of a table that is rebuilt', () => {
    const database = olderDatabase();
    const rebuild = migration(
      '0002_rebuild',
      `CREATE TABLE __new_division (id integer PRIMARY KEY NOT NULL, name text NOT NULL, code text) STRICT;
       INSERT INTO __new_division (id, name) SELECT id, name FROM division;
       DROP TABLE division;
       ALTER TABLE __new_division RENAME TO division;`,
    );
    expect(upgrade(database, [OFFICE, rebuild]).ok).toBe(true);
    expect(database.sqlite.prepare('SELECT count(*) FROM person').pluck().get()).toBe(1);
    expect(database.sqlite.pragma('foreign_key_check')).toEqual([]);
    expect(() => database.sqlite.exec('DELETE FROM division')).toThrow('FOREIGN KEY');
  });

  it('of this program, with a whole office in it, is read the same after one more migration', () => {
    const database = migratedDatabase();
    const { store, unitOfWork } = storageOver(database);
    const plan = planOf(2022);
    const home = plan.divisions[0]?.code ?? '';
    unitOfWork.run(() => {
      store.campaigns.savePlan(plan, NOW);
      store.divisions.replace(plan.divisions);
      store.members.save(staffRecord('CB001', home), NOW);
    });
    const before = unitOfWork.run(() => store.members.all());
    const next = migration('9999_next', 'CREATE TABLE next (id integer PRIMARY KEY NOT NULL) STRICT;');
    expect(upgrade(database, [...REAL, next]).ok).toBe(true);
    const reopened = storageOver(database);
    expect(before).toHaveLength(1);
    expect(reopened.unitOfWork.run(() => reopened.store.members.all())).toEqual(before);
    expect(reopened.unitOfWork.run(() => reopened.store.campaigns.current()?.plan)).toEqual(plan);
  });
});

describe('a database that does not fit is refused and stays as it is', () => {
  it('when a newer program wrote it', () => {
    const database = olderDatabase();
    upgrade(database, [OFFICE, PHONE]);
    const before = everything(database);
    expect(upgrade(database, [OFFICE])).toEqual({ ok: false, error: { kind: 'database_newer', tag: '0002_phone' } });
    expect(everything(database)).toBe(before);
  });

  it('when a migration that it took has another text now', () => {
    const database = olderDatabase();
    const before = everything(database);
    const changed = migration(OFFICE.tag, `${OFFICE.sql} `);
    const refused = upgrade(database, [changed, PHONE]);
    expect(refused).toEqual({ ok: false, error: { kind: 'migration_changed', tag: OFFICE.tag } });
    expect(everything(database)).toBe(before);
  });

  it('when a migration was put in before one that it took', () => {
    const database = olderDatabase();
    const refused = upgrade(database, [migration('0000_before', 'CREATE TABLE a (b integer) STRICT;'), OFFICE]);
    expect(refused).toEqual({ ok: false, error: { kind: 'migration_changed', tag: OFFICE.tag } });
  });
});

describe('a failing migration leaves the database as it was', () => {
  it('when its SQL is wrong in the middle', () => {
    const database = olderDatabase();
    const before = everything(database);
    const broken = migration('0002_broken', 'CREATE TABLE half (a integer) STRICT; CREATE TABLE half (a integer);');
    expect(() => upgrade(database, [OFFICE, broken])).toThrow('already exists');
    expect(database.sqlite.inTransaction).toBe(false);
    expect(everything(database)).toBe(before);
    expect(database.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('when rows would point nowhere', () => {
    const database = olderDatabase();
    const before = everything(database);
    const orphaning = migration('0002_orphans', 'DELETE FROM division;');
    const refused = upgrade(database, [OFFICE, orphaning]);
    expect(refused).toEqual({ ok: false, error: { kind: 'foreign_keys_broken', tag: '0002_orphans' } });
    expect(everything(database)).toBe(before);
    expect(database.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('and keeps those that succeeded before it', () => {
    const database = olderDatabase();
    expect(() => upgrade(database, [OFFICE, PHONE, migration('0003_wrong', 'NONSENSE;')])).toThrow('syntax');
    expect(tables(database)).toContain('person');
    expect(pendingMigrations(database, [OFFICE, PHONE])).toEqual({ ok: true, value: [] });
  });
});
