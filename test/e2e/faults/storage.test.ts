import { execFileSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemRandomness } from '../../../src/lib/ids.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { openStorage } from '../../../src/open-storage.ts';
import { createFiles } from '../../../src/runtime/files.ts';
import type { Office } from '../../support/office.ts';
import { expectDiscreet, openTown, PEOPLE, PLATFORMS, type Town } from './town.ts';

const LIMIT_MS = 240_000;

/** Something that takes the database away, and what gives it back. */
interface StorageCase {
  readonly what: string;
  readonly strike: (office: Office) => () => void;
  readonly named: RegExp;
  /** What else can still be stored keeps the database from being called unavailable. */
  readonly partly?: true;
}

function heldByAnother({ storage }: Office): () => void {
  storage.database.sqlite.pragma('busy_timeout = 0');
  const other = new Sqlite(storage.database.path);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => other.exec('COMMIT');
}

function removed({ storage }: Office): () => void {
  const { path } = storage.database;
  renameSync(path, `${path}.away`);
  return () => renameSync(`${path}.away`, path);
}

function replaced({ storage }: Office): () => void {
  const { path } = storage.database;
  renameSync(path, `${path}.away`);
  copyFileSync(`${path}.away`, path);
  return () => renameSync(`${path}.away`, path);
}

function unreadablePage({ storage }: Office): () => void {
  const { sqlite, path } = storage.database;
  const page = Number(sqlite.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'inbound_event'").pluck().get());
  const size = Number(sqlite.pragma('page_size', { simple: true }));
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const at = (page - 1) * size;
  const whole = Buffer.alloc(size);
  const reading = openSync(path, 'r');
  readSync(reading, whole, 0, size, at);
  closeSync(reading);
  const write = (bytes: Buffer) => {
    const handle = openSync(path, 'r+');
    writeSync(handle, bytes, 0, size, at);
    closeSync(handle);
    // What was read before is read anew.
    sqlite.pragma('shrink_memory');
  };
  write(Buffer.alloc(size, 0xff));
  return () => write(whole);
}

const CASES: readonly StorageCase[] = [
  { what: 'a database that another process holds', strike: heldByAnother, named: /SQLITE_BUSY/ },
  { what: 'a database file that was removed', strike: removed, named: /SQLITE_READONLY_DBMOVED/ },
  { what: 'a database file with another one in its place', strike: replaced, named: /SQLITE_READONLY_DBMOVED/ },
  { what: 'a page that cannot be read', strike: unreadablePage, named: /SQLITE_CORRUPT/, partly: true },
];

function events({ office }: Town): number {
  return Number(office.storage.database.sqlite.prepare('SELECT count(*) FROM inbound_event').pluck().get());
}

describe.each(CASES)('$what', ({ strike, named, partly }) => {
  it('is named, takes no event off the platforms, and all is done once when it is over', {
    timeout: LIMIT_MS,
  }, async () => {
    const town = await openTown();
    const { office } = town;
    const people = PLATFORMS.map((platform) => PEOPLE[platform].unlucky);
    const before = people.map((who) => town.read(who).length);
    const stored = events(town);
    const over = strike(office);
    for (const who of people) town.say(who, '/lich');
    await town.until(() => town.logged().filter((line) => named.test(line)).length >= 2);
    expect(town.ready()).toMatchObject(partly ? { ready: false } : { ready: false, database: 'unavailable' });
    expect(people.map((who) => town.read(who).length)).toEqual(before);
    expect(town.telegram.pending().length + town.zalo.pending().length).toBeGreaterThan(0);
    over();
    await town.until(() => people.every((who, index) => town.read(who).length > (before[index] ?? 0)));
    await town.until(() => town.ready().ready);
    expect(people.map((who) => town.read(who).length)).toEqual(before.map((count) => count + 1));
    expect(events(town)).toBe(stored + 2);
    expectDiscreet(town);
  });
});

describe('a disk that is really full', () => {
  it('stores nothing, says so, and goes on when there is room', async ({ skip }) => {
    const folder = mkdtempSync(join(tmpdir(), 'thidua-small-disk-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return skip('a file system of its own cannot be mounted here: the limit of pages above stands for it');
    }
    onTestFinished(() => void execFileSync('umount', ['-l', folder]));
    const opened = await openStorage(folder, projectRoot, Date.UTC(2022, 1, 14));
    if (!opened.ok) throw new Error(opened.error.kind);
    const storage = opened.value;
    onTestFinished(storage.close);
    const files = createFiles(storage.dataDir.files, systemRandomness);
    const filler = join(folder, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(20_000_000))).toThrow(/ENOSPC/);
    const write = () => storage.unitOfWork.run(() => storage.store.settings.set('probe', 'x'.repeat(100_000)));
    expect(write).toThrow(/full/);
    expect(storage.unitOfWork.sound()).toBe(false);
    expect(() => files.keep(Buffer.alloc(100_000))).toThrow(/ENOSPC/);
    rmSync(filler);
    write();
    expect(storage.unitOfWork.sound()).toBe(true);
    expect(files.read(files.keep(Buffer.from('đủ chỗ')).storedName)?.byteLength).toBeGreaterThan(0);
  });
});
