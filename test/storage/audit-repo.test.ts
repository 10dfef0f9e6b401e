import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, verifyChain } from '../../src/domain/audit/chain.ts';
import type { AuditRecord } from '../../src/domain/audit.ts';
import { err } from '../../src/lib/result.ts';
import { storageOver } from '../support/storage-over.ts';
import { migratedDatabase, NOW, openForTest, temporaryStorage } from './setup.ts';

function record(changes: Partial<AuditRecord> = {}): AuditRecord {
  const details = { b: 1, a: 'x' };
  return { at: NOW, actorId: null, via: 'cli', action: 'plan_imported', subject: null, details, ...changes };
}

describe('the audit log', () => {
  it('begins empty, and numbers its entries 1, 2, 3, …', () => {
    const { store, unitOfWork } = temporaryStorage();
    expect(store.audit.head()).toEqual(EMPTY_HEAD);
    const heads = unitOfWork.run(() => [1, 2, 3].map(() => store.audit.append(record())));
    expect(heads.map(({ count }) => count)).toEqual([1, 2, 3]);
    expect(store.audit.head()).toEqual(heads[2]);
    expect(verifyChain(store.audit.links())).toEqual({ ok: true, value: heads[2] });
  });

  it('gives entries back newest first, page by page, as they were told', () => {
    const { store, unitOfWork } = temporaryStorage();
    const told = record({ subject: { kind: 'election', id: 4 }, action: 'election_opened', via: 'program' });
    unitOfWork.run(() => [record(), told, record()].map((one) => store.audit.append(one)));
    const [newest, second] = store.audit.page({}, null, 2);
    expect(newest?.id).toBe(3);
    expect(second).toEqual({ ...told, id: 2, hash: second?.hash });
    expect(store.audit.page({}, 2, 2).map(({ id }) => id)).toEqual([1]);
  });

  it('finds what was done in a time, of a kind, and by or about a person', () => {
    const { store, unitOfWork } = temporaryStorage();
    unitOfWork.run(() => {
      store.audit.append(record({ at: NOW + 1 }));
      store.audit.append(record({ at: NOW + 2, subject: { kind: 'member', id: 9 } }));
      store.audit.append(record({ at: NOW + 3, subject: { kind: 'division', id: 9 }, action: 'pledge_submitted' }));
    });
    const ids = (filter: Parameters<typeof store.audit.page>[0]) =>
      store.audit.page(filter, null, 9).map(({ id }) => id);
    expect(ids({ memberId: 9 })).toEqual([2]);
    expect(ids({ actions: ['pledge_submitted', 'chat_linked'] })).toEqual([3]);
    expect(ids({ from: NOW + 2, until: NOW + 3 })).toEqual([2]);
  });

  it('is read to its end however long it is', () => {
    const { store, unitOfWork } = temporaryStorage();
    unitOfWork.run(() => Array.from({ length: 2_500 }, (_, at) => store.audit.append(record({ at }))));
    expect(verifyChain(store.audit.links())).toEqual({ ok: true, value: store.audit.head() });
    expect(store.audit.head().count).toBe(2_500);
  });

  it('forgets what undone work had added, alone or with everything around it', () => {
    const { store, unitOfWork } = temporaryStorage();
    unitOfWork.run(() => {
      store.audit.append(record());
      unitOfWork.nested(() => {
        store.audit.append(record());
        return err('undone');
      });
      store.audit.append(record());
    });
    expect(() =>
      unitOfWork.run(() => {
        store.audit.append(record());
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    unitOfWork.run(() => {
      store.audit.append(record());
      return err('undone');
    });
    const head = unitOfWork.run(() => store.audit.append(record()));
    expect(head.count).toBe(3);
    expect(verifyChain(store.audit.links())).toEqual({ ok: true, value: head });
  });

  it('stays one chain when two processes add to it by turns', () => {
    const bot = temporaryStorage();
    const commandLine = storageOver(openForTest(bot.database.path));
    for (let turn = 0; turn < 5; turn += 1) {
      for (const { store, unitOfWork } of [bot, commandLine]) unitOfWork.run(() => store.audit.append(record()));
    }
    expect(bot.store.audit.page({}, null, 100)).toHaveLength(10);
    expect(verifyChain(commandLine.store.audit.links()).ok).toBe(true);
  });
});

describe('the database', () => {
  function withEntries() {
    const database = migratedDatabase();
    const { store, unitOfWork } = storageOver(database);
    unitOfWork.run(() => [store.audit.append(record()), store.audit.append(record())]);
    return database.sqlite;
  }

  it.each([
    ["UPDATE audit_entry SET via = 'chat' WHERE id = 1", 'append-only'],
    ['UPDATE audit_entry SET id = 3 WHERE id = 2', 'append-only'],
    ['DELETE FROM audit_entry WHERE id = 2', 'append-only'],
    ['DELETE FROM audit_entry', 'append-only'],
    ['INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE id = 1', 'the next number only'],
    [
      "INSERT INTO audit_entry VALUES (4, 0, NULL, 'cli', 'plan_imported', NULL, NULL, '{}', '')",
      'the next number only',
    ],
    [
      "INSERT INTO audit_entry VALUES (NULL, 0, NULL, 'cli', 'plan_imported', NULL, NULL, '{}', '')",
      'the next number only',
    ],
    ["INSERT INTO audit_entry VALUES (3, 0, NULL, 'fax', 'plan_imported', NULL, NULL, '{}', '')", 'CHECK'],
  ])('refuses %s', (sql, why) => {
    const sqlite = withEntries();
    const before = sqlite.prepare('SELECT * FROM audit_entry').all();
    expect(() => sqlite.exec(sql)).toThrow(why);
    expect(sqlite.prepare('SELECT * FROM audit_entry').all()).toEqual(before);
  });
});
