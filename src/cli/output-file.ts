import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { notConfirmed, type Terminal } from './terminal.ts';

/** Options of commands that write a file for people. */
export interface OutputOptions {
  readonly out?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * Has a file written beside its place and then puts it there, so that a file that was there stays whole where writing
 * fails. One that exists is replaced only after a yes. Returns the exit code.
 */
export async function writeOutput(
  terminal: Terminal,
  { out, yes, json, name, folder }: OutputOptions & { readonly name: string; readonly folder: string },
  write: (path: string) => Promise<void>,
): Promise<number> {
  const path = out ?? join(folder, name);
  if (yes !== true && existsSync(path)) {
    terminal.problem('cli.file_exists', { path });
    const answer = await terminal.confirm(false);
    if (answer !== 'yes') return notConfirmed(terminal, answer);
  }
  const partial = `${path}.part`;
  try {
    rmSync(partial, { force: true });
    await write(partial);
    renameSync(partial, path);
  } catch {
    rmSync(partial, { force: true });
    terminal.problem('cli.not_written', { path });
    return 1;
  }
  if (json === true) terminal.json({ file: path });
  else terminal.line('cli.file_written', { path });
  return 0;
}
