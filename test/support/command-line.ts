import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommandLine as bundleInto } from '../../build-program.mjs';
import { projectRoot } from '../../src/lib/project-root.ts';

/** How a command ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The command line, bundled as it ships. */
export interface CommandLine {
  /** Runs one command with this environment and nothing else of ours; `input` is piped in. */
  run(words: readonly string[], settings: Readonly<Record<string, string>>, input?: string): Promise<Ended>;
  remove(): void;
}

/** Bundles the command line into a folder of its own, below the project so that it finds its packages. */
export async function bundleCommandLine(): Promise<CommandLine> {
  const folder = mkdtempSync(join(projectRoot, 'node_modules', '.thidua-cli-'));
  await bundleInto(folder);
  return {
    async run(words, settings, input) {
      const { PATH = '' } = process.env;
      const child = spawn(process.execPath, [join(folder, 'cli/main.js'), ...words], {
        env: { PATH, ...settings },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      // A command that ends before it has read everything closes the pipe.
      child.stdin.on('error', () => {});
      child.stdin.end(input ?? '');
      let output = '';
      let errors = '';
      child.stdout.on('data', (chunk) => {
        output += String(chunk);
      });
      child.stderr.on('data', (chunk) => {
        errors += String(chunk);
      });
      await once(child, 'close');
      return { exitCode: child.exitCode, output, errors };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
