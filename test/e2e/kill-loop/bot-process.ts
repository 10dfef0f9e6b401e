import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { START_FLAGS } from '../../../build-program.mjs';

/** The production bot as a process of its own, one life after the other. */
export interface BotProcess {
  /** Starts a life; rejects when it ends by itself, and stays open as long as it lasts. */
  start(): Promise<never>;
  /** Ends it as a power cut would: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** Asks it to end and returns its exit code. */
  stop(): Promise<number | null>;
  /** What the last life wrote to standard error. */
  errors(): string;
  /** Asks a program that was started to answer, and returns its answer. */
  ask(question: string): Promise<unknown>;
}

/** A bot that is started from a bundle as it ships, with this environment and nothing else of ours; `nodeOptions` before the entry. */
export function createBotProcess(
  entry: string,
  settings: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): BotProcess {
  let child: ChildProcess | null = null;
  let errors = '';

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (child === null) return null;
    const ending = child;
    child = null;
    if (ending.exitCode !== null || ending.signalCode !== null) throw endedByItself(ending);
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
    return ending.exitCode;
  }

  function endedByItself({ exitCode }: ChildProcess): Error {
    return new Error(`the bot had ended by itself (${String(exitCode)}): ${errors}`);
  }

  return {
    start() {
      errors = '';
      const { PATH = '' } = process.env;
      const life = spawn(process.execPath, [...START_FLAGS, ...nodeOptions, entry], {
        env: { PATH, ...settings },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      child = life;
      life.stderr?.on('data', (chunk) => {
        errors += String(chunk);
      });
      return new Promise((_, reject) => {
        life.once('close', () => {
          if (child === life) reject(endedByItself(life));
        });
      });
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    errors: () => errors,
    async ask(question) {
      if (child === null) throw new Error('the bot is not running');
      const answered = once(child, 'message');
      child.send(question);
      const [answer] = await answered;
      return answer;
    },
  };
}
