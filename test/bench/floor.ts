import type Sqlite from 'better-sqlite3';
import type { OpenedStorage } from '../../src/open-storage.ts';
import type { Database } from '../../src/storage/database.ts';
import { type Contender, measured, type Slice } from './rounds.ts';

/** One write as it was given to SQLite. */
interface Write {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Writes of every event, by person and step. */
export type Recording = Map<string, readonly Write[]>;

const WRITES = /^\s*(?:insert|update|delete)\b/i;

/** Notes every write that goes through a database from now on; statements prepared earlier are not seen. */
export function recordWrites({ sqlite }: Database): { take(): readonly Write[] } {
  let noted: Write[] = [];
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((sql: string) => {
    const statement = prepare(sql);
    if (!WRITES.test(sql)) return statement;
    for (const method of ['run', 'get', 'all'] as const) {
      const call = statement[method].bind(statement) as (...params: unknown[]) => unknown;
      Object.assign(statement, {
        [method]: (...params: unknown[]) => {
          noted.push({ sql, params });
          return call(...params);
        },
      });
    }
    return statement;
  }) as typeof sqlite.prepare;
  return {
    take() {
      const writes = noted;
      noted = [];
      return writes;
    },
  };
}

/** The key of an event in a recording. */
export function eventOf(person: number, step: number): string {
  return `${person}:${step}`;
}

/** Plain better-sqlite3 that writes what was recorded: the same rows of the same tables, nothing read, nothing thought. */
export function createFloor(storage: OpenedStorage, recording: Recording): Contender {
  const { sqlite } = storage.database;
  const statements = new Map<string, Sqlite.Statement>();
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');

  function prepared({ sql }: Write): Sqlite.Statement {
    const known = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, known);
    return known;
  }

  return {
    name: 'floor',
    async take({ people, step }: Slice) {
      const writes = people.flatMap((person) => recording.get(eventOf(person, step)) ?? []);
      const calls = writes.map((write) => ({ statement: prepared(write), params: write.params }));
      return measured(() => {
        begin.run();
        for (const { statement, params } of calls) {
          if (statement.reader) statement.get(...params);
          else statement.run(...params);
        }
        commit.run();
      });
    },
    check: () => Number(sqlite.prepare("SELECT count(*) FROM pledge WHERE state = 'submitted'").pluck().get()),
  };
}
