import type Sqlite from 'better-sqlite3';
import { is, Table } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';

/** What a migrated database must be like beyond what drizzle knows. */
export interface SchemaRules {
  /** Tables without a rowid: natural keys, and where the order of rows must not be readable. */
  readonly withoutRowid: readonly string[];
  /** Tables that the program makes itself, unknown to drizzle. */
  readonly own: readonly string[];
  /** Tables whose rows triggers refuse to change, to remove, and to add but by the next number. */
  readonly appendOnly: readonly string[];
}

interface TableRow {
  readonly name: string;
  readonly strict: number;
  readonly wr: number;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

/** Everything in which a migrated database differs from the rules, or from drizzle's tables; empty when it is sound. */
export function lintSchema(
  sqlite: Sqlite.Database,
  drizzleSchema: Readonly<Record<string, unknown>>,
  rules: SchemaRules,
): readonly string[] {
  const tables = (
    sqlite.prepare("SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main'").all() as TableRow[]
  ).filter(({ name }) => !name.startsWith('sqlite_'));
  const described = new Map(
    Object.values(drizzleSchema)
      .filter((value): value is SQLiteTable => is(value, Table) && is(value, SQLiteTable))
      .map((table) => [getTableConfig(table).name, table]),
  );
  const stored = new Set(tables.map(({ name }) => name));
  return [
    ...[...described.keys()].filter((name) => !stored.has(name)).map((name) => `${name}: not in the database`),
    ...tables.flatMap((table) => {
      const description = described.get(table.name);
      const known = description !== undefined || rules.own.includes(table.name);
      return [
        ...(known ? [] : [`${table.name}: not in the schema`]),
        ...lintTable(sqlite, table, rules),
        ...(description === undefined ? [] : lintColumns(sqlite, table.name, description)),
        ...(description === undefined ? [] : lintIndexes(sqlite, table.name, description)),
      ];
    }),
  ];
}

function lintTable(sqlite: Sqlite.Database, { name, strict, wr }: TableRow, rules: SchemaRules): readonly string[] {
  const found: string[] = [];
  if (strict !== 1) found.push(`${name}: not STRICT`);
  const wanted = rules.withoutRowid.includes(name);
  if (wanted !== (wr === 1)) found.push(`${name}: ${wanted ? 'should be' : 'should not be'} WITHOUT ROWID`);
  if (/\bAUTOINCREMENT\b/i.test(sqlOf(sqlite, name))) found.push(`${name}: AUTOINCREMENT`);
  const triggers = triggersOf(sqlite, name);
  for (const { event, pattern } of rules.appendOnly.includes(name) ? APPEND_ONLY : []) {
    if (!triggers.some((sql) => pattern.test(sql))) found.push(`${name}: no trigger refuses ${event}`);
  }
  const keys = sqlite.pragma(`foreign_key_list(${name})`) as { from: string; on_delete: string }[];
  for (const key of keys) {
    if (key.on_delete !== 'RESTRICT') found.push(`${name}.${key.from}: ON DELETE ${key.on_delete}`);
  }
  return found;
}

function lintColumns(sqlite: Sqlite.Database, name: string, table: SQLiteTable): readonly string[] {
  const found: string[] = [];
  const sql = sqlOf(sqlite, name);
  const stored = new Map((sqlite.pragma(`table_info(${name})`) as ColumnRow[]).map((column) => [column.name, column]));
  const { columns } = getTableConfig(table);
  for (const column of columns) {
    const place = `${name}.${column.name}`;
    const actual = stored.get(column.name);
    if (actual === undefined) {
      found.push(`${place}: not in the database`);
      continue;
    }
    if (actual.type.toLowerCase() !== column.getSQLType()) found.push(`${place}: is ${actual.type}`);
    // SQLite reports a rowid's own key as nullable though it never is.
    if (column.notNull !== (actual.notnull === 1) && !column.primary) found.push(`${place}: NOT NULL differs`);
    const values: readonly string[] = column.enumValues ?? [];
    if (values.length > 0) {
      const wanted = values.map((value) => `'${value}'`);
      if (!sameList(checkedValues(sql, column.name), wanted)) found.push(`${place}: no CHECK of its values`);
    }
    if (column.dataType === 'boolean' && !sameList(checkedValues(sql, column.name), ['0', '1'])) {
      found.push(`${place}: no CHECK (0, 1)`);
    }
  }
  const known = new Set(columns.map((column) => column.name));
  for (const column of stored.keys()) if (!known.has(column)) found.push(`${name}.${column}: not in the schema`);
  return found;
}

function lintIndexes(sqlite: Sqlite.Database, name: string, table: SQLiteTable): readonly string[] {
  const { indexes, columns } = getTableConfig(table);
  const wanted = new Set([
    ...indexes.map((index) => index.config.name),
    ...columns
      .filter((column) => column.isUnique)
      .map((column) => column.uniqueName ?? `${name}_${column.name}_unique`),
  ]);
  const stored = (sqlite.pragma(`index_list(${name})`) as { name: string; origin: string }[])
    .filter((index) => index.origin === 'c')
    .map((index) => index.name);
  return [
    ...[...wanted].filter((index) => !stored.includes(index)).map((index) => `${name}: index ${index} is missing`),
    ...stored.filter((index) => !wanted.has(index)).map((index) => `${name}: index ${index} is not in the schema`),
  ];
}

function checkedValues(sql: string, column: string): readonly string[] {
  const check = new RegExp(`CHECK\\s*\\(\\s*[\`"]?${column}[\`"]?\\s+IN\\s*\\(([^)]*)\\)`, 'i').exec(sql);
  return (check?.[1] ?? '').split(',').map((value) => value.trim());
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return [...left].sort().join() === [...right].sort().join();
}

// REPLACE removes rows without a trigger of deletions: the number of a new row has to be guarded too.
const APPEND_ONLY = ['INSERT', 'UPDATE', 'DELETE'].map((event) => ({
  event,
  pattern: new RegExp(`BEFORE ${event} ON[^;]*BEGIN\\s+SELECT RAISE\\(ABORT,`),
}));

function triggersOf(sqlite: Sqlite.Database, table: string): readonly string[] {
  return sqlite
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?")
    .pluck()
    .all(table)
    .map(String);
}

function sqlOf(sqlite: Sqlite.Database, table: string): string {
  return String(sqlite.prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck().get(table));
}

/** What no migration may do, whatever its result looks like. */
export function lintMigrationSql(sql: string, expectedDrops: readonly string[] = []): readonly string[] {
  const code = expectedDrops.reduce(
    (text, table) => text.replace(`DROP TABLE \`${table}\`;`, ''),
    // What a trigger refuses stands between words that would be a transaction's elsewhere.
    sql.replace(/--.*$/gm, '').replace(/\bBEGIN\s+SELECT RAISE\(ABORT, '[^']*'\);\s+END;/g, ''),
  );
  const rules: readonly (readonly [pattern: RegExp, reason: string])[] = [
    // A rebuild's DROP empties cascading children, and dropping a table of people's data is never a side effect.
    [/\bDROP\s+TABLE\b/i, 'DROP TABLE'],
    // Inside a transaction it does nothing, and reports success.
    [/\bPRAGMA\b/i, 'PRAGMA'],
    [/\bAUTOINCREMENT\b/i, 'AUTOINCREMENT'],
    [/\bON\s+DELETE\s+(?!RESTRICT\b)\w+/i, 'ON DELETE other than RESTRICT'],
    // The runner owns the transaction.
    [/\b(?:BEGIN|COMMIT|ROLLBACK|VACUUM)\b/i, 'transaction control'],
  ];
  return rules.filter(([pattern]) => pattern.test(code)).map(([, reason]) => reason);
}
