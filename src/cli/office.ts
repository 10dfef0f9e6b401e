import { readFileSync, statSync } from 'node:fs';
import type { Work } from '../app/ports.ts';
import { type Config, type ConfigProblem, complaintLocale, loadConfig } from '../config.ts';
import { createMovableClock } from '../demo/demo-clock.ts';
import { DEMO_MARK } from '../demo/demo-data.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { systemRandomness } from '../lib/ids.ts';
import { projectRoot } from '../lib/project-root.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { holdStorage, type OpenedStorage } from '../open-storage.ts';
import { createCatalogue } from '../presentation/catalogue.ts';
import { configProblemLines, startProblemLine } from '../presentation/start-up.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** The office's storage as a command uses it; the bot may be running beside it. */
export interface Office {
  readonly config: Config;
  readonly storage: OpenedStorage;
  readonly terminal: Terminal;
  work(): Work;
}

/** Loads the configuration; its problems are printed and end the command. */
export function configured(): Result<
  { readonly config: Config; readonly terminal: Terminal },
  readonly ConfigProblem[]
> {
  const config = loadConfig(projectRoot);
  if (!config.ok) {
    process.stderr.write(`${configProblemLines(config.error, createCatalogue('UTC'), complaintLocale()).join('\n')}\n`);
    return config;
  }
  const terminal = createTerminal(createCatalogue(config.value.TIMEZONE), config.value.LOCALE);
  return ok({ config: config.value, terminal });
}

/**
 * Opens the office for one command and closes it afterwards; returns the exit code. Commands are short transactions and
 * may run while the bot does; only a database that needs a migration first needs the bot to be stopped.
 */
export async function withOffice(command: (office: Office) => Promise<number>): Promise<number> {
  const ready = configured();
  if (!ready.ok) return 1;
  const { config, terminal } = ready.value;
  const backups = { recipient: config.BACKUP_RECIPIENT ?? null, zone: config.TIMEZONE };
  const held = await holdStorage(config.DATA_DIR, projectRoot, systemClock.now(), { besideBot: true, backups });
  if (!held.ok) {
    const params = { dataDir: config.DATA_DIR };
    process.stderr.write(`${startProblemLine(held.error, params, terminal.catalogue, terminal.locale)}\n`);
    return 1;
  }
  const { storage, close } = held.value;
  try {
    const office = officeOver(storage, config, terminal);
    if (isDemoData(storage)) terminal.problem('cli.demo_data', { dataDir: config.DATA_DIR });
    return await command(office);
  } finally {
    close();
  }
}

function isDemoData({ store }: OpenedStorage): boolean {
  return store.settings.get(DEMO_MARK) !== null;
}

/** The office over an open storage. */
export function officeOver(storage: OpenedStorage, config: Config, terminal: Terminal): Office {
  const clock = clockOf(storage);
  const work = (): Work => {
    return { store: storage.store, now: clock.now(), random: systemRandomness, zone: config.TIMEZONE, via: 'cli' };
  };
  return { config, storage, terminal, work };
}

// In the demonstration's database it is as late as the demonstration says.
function clockOf(storage: OpenedStorage): Clock {
  return isDemoData(storage) ? createMovableClock(storage.store.settings, systemClock, systemClock.now()) : systemClock;
}

/** Larger input files are refused before they are read, in bytes. */
const LARGEST_INPUT = 20_000_000;

/** Reads a file that the user named, or says why not. */
export function readInput(path: string, terminal: Terminal): Result<Buffer, 'unreadable'> {
  try {
    const stat = statSync(path);
    if (stat.isFile() && stat.size <= LARGEST_INPUT) return ok(readFileSync(path));
    terminal.problem(stat.isFile() ? 'cli.file_too_large' : 'cli.not_a_file', { path });
  } catch {
    terminal.problem('cli.file_missing', { path });
  }
  return err('unreadable');
}
