import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { START_FLAGS } from '../../build-program.mjs';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';
import { type Figure, median, whole } from './table.ts';

/** The program as a process of its own, once it is ready. */
export interface Running {
  /** From spawning the process to the first `/readyz` with 200. */
  readonly readyMs: number;
  /** Processor time of the process up to then, which another program's load does not change. */
  readonly startCpuMs: number;
  /** Processor time up to now. */
  cpuMs(): number;
  /** Resident memory now. */
  residentMb(): number;
  stop(): Promise<void>;
}

/** Kernel ticks of /proc are hundredths of a second. */
const TICK_MS = 10;
/** After so long without an event the idle memory is read. */
export const IDLE_MS = 10_000;
const GIVE_UP_MS = 60_000;
/** Starts of the program of which the middle one is told. */
const STARTS = 5;
const AIM_READY_MS = 1_000;
const AIM_IDLE_MB = 120;

/** Starts the bundled program over a data folder and waits until it is ready. */
export async function startOver(dataDir: string, settings: Readonly<Record<string, string>>): Promise<Running> {
  const port = await freePort();
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', ...settings };
  const began = performance.now();
  const child = spawn(process.execPath, [...START_FLAGS, join(projectRoot, 'dist/main.js')], { env, stdio: 'ignore' });
  async function stop(): Promise<void> {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  try {
    await ready(`http://127.0.0.1:${port}/readyz`, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    readyMs: performance.now() - began,
    startCpuMs: cpuOf(child),
    cpuMs: () => cpuOf(child),
    residentMb: () => residentOf(child),
    stop,
  };
}

/** The demonstration on an empty folder, as a newcomer starts it, and production with Telegram, against a fake here. */
export async function compareStarts(): Promise<readonly Figure[]> {
  console.log('start-up to ready               wall ms    processor ms    idle memory, MB');
  const telegram = await startFakeTelegram();
  try {
    const settings = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url };
    return [
      ...(await startsOf('demonstration, empty folder', {})),
      ...(await startsOf('production, Telegram', settings)),
    ];
  } finally {
    await telegram.close();
  }
}

async function startsOf(label: string, settings: Readonly<Record<string, string>>): Promise<readonly Figure[]> {
  const wall: number[] = [];
  const processor: number[] = [];
  let idleMb = Number.NaN;
  for (let turn = 0; turn < STARTS; turn += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'thidua-bench-start-'));
    const running = await startOver(dataDir, settings);
    wall.push(running.readyMs);
    processor.push(running.startCpuMs);
    if (turn === STARTS - 1) {
      await sleep(IDLE_MS);
      idleMb = running.residentMb();
    }
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const readyMs = median(wall);
  const cells = [whole(readyMs).padStart(7), whole(median(processor)).padStart(16), whole(idleMb).padStart(19)];
  console.log(`${label.padEnd(32)}${cells.join('')}`);
  return [
    {
      what: `start, ${label}`,
      seen: `${whole(readyMs)} ms`,
      beside: `${AIM_READY_MS} ms`,
      ratio: readyMs / AIM_READY_MS,
      aim: { atMost: 1 },
    },
    {
      what: `idle memory, ${label}`,
      seen: `${whole(idleMb)} MB`,
      beside: `${AIM_IDLE_MB} MB`,
      ratio: idleMb / AIM_IDLE_MB,
      aim: { atMost: 1 },
    },
  ];
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + GIVE_UP_MS;
  while (performance.now() < until && child.exitCode === null) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(5);
  }
  throw new Error('the program did not become ready');
}

function cpuOf(child: ChildProcess): number {
  // Fields after the name in brackets; user and system time are the 14th and 15th of all.
  const fields =
    readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function residentOf(child: ChildProcess): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
