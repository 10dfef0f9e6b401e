import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { replanCampaign } from '../../src/app/due-planning.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { ZONE } from '../support/office-clock.ts';
import { prepareOffice } from './office.ts';
import { FIRST, grow } from './reminders.ts';
import { IDLE_MS, startOver } from './start-up.ts';
import { type Figure, whole } from './table.ts';

/** The production program over an office of one size. */
interface Sized {
  readonly people: number;
  /** The database with its year planned and everybody linked, MB. */
  readonly databaseMb: number;
  readonly readyMs: number;
  readonly startCpuMs: number;
  readonly idleMb: number;
  /** Memory once the traffic is over. */
  readonly busyMb: number;
  /** Processor time of one message and its answer, platform's client and sender included, ms. */
  readonly cpuPerMessage: number;
  /** `backup` and `restore` by the command line, its own start included, s. */
  readonly backupS: number;
  readonly restoreS: number;
}

/** An office, a big agency, a province. */
const SIZES = [33, 2_000, 20_000] as const;
/** Messages of the traffic; the answers leave at the platform's 30 a second. */
const MESSAGES = 300;
/** People who write them, each in turn. */
const TALKERS = 150;
const TEXTS = ['/dangky', '/lich', '/chitieu'] as const;
const AIM_IDLE_MB = 120;
const MB = 1_048_576;

/** Starts the production program over offices of three sizes, lets people write to it, backs up and restores. */
export async function compareSizes(): Promise<readonly Figure[]> {
  const sized: Sized[] = [];
  for (const people of SIZES) sized.push(await sizeOf(people));
  console.log(`offices: production with Telegram, ${MESSAGES} messages of traffic`);
  console.log(`people                            ${sized.map(({ people }) => String(people).padStart(10)).join('')}`);
  const row = (label: string, of: (office: Sized) => number, digits = 0) =>
    console.log(`${label.padEnd(34)}${sized.map((office) => of(office).toFixed(digits).padStart(10)).join('')}`);
  row('database, MB', ({ databaseMb }) => databaseMb, 1);
  row('ready, ms by the clock', ({ readyMs }) => readyMs);
  row('ready, ms of the processor', ({ startCpuMs }) => startCpuMs);
  row('idle memory, MB', ({ idleMb }) => idleMb);
  row('memory after the traffic, MB', ({ busyMb }) => busyMb);
  row('processor ms a message', ({ cpuPerMessage }) => cpuPerMessage, 1);
  row('backup, s', ({ backupS }) => backupS, 1);
  row('restore, s', ({ restoreS }) => restoreS, 1);
  return sized.flatMap(figuresOf);
}

function figuresOf({ people, idleMb, busyMb }: Sized): readonly Figure[] {
  const memory = (what: string, seen: number, aim: Figure['aim']): Figure => ({
    what: `${what}, ${people} people`,
    seen: `${whole(seen)} MB`,
    beside: `${AIM_IDLE_MB} MB`,
    ratio: seen / AIM_IDLE_MB,
    aim,
  });
  return [
    memory('idle memory', idleMb, people === SIZES[0] ? { atMost: 1 } : null),
    memory('memory after traffic', busyMb, null),
  ];
}

async function sizeOf(people: number): Promise<Sized> {
  const now = Date.now();
  const office = await prepareOffice(Math.min(people, FIRST), now);
  const folder = mkdtempSync(join(tmpdir(), 'thidua-bench-size-'));
  const dataDir = join(folder, 'data');
  const telegram = await startFakeTelegram();
  try {
    const storage = office.copy('sized');
    const { store, unitOfWork, database } = storage;
    unitOfWork.run(() => grow(database, people, now));
    unitOfWork.run(() => replanCampaign({ store, now, random: systemRandomness, zone: ZONE }));
    const accounts = database.sqlite
      .prepare('SELECT account_id FROM chat_identity ORDER BY id DESC LIMIT ?')
      .pluck()
      .all(TALKERS)
      .map(Number);
    storage.close();
    cpSync(storage.dataDir.root, dataDir, { recursive: true });

    const settings = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url };
    const running = await startOver(dataDir, settings);
    try {
      await sleep(IDLE_MS);
      const idleMb = running.residentMb();
      const before = { cpu: running.cpuMs(), calls: telegram.calls('sendMessage').length };
      for (let message = 0; message < MESSAGES; message += 1) {
        telegram.user(accounts[message % accounts.length] ?? 0).send(TEXTS[message % TEXTS.length] ?? '');
      }
      await telegram.until(() => telegram.calls('sendMessage').length >= before.calls + MESSAGES);
      const cpuPerMessage = (running.cpuMs() - before.cpu) / MESSAGES;
      const busyMb = running.residentMb();
      await running.stop();
      const databaseMb = statSync(join(dataDir, 'thidua.db')).size / MB;
      const copy = join(folder, 'copy.db');
      const backupS = await commandLine(['backup', copy], dataDir);
      const restoreS = await commandLine(['restore', copy, '--yes'], dataDir);
      const { readyMs, startCpuMs } = running;
      return { people, databaseMb, readyMs, startCpuMs, idleMb, busyMb, cpuPerMessage, backupS, restoreS };
    } finally {
      await running.stop();
    }
  } finally {
    await telegram.close();
    office.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds that a command took. */
async function commandLine(words: readonly string[], dataDir: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'dist/cli/main.js'), ...words], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${String(child.exitCode)}`);
  return (performance.now() - began) / 1e3;
}
