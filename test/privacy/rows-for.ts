import type { Database } from 'better-sqlite3';

interface ForeignKey {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

function tablesOf(sqlite: Database): readonly string[] {
  return sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
}

function keysOf(sqlite: Database, table: string): readonly ForeignKey[] {
  return sqlite.prepare(`SELECT * FROM pragma_foreign_key_list('${table}')`).all() as ForeignKey[];
}

/** Every column that refers to a person, as `table.column`. */
export function referencesToPeople(sqlite: Database): readonly string[] {
  return tablesOf(sqlite).flatMap((table) =>
    keysOf(sqlite, table).flatMap((key) => (key.table === 'member' ? [`${table}.${key.from}`] : [])),
  );
}

/**
 * Writes, for every column that refers to a person, one row in which that column is this person and every other such
 * column is somebody else: what is read afterwards must hold each of them.
 */
export function everyTableFor(sqlite: Database, person: number, other: number) {
  const made: { table: string; column: string; rows: number }[] = [];
  let number = 100;
  for (const reference of referencesToPeople(sqlite)) {
    const [table = '', column = ''] = reference.split('.');
    insert(table, { [column]: person });
    made.push({ table, column, rows: made.filter((each) => each.table === table).length + 1 });
  }
  return { made };

  function insert(table: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const keys = keysOf(sqlite, table);
    const columns = sqlite.prepare(`SELECT * FROM pragma_table_info('${table}')`).all() as Column[];
    number += 1;
    const row: Record<string, unknown> = {};
    for (const { name, type, notnull, pk } of columns) {
      const key = keys.find(({ from }) => from === name);
      if (name in given) row[name] = given[name];
      else if (key?.table === 'member') row[name] = notnull === 1 ? other : null;
      else if (key !== undefined) row[name] = notnull === 1 ? parent(key) : null;
      else if (table === 'audit_entry' && name === 'id') {
        row[name] = Number(sqlite.prepare('SELECT coalesce(max(id), 0) + 1 FROM audit_entry').pluck().get());
      } else if (notnull === 1 || pk > 0) row[name] = valueFor(table, name, type);
    }
    const names = Object.keys(row);
    sqlite
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`)
      .run(row);
    return row;
  }

  function parent({ table, to }: ForeignKey): unknown {
    if (table === 'division') return sqlite.prepare('SELECT min(id) FROM division').pluck().get();
    return insert(table, {})[to];
  }

  // The first of a column's allowed values, where it has such; otherwise anything.
  function valueFor(table: string, column: string, type: string): unknown {
    const sql = String(sqlite.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(table));
    const [, allowed] = new RegExp(`\`${column}\` [^,]*CHECK \\(\`${column}\` IN \\(([^)]*)\\)`).exec(sql) ?? [];
    const first = allowed?.split(',')[0]?.trim().replaceAll("'", '');
    if (first !== undefined) return type.toLowerCase() === 'integer' ? Number(first) : first;
    return type.toLowerCase() === 'integer' ? number : `{"n":${number}}`;
  }
}
