import { type ChildProcess, fork } from 'node:child_process';
import type { BackupProblem } from '../../app/backup-ports.ts';
import type { Clock, EpochMs } from '../../lib/clock.ts';
import type { DataDir } from '../data-dir.ts';
import { backupState } from './folder.ts';

/** What the process is told to do. */
export interface Ordered {
  readonly dataDirPath: string;
  readonly now: EpochMs;
  readonly zone: string;
  readonly recipient: string | null;
}

export interface BackupProcessOptions {
  readonly dataDir: DataDir;
  readonly clock: Clock;
  readonly zone: string;
  readonly recipient: string | null;
  /** Bundled file of `worker.ts`. */
  readonly workerFile: string;
}

/**
 * Backups made in a process of their own: copying, writing the copy anew, checking and encrypting it each take seconds
 * without a pause on a large database, in which nobody would get an answer.
 */
export function createBackupProcess(options: BackupProcessOptions) {
  const { dataDir, clock, zone, recipient, workerFile } = options;
  let worker: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();

  /** Makes one; resolves with why not, never throws. */
  function make(): Promise<BackupProblem | null> {
    // It needs no settings, least of all tokens.
    const started = fork(workerFile, [], { env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    worker = started;
    const made = new Promise<BackupProblem | null>((resolve) => {
      started.on('message', (answer) => resolve(answer as BackupProblem | null));
      started.on('error', () => resolve('failed'));
      // A fault of the program is told on standard error, which is where the bot's own would be.
      started.on('exit', (code) => resolve(code === null ? 'interrupted' : 'failed'));
    });
    ended = new Promise((resolve) => {
      started.on('exit', resolve);
      started.on('error', resolve);
    });
    const order: Ordered = { dataDirPath: dataDir.root, now: clock.now(), zone, recipient };
    started.send(order, () => {});
    return made;
  }

  return {
    state: () => backupState(dataDir),
    make,
    /** Ends one that is under way. */
    async stop(): Promise<void> {
      worker?.kill('SIGKILL');
      await ended;
    },
  };
}
