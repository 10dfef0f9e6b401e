import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castChoices } from '../../src/app/casting.ts';
import { closeDue } from '../../src/app/election-closing.ts';
import { SEALED_BYTES } from '../../src/domain/ballot/mark.ts';
import { backupDatabase } from '../../src/storage/data-dir.ts';
import type { Office } from '../support/office.ts';
import { openOffice } from '../support/office.ts';
import { councilOf, openRound } from '../support/voting.ts';

const LINES = [1, 2];

function cast(office: Office, electionId: number, code: string): void {
  const choices = new Map(LINES.map((line) => [line, 'agree'] as const));
  const done = office.work((work) => castChoices(work, office.person(code), electionId, choices));
  expect(done.ok).toBe(true);
}

function storedBoxes(office: Office): unknown {
  return office.storage.database.sqlite.prepare('SELECT * FROM ballot_box ORDER BY 1, 2').all();
}

describe('a box', () => {
  it('holds the same bytes in whatever order its marks came', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const sealed = fc.uint8Array({ minLength: SEALED_BYTES, maxLength: SEALED_BYTES });
    const marks = fc.uniqueArray(fc.tuple(sealed, sealed), { minLength: 2, maxLength: 7, selector: String });
    const { ballots } = office.storage.store;
    const { sqlite } = office.storage.database;

    function afterCasting(all: readonly (readonly [Uint8Array, Uint8Array])[]): unknown {
      return office.work(() => {
        sqlite.exec('DELETE FROM ballot_box; DELETE FROM ballot_roll;');
        ballots.open(id, 7, LINES);
        for (const [place, [first, second]] of all.entries()) {
          ballots.cast(id, place, new Map([[1, first] as const, [2, second] as const]));
        }
        return storedBoxes(office);
      });
    }

    fc.assert(
      fc.property(
        marks.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([inOneOrder, inAnother]) => {
          expect(afterCasting(inOneOrder)).toEqual(afterCasting(inAnother));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is written anew by every cast, also where the member gives no mark on its line', async () => {
    const office = await openOffice();
    const [first = '', second = ''] = councilOf(office);
    const { id } = await openRound(office, { nominees: [first, 'CB020'], rule: { recusal: 'abstains_on_own' } });
    office.work((work) =>
      castChoices(
        work,
        office.person(second),
        id,
        new Map([
          [1, 'agree'],
          [2, 'disagree'],
        ]),
      ),
    );
    const written: unknown[] = [];
    const { sqlite } = office.storage.database;
    sqlite.function('noted', (nominee) => {
      written.push(nominee);
      return null;
    });
    sqlite.exec('CREATE TEMP TRIGGER rewritten AFTER INSERT ON ballot_box BEGIN SELECT noted(NEW.nominee); END');
    office.work((work) => castChoices(work, office.person(first), id, new Map([[2, 'agree']])));
    expect(written).toEqual([1, 2]);
    expect(office.storage.store.ballots.boxes(id).map(({ marks }) => marks.length)).toEqual([1, 2]);
  });

  it('refuses a mark of another length, a mark without a box, and a place that has voted', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const { ballots } = office.storage.store;
    const mark = new Uint8Array(SEALED_BYTES);
    expect(() => office.work(() => ballots.cast(id, 0, new Map([[1, mark.subarray(1)]])))).toThrow('length');
    expect(() => office.work(() => ballots.cast(id, 0, new Map([[3, mark]])))).toThrow('without a box');
    office.work(() => ballots.cast(id, 0, new Map([[1, mark]])));
    expect(() => office.work(() => ballots.cast(id, 0, new Map([[1, mark]])))).toThrow('yet to vote');
    expect(ballots.ticks(id).filter(Boolean)).toHaveLength(1);
  });
});

describe('a cast', () => {
  it('leaves an empty write-ahead log, and rows in no other table', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const [member = ''] = councilOf(office);
    const before = countedRows(office);
    cast(office, id, member);
    expect(countedRows(office)).toEqual(before);
    expect(statSync(`${office.storage.database.path}-wal`).size).toBe(0);
  });

  it('empties the log at the next commit when somebody was reading', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const [first = '', second = ''] = councilOf(office);
    const reader = new Sqlite(office.storage.database.path);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM member').get();
    cast(office, id, first);
    const log = `${office.storage.database.path}-wal`;
    expect(statSync(log).size).toBeGreaterThan(0);
    reader.close();
    office.work(({ store }) => store.settings.set('another', 'commit'));
    expect(statSync(log).size).toBe(0);
    cast(office, id, second);
    expect(statSync(log).size).toBe(0);
  });
});

describe('a backup', () => {
  it('of an open round holds no box, no link and no roll: the round is void in it, and goes on in the original', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    for (const code of councilOf(office).slice(0, 3)) cast(office, id, code);
    const marks = office.storage.store.ballots.boxes(id).flatMap((box) => box.marks);
    const target = join(office.folder, 'backups', 'copy.db');
    await backupDatabase(office.storage.database, target, office.clock.now());
    const bytes = readFileSync(target);
    for (const mark of marks) expect(bytes.includes(Buffer.from(mark))).toBe(false);
    const copy = new Sqlite(target, { readonly: true });
    expect(copy.prepare('SELECT state FROM election').pluck().all()).toEqual(['void']);
    for (const table of ['ballot_box', 'ballot_link', 'ballot_roll']) {
      expect({ table, rows: copy.prepare(`SELECT * FROM ${table}`).all() }).toEqual({ table, rows: [] });
    }
    copy.close();
    expect(office.storage.store.elections.byId(id)?.course.state).toBe('open');
    expect(office.storage.store.ballots.ticks(id).filter(Boolean)).toHaveLength(3);
  });
});

describe('a restored backup', () => {
  it('of an open round tells the members once that the round is void', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const [member = ''] = councilOf(office);
    office.link(member);
    cast(office, id, member);
    const target = join(office.folder, 'backups', 'copy.db');
    await backupDatabase(office.storage.database, target, office.clock.now());
    await office.restart(() => copyFileSync(target, join(office.folder, 'thidua.db')));
    const told = () => office.rich.hub.chat(member).messages.filter(({ text }) => text.includes('khôi phục'));
    await office.tick();
    await office.tick();
    expect(told()).toHaveLength(1);
    expect(office.storage.store.elections.byId(id)?.course).toMatchObject({
      state: 'void',
      voided: { cause: 'restored' },
    });
    expect(existsSync(join(office.folder, 'ballot-keys', `${id}.key`))).toBe(false);
  });
});

describe('the key', () => {
  it('is a file of its owner alone, outside the database, until the round has ended', async () => {
    const office = await openOffice();
    const { id } = await openRound(office);
    const file = join(office.folder, 'ballot-keys', `${id}.key`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(office.storage.database.path).includes(readFileSync(file))).toBe(false);
    // Nobody voted: the quorum is missed, and the round is void.
    office.clock.set('2022-03-31 08:00');
    office.work(closeDue);
    expect(office.storage.store.elections.byId(id)?.course.state).toBe('void');
    expect(existsSync(file)).toBe(false);
  });

  it('of an opening that was undone is destroyed when the bot starts', async () => {
    const office = await openOffice();
    await openRound(office);
    office.storage.store.boxKeys.create(77);
    expect(readdirSync(join(office.folder, 'ballot-keys'))).toContain('77.key');
    await office.restart();
    expect(readdirSync(join(office.folder, 'ballot-keys'))).toEqual(['1.key']);
  });
});

function countedRows(office: Office): unknown {
  const { sqlite } = office.storage.database;
  const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  return tables.map((table) => [table, sqlite.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()]);
}
