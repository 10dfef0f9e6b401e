import { afterAll, beforeAll } from 'vitest';
import { bundleCommandLine, type CommandLine } from './command-line.ts';

/** The command line for the tests of a file: bundled before the first of them, removed after the last. */
export function commandLineOfTests(): Pick<CommandLine, 'run'> {
  let bundled: CommandLine | null = null;
  beforeAll(async () => {
    bundled = await bundleCommandLine();
  });
  afterAll(() => bundled?.remove());
  return {
    run(...command) {
      if (bundled === null) throw new Error('the command line is there while tests run');
      return bundled.run(...command);
    },
  };
}
