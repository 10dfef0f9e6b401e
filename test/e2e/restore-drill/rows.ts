import Sqlite from 'better-sqlite3';

/** Every row of every table, each as one line of JSON, in an order that does not depend on where it lies. */
export type Rows = Readonly<Record<string, readonly string[]>>;

/** Reads a database as a whole, at one moment, also while others write to it. */
export function rowsOf(path: string): Rows {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    sqlite.exec('BEGIN');
    const names = sqlite
      .prepare(
        String.raw`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`,
      )
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      names.map((name) => [
        name,
        sqlite
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
    );
  } finally {
    sqlite.close();
  }
}

/** Tables that grow and whose rows never change: what a moment's copy holds of them is between before and after. */
export const APPENDED = ['pledge_version', 'pledge_event', 'inbound_event', 'audit_entry', 'evidence_file'] as const;

/** Rows of the one that the other lacks. */
export function lacking(of: readonly string[], all: readonly string[]): readonly string[] {
  const known = new Set(all);
  return of.filter((row) => !known.has(row));
}
