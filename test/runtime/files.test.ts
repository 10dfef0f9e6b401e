import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DAY } from '../../src/lib/clock.ts';
import { sha256Hex, systemRandomness } from '../../src/lib/ids.ts';
import { createFiles } from '../../src/runtime/files.ts';

const bytes = Buffer.from('minh chứng');

function opened() {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, files: createFiles(folder, systemRandomness) };
}

function age(path: string, days: number): void {
  const then = (Date.now() - days * DAY) / 1_000;
  utimesSync(path, then, then);
}

it('what passes through is swept after eight days, what is kept lasts', () => {
  const { folder, files } = opened();
  const [old, fresh] = [files.store(bytes), files.store(bytes)];
  const { storedName, sha256 } = files.keep(bytes);
  expect(sha256).toBe(sha256Hex(bytes));
  age(join(folder, old), 9);
  age(join(folder, storedName), 4_000);
  files.sweep(0);
  expect([files.read(old), files.read(fresh), files.read(storedName)]).toEqual([null, bytes, bytes]);
});

it('a kept file that nothing speaks of is swept after a day; a known one, and one that is a moment old, last', () => {
  const { folder, files } = opened();
  const [known, unknown, fresh] = [files.keep(bytes), files.keep(bytes), files.keep(bytes)];
  for (const { storedName } of [known, unknown]) age(join(folder, storedName), 2);
  files.sweepKept(new Set([known.storedName]));
  expect([known, unknown, fresh].map(({ storedName }) => files.read(storedName))).toEqual([bytes, null, bytes]);
});

it('is readable by the owner of the process only', () => {
  const { folder, files } = opened();
  for (const name of [files.store(bytes), files.keep(bytes).storedName]) {
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  }
});

it('is gone once it is removed, and removing again is nothing', () => {
  const { folder, files } = opened();
  const { storedName } = files.keep(bytes);
  files.remove(storedName);
  files.remove(storedName);
  expect(files.read(storedName)).toBeNull();
  expect(readdirSync(join(folder, 'kept'))).toEqual([]);
});

it('no name leads out of the folder', () => {
  const { folder, files } = opened();
  const outside = join(folder, '..', 'outside-of-the-folder-24');
  writeFileSync(outside, 'bí mật');
  onTestFinished(() => rmSync(outside, { force: true }));
  for (const name of ['../outside-of-the-folder-24', 'kept/../../outside-of-the-folder-24', '', '.', 'kept', outside]) {
    expect(files.read(name)).toBeNull();
    files.remove(name);
  }
  expect(existsSync(outside)).toBe(true);
});
