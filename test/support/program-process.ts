import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createChanges } from './changes.ts';

/** A program under way. */
export interface Running {
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves once the output says this; fails when the program ends before. */
  says(part: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts a program with this environment and nothing else of ours. */
export function runProgram(
  command: readonly [program: string, ...words: string[]],
  settings: Readonly<Record<string, string>>,
): Running {
  const changes = createChanges();
  const { PATH = '' } = process.env;
  const [program, ...words] = command;
  const child = spawn(program, words, { env: { PATH, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => {
    written.output += String(chunk);
    changes.happened();
  });
  child.stderr.on('data', (chunk) => {
    written.errors += String(chunk);
  });
  let over = false;
  const ended = once(child, 'close').then(() => {
    over = true;
    changes.happened();
    return { code: child.exitCode, signal: child.signalCode };
  });
  return {
    output: () => written.output,
    errors: () => written.errors,
    async says(part) {
      await changes.until(() => written.output.includes(part) || over);
      if (!written.output.includes(part)) throw new Error(`ended without saying ${part}: ${written.errors}`);
    },
    signal: (name) => void child.kill(name),
    ended,
  };
}
