import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEALED_BYTES } from '../../src/domain/ballot/mark.ts';
import type { Randomness } from '../../src/lib/ids.ts';
import { closeDatabase, type Database, openDatabase } from '../../src/storage/database.ts';
import { migratedDatabase, NOW, temporaryFolder } from '../storage/setup.ts';
import { seededRandomness } from '../support/seeded-randomness.ts';
import { storageOver } from '../support/storage-over.ts';
import { ANALYSIS_HEADING, type Analysis, analyse, analysisLine, type Found, placesOf } from './order-analysis.ts';

const ELECTIONS = 120;
const MEMBERS = 7;
const NOMINEES = [1, 2, 3];

/** One way of storing marks: prepares an empty election, and puts one member's marks in. */
interface Storing {
  readonly name: string;
  prepare(database: Database): void;
  cast(database: Database, place: number, marks: ReadonlyMap<number, Uint8Array>, random: Randomness): void;
}

const OURS: Storing = {
  name: 'boxes of this program',
  prepare: (database) => over(database, ({ store }) => store.ballots.open(1, MEMBERS, NOMINEES)),
  cast: (database, place, marks) => over(database, ({ store }) => store.ballots.cast(1, place, marks)),
};

const NAIVE: Storing = {
  name: 'a row a mark in an ordinary table',
  prepare: ({ sqlite }) => sqlite.exec('CREATE TABLE naive (id INTEGER PRIMARY KEY, nominee INTEGER, mark BLOB)'),
  cast({ sqlite }, _place, marks) {
    const insert = sqlite.prepare('INSERT INTO naive (nominee, mark) VALUES (?, ?)');
    sqlite.transaction(() => {
      for (const [nominee, mark] of marks) insert.run(nominee, mark);
    })();
  },
};

const RANDOM_KEYS: Storing = {
  name: 'WITHOUT ROWID under random keys, not rewritten',
  prepare: ({ sqlite }) =>
    sqlite.exec('CREATE TABLE keyed (key BLOB PRIMARY KEY, nominee INTEGER, mark BLOB) WITHOUT ROWID'),
  cast({ sqlite }, _place, marks, random) {
    const insert = sqlite.prepare('INSERT INTO keyed (key, nominee, mark) VALUES (?, ?, ?)');
    sqlite.transaction(() => {
      for (const [nominee, mark] of marks) insert.run(random.token(12), nominee, mark);
    })();
  },
};

const kept = new WeakMap<Database, ReturnType<typeof storageOver>>();

function over(database: Database, use: (storage: ReturnType<typeof storageOver>) => void): void {
  const storage = kept.get(database) ?? storageOver(database);
  kept.set(database, storage);
  storage.unitOfWork.run(() => use(storage));
}

/** An election without anything else: boxes refer to one. */
function template(): string {
  const path = join(temporaryFolder(), 'thidua.db');
  const database = migratedDatabase(path);
  database.sqlite.exec(`
    INSERT INTO campaign (id, year, state, created_at) VALUES (1, 2022, 'active', ${NOW});
    INSERT INTO election (id, campaign_id, method, state, election, course, preparation, slots, created_at)
      VALUES (1, 1, 'secret_ballot', 'open', '{}', '{}', '{}', '[]', ${NOW});`);
  closeDatabase(database);
  return path;
}

function shuffled(random: Randomness): readonly number[] {
  const places = Array.from({ length: MEMBERS }, (_, place) => place);
  return places
    .map((place) => ({ place, key: random.below(2 ** 32) }))
    .sort((a, b) => a.key - b.key)
    .map(({ place }) => place);
}

function noise(random: Randomness): Uint8Array {
  const drawn = [1, 2, 3].map(() => Buffer.from(random.token(32), 'base64url'));
  return Buffer.concat(drawn).subarray(0, SEALED_BYTES);
}

function run(storing: Storing): Analysis {
  const random = seededRandomness(`order ${storing.name}`);
  const empty = template();
  const folder = temporaryFolder();
  const boxes: Found[] = [];
  for (let election = 0; election < ELECTIONS; election += 1) {
    const path = join(folder, `${election}.db`);
    copyFileSync(empty, path);
    const database = openDatabase(path);
    // Durability costs most of the time here and moves no byte.
    database.sqlite.pragma('synchronous = OFF');
    storing.prepare(database);
    const cast = shuffled(random).map((place) => {
      const marks = new Map(NOMINEES.map((nominee) => [nominee, noise(random)] as const));
      storing.cast(database, place, marks, random);
      return marks;
    });
    // What a thief of the folder finds while the bot runs, then what lies there afterwards.
    const log = readFileSync(`${path}-wal`);
    database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    const file = Buffer.concat([readFileSync(path), storing === OURS ? log : Buffer.alloc(0)]);
    closeDatabase(database);
    for (const nominee of NOMINEES) {
      boxes.push(
        placesOf(
          file,
          cast.map((marks) => marks.get(nominee) ?? new Uint8Array()),
        ),
      );
    }
  }
  return analyse(storing.name, boxes);
}

describe('the order of casting, looked for in the raw bytes of the database and its log', () => {
  const done = new Map<Storing, Analysis>();
  function of(storing: Storing): Analysis {
    const analysis = done.get(storing) ?? run(storing);
    done.set(storing, analysis);
    return analysis;
  }

  it('is found where marks are ordinary rows: the analysis sees what there is to see', () => {
    expect(of(NAIVE)).toMatchObject({ readable: ELECTIONS * NOMINEES.length });
    expect(Math.abs(of(RANDOM_KEYS).sigmas)).toBeGreaterThan(20);
  });

  it('is not found in the boxes, and no mark is left anywhere else', () => {
    const { sigmas, copies, readable } = of(OURS);
    expect(Math.abs(sigmas)).toBeLessThan(3);
    expect({ copies, readable }).toEqual({ copies: 0, readable: 0 });
  });

  it('gives these figures', async () => {
    const table = [ANALYSIS_HEADING, ...[NAIVE, RANDOM_KEYS, OURS].map((storing) => analysisLine(of(storing)))].join(
      '\n',
    );
    await expect(`${table}\n`).toMatchFileSnapshot('order.txt');
  });
});
