import type { Command } from 'commander';
import type { TextKey } from '../conversation/text-key.ts';
import { notConfirmed, type Terminal } from './terminal.ts';

/** What every import can be told. */
export interface ImportOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Adds `import <file>` to a noun and returns it for further options; `dryRun` where a preview alone is worth having. */
export function addImport<O extends ImportOptions>(
  noun: Command,
  describe: (key: TextKey) => string,
  description: TextKey,
  run: (file: string, options: O) => Promise<number>,
  { dryRun = false } = {},
): Command {
  const command = noun.command('import <file>').description(describe(description));
  if (dryRun) command.option('--dry-run', describe('cli.option.dry_run'));
  return command
    .option('--yes', describe('cli.option.yes'))
    .option('--json', describe('cli.option.json'))
    .action(async (file: string, options: O) => {
      process.exitCode = await run(file, options);
    });
}

/** Asks, then applies; the exit code of a command that was not confirmed, else null. */
export async function confirmed(terminal: Terminal, options: ImportOptions, apply: () => void): Promise<number | null> {
  const answer = await terminal.confirm(options.yes === true);
  if (answer !== 'yes') return notConfirmed(terminal, answer);
  apply();
  return null;
}
