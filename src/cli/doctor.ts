import type { Command } from 'commander';
import { quotasOf } from '../composition.ts';
import { type Config, loadRightSettings, printableConfig } from '../config.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { machineFault } from '../lib/machine-fault.ts';
import { projectRoot } from '../lib/project-root.ts';
import { storageOver } from '../open-storage.ts';
import { createCatalogue } from '../presentation/catalogue.ts';
import { type DataDir, dataDirAt } from '../storage/data-dir.ts';
import { openDatabase } from '../storage/database.ts';
import { backupChecks, backupFailureChecks } from './backup-checks.ts';
import { type Check, check } from './check.ts';
import { configChecks } from './config-checks.ts';
import { dataDirChecks } from './data-dir-checks.ts';
import { databaseChecks } from './database-checks.ts';
import { deliveryChecks } from './delivery-checks.ts';
import { machineChecks } from './machine-checks.ts';
import { officeOver } from './office.ts';
import { holidayChecks, officeChecks } from './office-checks.ts';
import { platformChecks } from './platform-checks.ts';
import { quotaChecks } from './quota-checks.ts';
import { runningChecks } from './running-checks.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { trustChecks } from './trust-checks.ts';

/** `doctor`: is everything in order, and if not, what to do. */
export function addDoctorCommand(program: Command, describe: (key: TextKey) => string): void {
  program
    .command('doctor')
    .description(describe('cli.doctor'))
    .option('--json', describe('cli.option.json'))
    .action(async (options: { readonly json?: boolean }) => {
      process.exitCode = await runDoctor(options.json === true);
    });
}

// Whatever is broken is a finding, and the rest is looked at all the same.
async function runDoctor(json: boolean): Promise<number> {
  const { config, problems } = loadRightSettings(projectRoot);
  const terminal = createTerminal(createCatalogue(config.TIMEZONE), config.LOCALE);
  const checks = [
    ...(await looked('config', () => configChecks(config, problems))),
    ...(await looked('runtime', () => machineChecks(config))),
    ...(await dataChecks(config, terminal)),
    ...(await looked('channels', () => platformChecks(config))),
  ];
  if (json) printJson(terminal, config, checks);
  else printText(terminal, config, checks);
  return isWell(checks) ? 0 : 1;
}

// What is looked at is not made or mended on the way: files of whoever runs this would be in the bot's way.
async function dataChecks(config: Config, terminal: Terminal): Promise<readonly Check[]> {
  const folder = dataDirChecks(config);
  if (!folder.usable) return folder.checks;
  const dataDir = dataDirAt(config.DATA_DIR);
  let usable = false;
  const database = await looked('database', () => {
    const found = databaseChecks(dataDir);
    usable = found.usable;
    return found.checks;
  });
  return [
    ...folder.checks,
    ...database,
    ...(await looked('running', () => runningChecks(config, dataDir))),
    ...(await looked('backup', () => backupChecks(config, dataDir))),
    ...(usable ? await looked('plan', () => storedChecks(config, dataDir, terminal)) : []),
  ];
}

async function storedChecks(config: Config, dataDir: DataDir, terminal: Terminal): Promise<readonly Check[]> {
  const storage = storageOver(openDatabase(dataDir.database), dataDir);
  try {
    const office = officeOver(storage, config, terminal);
    return [
      ...(await looked('backup_failure', () => backupFailureChecks(office))),
      ...(await looked('plan', () => officeChecks(office))),
      ...(await looked('holidays', () => holidayChecks(office))),
      ...(await looked('queue', () => deliveryChecks(office))),
      ...(await looked('quota', () => quotaChecks(office.work(), quotasOf(config)))),
      ...(await looked('audit', () => trustChecks(office))),
    ];
  } finally {
    storage.close();
  }
}

/** The findings of a subject, or that it could not be looked at. */
async function looked(
  name: string,
  look: () => readonly Check[] | Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    const problem = machineFault(error) ?? (error instanceof Error ? error.name : typeof error);
    return [check(name, 'fail', 'doctor.not_looked', { name, problem }, 'doctor.not_looked.advice')];
  }
}

function isWell(checks: readonly Check[]): boolean {
  return checks.every(({ status }) => status !== 'fail');
}

function printText(terminal: Terminal, config: Config, checks: readonly Check[]): void {
  for (const [name, value] of printableConfig(config)) process.stdout.write(`${name}=${value}\n`);
  process.stdout.write('\n');
  for (const { status, key, params, advice } of checks) {
    terminal.line(`doctor.status.${status}`, { text: say(key, params) });
    if (advice !== null) terminal.line('doctor.status.advice', { advice: say(advice, params) });
  }
}

function printJson(terminal: Terminal, config: Config, checks: readonly Check[]): void {
  const text = (key: TextKey, { params }: Check) => terminal.catalogue.plain(say(key, params), terminal.locale);
  terminal.json({
    ok: isWell(checks),
    config: Object.fromEntries(printableConfig(config)),
    checks: checks.map((one) => ({
      name: one.name,
      status: one.status,
      text: text(one.key, one),
      advice: one.advice === null ? null : text(one.advice, one),
    })),
  });
}
