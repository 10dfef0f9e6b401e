import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startFakeTelegram } from '../support/fake-telegram/start.ts';

/** What one start of the program took. */
export interface StartUp {
  /** From spawning the process to the first `/readyz` with 200. */
  readonly readyMs: number;
  /** Processor time of the process up to then, which another program's load does not change. */
  readonly cpuMs: number;
  /** Resident memory after an idle time, where it was asked for. */
  readonly residentMb: number | null;
}

/** As `npm start` has them. */
const START_FLAGS = ['--max-semi-space-size=4'];
/** Kernel ticks of /proc are hundredths of a second. */
const TICK_MS = 10;
const IDLE_MS = 10_000;
const GIVE_UP_MS = 30_000;

/** Starts the demonstration on an empty folder, as a newcomer does. */
export function startDemonstration(idle: boolean): Promise<StartUp> {
  return start({}, idle);
}

/** Starts the production bot with a Telegram token, against a fake on this machine. */
export async function startWithTelegram(idle: boolean): Promise<StartUp> {
  const telegram = await startFakeTelegram();
  try {
    return await start({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url }, idle);
  } finally {
    await telegram.close();
  }
}

async function start(settings: Readonly<Record<string, string>>, idle: boolean): Promise<StartUp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thidua-bench-start-'));
  const port = await freePort();
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', ...settings };
  const began = performance.now();
  const child = spawn(process.execPath, [...START_FLAGS, join(projectRoot, 'dist/main.js')], {
    env,
    stdio: 'ignore',
  });
  try {
    await ready(`http://127.0.0.1:${port}/readyz`, child);
    const readyMs = performance.now() - began;
    const cpuMs = cpuOf(child);
    if (idle) await sleep(IDLE_MS);
    return { readyMs, cpuMs, residentMb: idle ? residentOf(child) : null };
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
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
