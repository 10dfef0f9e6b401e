import Sqlite from 'better-sqlite3';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../src/storage/migrate.ts';
import * as schema from '../../src/storage/schema.ts';
import { lintMigrationSql, lintSchema, type SchemaRules } from '../gates/schema-lint.ts';
import { MIGRATIONS, migratedDatabase } from './setup.ts';

const RULES: SchemaRules = {
  withoutRowid: [
    'ballot_box',
    'ballot_link',
    'calendar_day',
    'dialogue',
    'due_item',
    'file_link',
    'group_picture',
    'inbound_event',
    'link_attempt',
    'pledge_title',
    'pledge_version',
    'review_report_version',
    'sent_message',
    'setting',
    'upload_link',
    'wave_change',
    'weekly_digest',
  ],
  own: ['schema_migration'],
  appendOnly: ['audit_entry'],
};

describe('the migrated database', () => {
  it('is strict, checks its enumerations, deletes nothing by itself, and is what the schema says', () => {
    const { sqlite } = migratedDatabase();
    expect(Object.keys(schema).length).toBeGreaterThan(10);
    expect(lintSchema(sqlite, schema, RULES)).toEqual([]);
  });

  it('refuses a value outside an enumeration', () => {
    const { sqlite } = migratedDatabase();
    const write = () =>
      sqlite.prepare("INSERT INTO campaign (id, year, state, created_at) VALUES (1, 2022, 'open', 0)").run();
    expect(write).toThrow('CHECK');
  });

  it('refuses text in a number column', () => {
    const { sqlite } = migratedDatabase();
    const write = () =>
      sqlite.prepare("INSERT INTO campaign (id, year, state, created_at) VALUES (1, 'năm nay', 'active', 0)").run();
    expect(write).toThrow('cannot store TEXT value in INTEGER column');
  });
});

/** Tables that a migration rebuilds on purpose: nothing refers to them, and their rows are copied first. */
const REBUILT: Readonly<Record<string, readonly string[]>> = { '0002_add_reminders_reviews_files': ['due_item'] };

describe('no migration', () => {
  it('drops a table that it does not rebuild, sets a pragma, or handles transactions', () => {
    const migrations = readMigrations(MIGRATIONS);
    expect(migrations.length).toBeGreaterThan(0);
    for (const { tag, sql } of migrations) {
      expect({ tag, found: lintMigrationSql(sql, REBUILT[tag]) }).toEqual({ tag, found: [] });
    }
  });
});

// Each rule of the lint is seen to reject something; a lint that reads nothing would be green for ever.
describe('the lint rejects', () => {
  const box = sqliteTable('box', {
    id: integer('id').primaryKey(),
    state: text('state', { enum: ['open', 'closed'] }).notNull(),
    sealed: integer('sealed', { mode: 'boolean' }).notNull(),
    owner: integer('owner'),
  });
  const rules: SchemaRules = { withoutRowid: [], own: [], appendOnly: [] };
  const SOUND = `CREATE TABLE box (
    id integer PRIMARY KEY NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'closed')),
    sealed integer NOT NULL CHECK (sealed IN (0, 1)),
    owner integer REFERENCES box(id) ON DELETE RESTRICT
  ) STRICT`;

  function lint(sql: string, wanted = rules): readonly string[] {
    const sqlite = new Sqlite(':memory:');
    sqlite.exec(sql);
    return lintSchema(sqlite, { box }, wanted);
  }

  it('nothing in a sound table', () => {
    expect(lint(SOUND)).toEqual([]);
  });

  it.each([
    ['a table that is not strict', SOUND.replace(') STRICT', ')'), 'box: not STRICT'],
    [
      'an enumeration without its CHECK',
      SOUND.replace("CHECK (state IN ('open', 'closed'))", ''),
      'box.state: no CHECK of its values',
    ],
    ['a CHECK of other values', SOUND.replace("'closed'", "'shut'"), 'box.state: no CHECK of its values'],
    ['a boolean without its CHECK', SOUND.replace('CHECK (sealed IN (0, 1))', ''), 'box.sealed: no CHECK (0, 1)'],
    ['a cascade', SOUND.replace('ON DELETE RESTRICT', 'ON DELETE CASCADE'), 'box.owner: ON DELETE CASCADE'],
    ['AUTOINCREMENT', SOUND.replace('PRIMARY KEY NOT NULL', 'PRIMARY KEY AUTOINCREMENT'), 'box: AUTOINCREMENT'],
    ['WITHOUT ROWID unasked', `${SOUND}, WITHOUT ROWID`, 'box: should not be WITHOUT ROWID'],
    ['a table that nobody described', `${SOUND}; CREATE TABLE other (id integer) STRICT`, 'other: not in the schema'],
    ['a described table that is absent', 'CREATE TABLE other (id integer) STRICT', 'box: not in the database'],
    ['a column that is absent', SOUND.replace(/,\s*owner.*/, ''), 'box.owner: not in the database'],
    ['a column that nobody described', SOUND.replace('owner', 'extra text, owner'), 'box.extra: not in the schema'],
    ['another type', SOUND.replace('owner integer', 'owner text'), 'box.owner: is TEXT'],
    ['a lost NOT NULL', SOUND.replace('sealed integer NOT NULL', 'sealed integer'), 'box.sealed: NOT NULL differs'],
    [
      'an index that nobody described',
      `${SOUND}; CREATE INDEX box_x ON box (owner)`,
      'box: index box_x is not in the schema',
    ],
  ])('%s', (_what, sql, expected) => {
    expect(lint(sql)).toContain(expected);
  });

  it('a rowid where none may be', () => {
    expect(lint(SOUND, { ...rules, withoutRowid: ['box'] })).toEqual(['box: should be WITHOUT ROWID']);
  });

  it('a table that may only grow and does not see to it', () => {
    const trigger = (event: string) =>
      `CREATE TRIGGER box_${event} BEFORE ${event} ON box BEGIN SELECT RAISE(ABORT, 'no'); END;`;
    const guarded = `${SOUND}; ${['INSERT', 'UPDATE', 'DELETE'].map(trigger).join('\n')}`;
    const growing = { ...rules, appendOnly: ['box'] };
    expect(lint(guarded, growing)).toEqual([]);
    expect(lint(guarded.replace(trigger('DELETE'), ''), growing)).toEqual(['box: no trigger refuses DELETE']);
    expect(lint(guarded.replace("SELECT RAISE(ABORT, 'no')", 'SELECT 1'), growing)).toEqual([
      'box: no trigger refuses INSERT',
    ]);
  });

  it.each([
    ["CREATE TRIGGER a BEFORE UPDATE ON b BEGIN SELECT RAISE(ABORT, 'no'); COMMIT; END;", 'transaction control'],
    ['DROP TABLE `member`;', 'DROP TABLE'],
    ['DROP TABLE `due_item`; DROP TABLE `member`;', 'DROP TABLE'],
    ['PRAGMA foreign_keys=OFF;', 'PRAGMA'],
    ['CREATE TABLE a (id integer PRIMARY KEY AUTOINCREMENT);', 'AUTOINCREMENT'],
    ['CREATE TABLE a (b integer REFERENCES c(id) ON DELETE cascade);', 'ON DELETE other than RESTRICT'],
    ['COMMIT;', 'transaction control'],
  ])('%s in a migration', (sql, reason) => {
    expect(lintMigrationSql(sql, ['due_item'])).toContain(reason);
  });

  it('nothing in comments', () => {
    expect(lintMigrationSql('-- DROP TABLE member\n--> statement-breakpoint\nCREATE INDEX a ON b (c);')).toEqual([]);
  });
});
