import type Sqlite from 'better-sqlite3';

/** Rows of every table of a database, by name; tables of SQLite itself are not counted. */
export function tableCounts(sqlite: Sqlite.Database): Readonly<Record<string, number>> {
  const names = sqlite
    .prepare(
      String.raw`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    names.map((name) => [name, Number(sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())]),
  );
}

/** The newest migration of a database and how many it has. */
export function schemaOf(sqlite: Sqlite.Database): { readonly newest: string; readonly migrations: number } {
  if (!hasTable(sqlite, 'schema_migration')) return { newest: '', migrations: 0 };
  const tags = sqlite.prepare('SELECT tag FROM schema_migration ORDER BY rowid').pluck().all() as string[];
  return { newest: tags.at(-1) ?? '', migrations: tags.length };
}

/** Whether a database has a table of this name; an older one may lack what came later. */
export function hasTable(sqlite: Sqlite.Database, name: string): boolean {
  return sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

/** How long the audit log of a database is, and its newest hash; null before there was one. */
export function auditOf(sqlite: Sqlite.Database): { readonly entries: number; readonly head: string | null } | null {
  if (!hasTable(sqlite, 'audit_entry')) return null;
  const entries = Number(sqlite.prepare('SELECT count(*) FROM audit_entry').pluck().get());
  const head = sqlite.prepare('SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1').pluck().get();
  return { entries, head: head === undefined ? null : String(head) };
}
