import { describe, expect, it } from 'vitest';
import { err, ok } from '../../src/lib/result.ts';
import { createUnitOfWork } from '../../src/storage/unit-of-work.ts';
import { migratedDatabase, openForTest } from './setup.ts';

function start() {
  const database = migratedDatabase();
  const { sqlite } = database;
  const insert = sqlite.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  return {
    sqlite,
    work: createUnitOfWork(database),
    write: (name: string, value = '') => insert.run(name, value),
    names: () => sqlite.prepare('SELECT name FROM setting ORDER BY name').pluck().all(),
  };
}

describe('one transaction', () => {
  it('keeps what was written when the work succeeds, and returns its value', () => {
    const { work, write, names, sqlite } = start();
    const value = work.run(() => {
      write('a');
      return ok('done');
    });
    expect(value).toEqual(ok('done'));
    expect(names()).toEqual(['a']);
    expect(sqlite.inTransaction).toBe(false);
  });

  it('undoes everything when the work ends in an Err, and hands the Err on', () => {
    const { work, write, names, sqlite } = start();
    const value = work.run(() => {
      write('a');
      return err('no_pledge');
    });
    expect(value).toEqual(err('no_pledge'));
    expect(names()).toEqual([]);
    expect(sqlite.inTransaction).toBe(false);
  });

  it('undoes everything when the work throws', () => {
    const { work, write, names, sqlite } = start();
    const throwing = () =>
      work.run(() => {
        write('a');
        throw new Error('a bug');
      });
    expect(throwing).toThrow('a bug');
    expect(names()).toEqual([]);
    expect(sqlite.inTransaction).toBe(false);
  });

  it('refuses asynchronous work: what it wrote before its first await is undone too', async () => {
    const { work, write, names, sqlite } = start();
    let pending: Promise<void> = Promise.resolve();
    const asynchronous = () =>
      work.run(() => {
        pending = (async () => {
          write('a');
          await Promise.resolve();
        })();
        return pending;
      });
    expect(asynchronous).toThrow('synchronous');
    await pending;
    expect(names()).toEqual([]);
    expect(sqlite.inTransaction).toBe(false);
  });

  it('cannot be opened inside another: the outer one is undone as well', () => {
    const { work, write, names, sqlite } = start();
    const twice = () =>
      work.run(() => {
        write('a');
        work.run(() => write('b'));
      });
    expect(twice).toThrow('transaction');
    expect(names()).toEqual([]);
    expect(sqlite.inTransaction).toBe(false);
  });

  it('holds the write lock from its first moment, so that no other process can write in between', () => {
    const { work, sqlite } = start();
    const other = secondConnection(sqlite.name);
    const refused = work.run(() => {
      try {
        other.prepare("INSERT INTO setting (name, value) VALUES ('b', '')").run();
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
    expect(refused).toBe('SQLITE_BUSY');
  });
});

describe('a part inside a transaction', () => {
  it('is undone alone when it ends in an Err or throws', () => {
    const { work, write, names } = start();
    work.run(() => {
      write('a');
      work.nested(() => {
        write('b');
        return err('not_allowed');
      });
      expect(() =>
        work.nested(() => {
          write('c');
          throw new Error('a bug');
        }),
      ).toThrow('a bug');
      work.nested(() => write('d'));
    });
    expect(names()).toEqual(['a', 'd']);
  });

  it('is undone with the whole when the whole fails', () => {
    const { work, write, names } = start();
    work.run(() => {
      work.nested(() => write('a'));
      return err('no_pledge');
    });
    expect(names()).toEqual([]);
  });

  it('may hold another part, and each is undone on its own', () => {
    const { work, write, names } = start();
    work.run(() => {
      work.nested(() => {
        write('a');
        work.nested(() => {
          write('b');
          return err('no_pledge');
        });
        write('c');
      });
    });
    expect(names()).toEqual(['a', 'c']);
  });

  it('refuses asynchronous work', () => {
    const { work, write, names } = start();
    work.run(() => {
      expect(() => work.nested(async () => write('a'))).toThrow('synchronous');
      write('b');
    });
    expect(names()).toEqual(['b']);
  });

  it('is refused outside a transaction', () => {
    const { work, write, names } = start();
    expect(() => work.nested(() => write('a'))).toThrow('running transaction');
    expect(names()).toEqual([]);
  });
});

describe('a change in memory', () => {
  function withMemory() {
    const started = start();
    const memory: string[] = [];
    const note = (what: string) => {
      memory.push(what);
      started.work.onUndo(() => void memory.splice(memory.indexOf(what), 1));
    };
    return { ...started, memory, note };
  }

  it('stays when the work that made it is kept, and is not undone by later work', () => {
    const { work, memory, note } = withMemory();
    work.run(() => note('a'));
    work.run(() => err('no_pledge'));
    expect(memory).toEqual(['a']);
  });

  it('is undone with the part that made it, alone', () => {
    const { work, memory, note } = withMemory();
    work.run(() => {
      note('a');
      work.nested(() => {
        note('b');
        return err('not_allowed');
      });
      work.nested(() => note('c'));
    });
    expect(memory).toEqual(['a', 'c']);
  });

  it('is undone with the whole, also what was made in a part that succeeded, the newest first', () => {
    const { work } = withMemory();
    const undone: string[] = [];
    const throwing = () =>
      work.run(() => {
        work.onUndo(() => undone.push('a'));
        work.nested(() => work.onUndo(() => undone.push('b')));
        throw new Error('a bug');
      });
    expect(throwing).toThrow('a bug');
    expect(undone).toEqual(['b', 'a']);
  });

  it('is undone when the commit fails', () => {
    const { work, memory, note, sqlite, write } = withMemory();
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + 1}`);
    const tooMuch = () =>
      work.run(() => {
        note('a');
        write('a', 'x'.repeat(200_000));
      });
    expect(tooMuch).toThrow(/full/);
    expect(memory).toEqual([]);
  });
});

describe('a full disk', () => {
  const LONG = 'x'.repeat(200_000);

  function withLittleRoom() {
    const started = start();
    const pages = Number(started.sqlite.pragma('page_count', { simple: true }));
    started.sqlite.pragma(`max_page_count = ${pages + 4}`);
    return started;
  }

  it('leaves no open transaction and nothing half written', () => {
    const { work, write, names, sqlite } = withLittleRoom();
    const tooMuch = () =>
      work.run(() => {
        write('a');
        write('b', LONG);
      });
    expect(tooMuch).toThrow(/full/);
    expect(sqlite.inTransaction).toBe(false);
    expect(names()).toEqual([]);
  });

  it('inside a part ends the whole: the next part is refused, and nothing is kept', () => {
    const { work, write, names, sqlite } = withLittleRoom();
    let next: unknown = null;
    const swallowing = () =>
      work.run(() => {
        write('a');
        expect(() => work.nested(() => write('b', LONG))).toThrow(/full/);
        try {
          work.nested(() => write('c'));
        } catch (error) {
          next = error;
        }
      });
    expect(swallowing).toThrow('no transaction');
    expect(String(next)).toContain('running transaction');
    expect(sqlite.inTransaction).toBe(false);
    expect(names()).toEqual([]);
  });

  it('is over when there is room again: the next transaction works', () => {
    const { work, write, names, sqlite } = withLittleRoom();
    expect(() => work.run(() => write('a', LONG))).toThrow(/full/);
    sqlite.pragma('max_page_count = 1000000');
    work.run(() => write('b', LONG));
    expect(names()).toEqual(['b']);
  });
});

function secondConnection(path: string) {
  const { sqlite } = openForTest(path);
  sqlite.pragma('busy_timeout = 0');
  return sqlite;
}
