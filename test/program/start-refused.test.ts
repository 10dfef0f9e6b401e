import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/lib/ids.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { migratedDatabase, temporaryFolder } from '../storage/setup.ts';
import { bundledProgram, type ProgramBundle } from '../support/program-bundle.ts';
import { runProgram } from '../support/program-process.ts';

let program: ProgramBundle;
beforeAll(async () => {
  program = await bundledProgram();
});
afterAll(() => program.remove());

/** A bot that would poll, if it came so far. */
const SETTINGS = { TELEGRAM_BOT_TOKEN: '1:khong-co-that', TELEGRAM_API_ROOT: 'http://127.0.0.1:9', PORT: '0' };

async function startIn(dataDir: string, words: readonly string[] = [], around: readonly string[] = []) {
  const [first = process.execPath, ...rest] = [...around, process.execPath, program.main, ...words];
  const running = runProgram([first, ...rest], { ...SETTINGS, DATA_DIR: dataDir, LOCALE: 'en' });
  const { code } = await running.ended;
  return { code, says: running.errors(), logged: running.output() };
}

/** A data folder whose database holds something, closed properly. */
function filledFolder(): { readonly folder: string; readonly path: string } {
  const folder = temporaryFolder();
  const path = join(folder, 'thidua.db');
  const database = migratedDatabase(path);
  const add = database.sqlite.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  for (let row = 0; row < 400; row += 1) add.run(`row-${row}`, 'x'.repeat(200));
  database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  database.sqlite.close();
  return { folder, path };
}

const hashOf = (path: string) => sha256Hex(readFileSync(path).toString('latin1'));

describe('a broken database', () => {
  it.each([
    [
      'no database at all',
      (bytes: Buffer) => Buffer.from('không phải cơ sở dữ liệu '.repeat(500)).subarray(0, bytes.length),
    ],
    ['a header that is overwritten', (bytes: Buffer) => Buffer.concat([Buffer.alloc(100), bytes.subarray(100)])],
    [
      'pages in its middle overwritten',
      (bytes: Buffer) => {
        const middle = Math.floor(bytes.length / 2 / 4096) * 4096;
        return Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(8192, 0x5a), bytes.subarray(middle + 8192)]);
      },
    ],
    ['cut in half', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2 / 4096) * 4096)],
  ])('%s: says so, says what to do, and leaves the file as it is', async (_, broken) => {
    const { folder, path } = filledFolder();
    writeFileSync(path, broken(readFileSync(path)));
    const before = hashOf(path);
    const { code, says } = await startIn(folder);
    expect(says).toBe(
      `The database in ${folder} is broken; nothing was changed. Copy the whole folder away, then restore the newest backup in ${folder}/backups (docs/van-hanh.vi.md, in Vietnamese).\n`,
    );
    expect(code).toBe(1);
    expect(hashOf(path)).toBe(before);
    // Looking at it makes an empty log beside it, and nothing else.
    const beside = readdirSync(folder).filter((name) => /-wal$|-journal$/.test(name));
    expect(beside.filter((name) => statSync(join(folder, name)).size > 0)).toEqual([]);
  });

  it('is refused with a log that was not yet taken over, which stays too', async () => {
    const { path } = filledFolder();
    const writer = openDatabase(path);
    writer.sqlite.pragma('wal_autocheckpoint = 0');
    writer.sqlite.prepare("UPDATE setting SET value = 'y'").run();
    const kept = temporaryFolder();
    for (const ending of ['', '-wal'])
      writeFileSync(join(kept, `thidua.db${ending}`), readFileSync(`${path}${ending}`));
    writer.sqlite.close();
    const copy = join(kept, 'thidua.db');
    truncateSync(copy, 4096 * 8);
    truncateSync(`${copy}-wal`, 4096 * 3);
    const before = [hashOf(copy), hashOf(`${copy}-wal`)];
    const { code, says } = await startIn(kept);
    expect([code, says]).toEqual([1, expect.stringContaining('is broken; nothing was changed')]);
    expect([hashOf(copy), hashOf(`${copy}-wal`)]).toEqual(before);
  });
});

describe('a folder that cannot be used', () => {
  it('is no folder', async () => {
    const path = join(temporaryFolder(), 'data');
    writeFileSync(path, '');
    expect(await startIn(path)).toMatchObject({ code: 1, says: `${path} is not a folder. Change DATA_DIR.\n` });
    expect(await startIn(join(path, 'below'))).toMatchObject({
      code: 1,
      says: expect.stringContaining('not a folder'),
    });
  });

  // Not even root may write there.
  it.skipIf(process.platform !== 'linux')('may not be written', async () => {
    const { code, says } = await startIn('/sys/thidua');
    expect([code, says]).toEqual([
      1,
      expect.stringContaining('/sys/thidua cannot be written. Give the folder to the user'),
    ]);
  });
});

/** Whether a disk of our own can be mounted, seen by the program alone. */
const mayMount =
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** Words that run a program on a disk of so many bytes at `folder`, after `prepare` there. */
function onDisk(folder: string, size: string, prepare: string): readonly string[] {
  const script = `mount -t tmpfs -o size=${size} tmpfs "$0" && cd "$0" && ${prepare} && cd / && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', script, folder];
}

describe.skipIf(!mayMount)('a disk', () => {
  it('that is full is named, with a new database and with one that is there', async () => {
    const { path } = filledFolder();
    const folder = join(temporaryFolder(), 'disk');
    mkdirSync(folder);
    const fill = 'head -c 100m /dev/zero > filler 2>/dev/null || true';
    for (const prepare of [fill, `cp ${path} . && { ${fill}; }`]) {
      const { code, says } = await startIn(folder, [], onDisk(folder, '2m', prepare));
      expect([code, says]).toEqual([
        1,
        `The disk with ${folder} is full; nothing was changed. Make room, then start again.\n`,
      ]);
    }
  });

  it('that is mounted for reading only is named', async () => {
    const { path } = filledFolder();
    const folder = join(temporaryFolder(), 'disk');
    mkdirSync(folder);
    const prepare = `cp ${path} . && chmod 700 . && mkdir -m 700 files backups && cd / && mount -o remount,ro ${folder}`;
    const { code, says } = await startIn(folder, [], onDisk(folder, '2m', prepare));
    expect([code, says]).toEqual([1, expect.stringContaining(`${folder} cannot be written.`)]);
  });
});
