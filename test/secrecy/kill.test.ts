import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openStorage } from '../../src/open-storage.ts';
import { temporaryFolder, temporaryScriptFolder } from '../storage/setup.ts';
import { bundleScript } from '../support/bundle-script.ts';
import { openOffice } from '../support/office.ts';
import { openRound } from '../support/voting.ts';

const NOW = Date.UTC(2022, 1, 14, 2);

/** Every so many statements a process dies; `KILL_EVERY=1` takes each. */
const EVERY = Number(process.env.KILL_EVERY ?? 7);
const RUNS_AT_ONCE = 2;

/** A folder with a round that has just been opened. */
async function openFolder(): Promise<string> {
  const office = await openOffice();
  await openRound(office);
  const folder = join(temporaryFolder(), 'template');
  office.storage.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(office.folder, folder, { recursive: true });
  return folder;
}

/** Runs the process to its end, or to its death before a statement; returns how many statements there were. */
function run(
  voter: string,
  folder: string,
  fatal: number,
): Promise<{ readonly killed: boolean; readonly count: number }> {
  return new Promise((resolve, reject) => {
    const args = [voter, folder, projectRoot, String(NOW), String(fatal)];
    execFile(process.execPath, args, (error, stdout, stderr) => {
      if (error !== null && error.signal !== 'SIGKILL') reject(new Error(stderr));
      else resolve({ killed: error !== null, count: Number(stdout) });
    });
  });
}

/** What a folder holds; opening it does nothing but recover what SQLite recovers. */
async function look(folder: string) {
  const opened = await openStorage(folder, projectRoot, NOW);
  if (!opened.ok) throw new Error(opened.error.kind);
  const { store, unitOfWork } = opened.value;
  const seen = unitOfWork.run(() => {
    const election = store.elections.byId(1);
    const boxes = store.ballots.boxes(1).map(({ marks }) => marks.length);
    return { election, boxes, voted: store.ballots.ticks(1).filter(Boolean).length };
  });
  opened.value.close();
  const log = `${join(folder, 'thidua.db')}-wal`;
  return {
    ...seen,
    state: seen.election?.course.state,
    key: existsSync(join(folder, 'ballot-keys', '1.key')),
    log: existsSync(log) ? statSync(log).size : 0,
  };
}

const WHOLE = [
  { nominee: 1, agree: 5, disagree: 2, noOpinion: 0, invalid: 0 },
  { nominee: 2, agree: 3, disagree: 0, noOpinion: 4, invalid: 0 },
];

describe('a process that is killed before any statement of casting, closing, counting or publishing', () => {
  it('leaves as many marks in every box as members ticked, and goes on to the same totals', async () => {
    const [voter, template] = [
      await bundleScript('test/secrecy/kill/voter.ts', temporaryScriptFolder()),
      await openFolder(),
    ];
    const folders = temporaryFolder();
    const whole = join(folders, 'whole');
    cpSync(template, whole, { recursive: true });
    const { count } = await run(voter, whole, 0);
    expect(count).toBeGreaterThan(100);
    const states = new Set<string>();

    async function trial(fatal: number): Promise<void> {
      const folder = join(folders, String(fatal));
      cpSync(template, folder, { recursive: true });
      expect(await run(voter, folder, fatal)).toMatchObject({ killed: true });
      const after = await look(folder);
      states.add(`${after.state}:${after.voted}`);
      const kept = after.state === 'open' || after.state === 'closed' || after.state === 'counted';
      expect({ fatal, boxes: after.boxes }).toEqual({ fatal, boxes: kept ? [after.voted, after.voted] : [] });
      if (kept) expect({ fatal, key: after.key }).toEqual({ fatal, key: true });

      expect(await run(voter, folder, 0)).toMatchObject({ killed: false });
      const end = await look(folder);
      expect(end).toMatchObject({ state: 'published', boxes: [], voted: 7, key: false, log: 0 });
      expect(end.election?.result?.lines).toMatchObject(WHOLE);
      expect(readdirSync(join(folder, 'ballot-keys'))).toEqual([]);
    }

    const fatals = Array.from({ length: Math.floor(count / EVERY) }, (_, index) => (index + 1) * EVERY);
    async function worker(): Promise<void> {
      for (let fatal = fatals.shift(); fatal !== undefined; fatal = fatals.shift()) await trial(fatal);
    }
    await Promise.all(Array.from({ length: RUNS_AT_ONCE }, worker));
    // The kills fell into every part of the way; with the server's key closing and counting are one transaction.
    const names = [...states].map((state) => state.split(':')[0]);
    expect(names).toEqual(expect.arrayContaining(['open', 'counted', 'published']));
    process.stdout.write(
      `killed before ${Math.floor(count / EVERY)} of ${count} statements: ${[...states].sort().join(' ')}\n`,
    );
  }, 600_000);
});
