import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
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
  const refused = await replacing(terminal, path, yes === true);
  if (refused !== null) return refused;
  if (!(await placeOutput(terminal, path, write))) return 1;
  if (json === true) terminal.json({ file: path });
  else terminal.line('cli.file_written', { path });
  return 0;
}

/** Asks before a file that exists is replaced; the exit code of a command that may not, else null. */
export async function replacing(terminal: Terminal, path: string, yes: boolean): Promise<number | null> {
  if (yes || !existsSync(path)) return null;
  terminal.problem('cli.file_exists', { path });
  const answer = await terminal.confirm(false);
  return answer === 'yes' ? null : notConfirmed(terminal, answer);
}

/** Has a file written beside its place and put there; false, after saying so, where it cannot be written. */
export async function placeOutput(
  terminal: Terminal,
  path: string,
  write: (path: string) => Promise<void>,
): Promise<boolean> {
  const partial = `${path}.part`;
  try {
    rmSync(partial, { force: true });
    // A folder cannot be replaced: seen here, and not when all is written.
    const possible = !existsSync(path) || !statSync(path).isDirectory();
    if (possible) {
      await write(partial);
      renameSync(partial, path);
      return true;
    }
  } catch (error) {
    // Below what is no folder not even looking for it is possible.
    if (existsSync(partial)) rmSync(partial);
    // Only calls to the file system have a name; the database's troubles and bugs are no matter of this file.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
  terminal.problem('cli.not_written', { path });
  return false;
}
