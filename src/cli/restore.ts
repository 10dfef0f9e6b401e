import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { audit } from '../app/audit.ts';
import { type Config, isDemo } from '../config.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { DEMO_MARK } from '../demo/demo-data.ts';
import { systemClock } from '../lib/clock.ts';
import { systemRandomness } from '../lib/ids.ts';
import { withMachineFaults } from '../lib/machine-fault.ts';
import { projectRoot } from '../lib/project-root.ts';
import { err, ok } from '../lib/result.ts';
import { storageOver } from '../open-storage.ts';
import { type BroughtBack, bringBack, lostTemplates, sourcesOf } from '../storage/backup/bring-back.ts';
import { type Comparison, compare } from '../storage/backup/compare.ts';
import { deleteDatabase, stagingPath } from '../storage/backup/disk.ts';
import { evidenceOf } from '../storage/backup/kept-copies.ts';
import { putInPlace } from '../storage/backup/put-in-place.ts';
import { type Staged, type StageProblem, stageBackup } from '../storage/backup/stage.ts';
import { type DataDir, lockBackups, lockDataDir, prepareDataDir } from '../storage/data-dir.ts';
import { closeDatabase, openDatabase } from '../storage/database.ts';
import { readMigrations } from '../storage/migrate.ts';
import { identitiesIn } from './identities.ts';
import { configured } from './office.ts';
import { printComparison, printRestored } from './restore-report.ts';
import { notConfirmed, type Terminal } from './terminal.ts';

export interface RestoreOptions {
  readonly identity?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `restore <file>`: puts a backup in the place of the database, after showing what would be lost. */
export function addRestoreCommand(program: Command, describe: (key: TextKey) => string): void {
  program
    .command('restore <file>')
    .description(describe('cli.restore'))
    .option('--identity <file>', describe('cli.option.identity'))
    .option('--yes', describe('cli.option.yes'))
    .option('--json', describe('cli.option.json'))
    .action(async (file: string, options: RestoreOptions) => {
      process.exitCode = await runRestore(resolve(file), options);
    });
}

async function runRestore(file: string, options: RestoreOptions): Promise<number> {
  const ready = configured();
  if (!ready.ok) return 1;
  const { config, terminal } = ready.value;
  const identities = identitiesIn(options.identity, terminal);
  if (!identities.ok) return 1;
  const done = await withMachineFaults(async () => {
    const dataDir = prepareDataDir(config.DATA_DIR);
    const running = lockDataDir(dataDir);
    if (!running.ok) return running;
    const backups = lockBackups(dataDir);
    try {
      if (!backups.ok) return backups;
      return await restore({ file, identities: identities.value, options, config, terminal, dataDir });
    } finally {
      deleteDatabase(stagingPath(dataDir));
      if (backups.ok) backups.value.release();
      running.value.release();
    }
  });
  if (done.ok) return done.value;
  if (options.json === true) terminal.json({ file, restored: false, problem: done.error });
  terminal.problem('restore.failed', {
    problem: say(`restore.problem.${done.error}`, { path: file, dataDir: config.DATA_DIR }),
  });
  return 1;
}

interface Restore {
  readonly file: string;
  readonly identities: readonly string[];
  readonly options: RestoreOptions;
  readonly config: Config;
  readonly terminal: Terminal;
  readonly dataDir: DataDir;
}

type RestoreProblem = StageProblem | 'demo_data' | 'in_use';

/** Exit code, or why nothing was changed. The locks are held; what was made ready is deleted by the caller. */
async function restore(order: Restore) {
  const { file, identities, options, config, terminal, dataDir } = order;
  const now = systemClock.now();
  const migrations = readMigrations(join(projectRoot, 'migrations'));
  const staged = await stageBackup(file, dataDir, migrations, identities, now);
  if (!staged.ok) return err<RestoreProblem>(staged.error);
  const { database, manifest } = staged.value;
  let comparison: Comparison;
  let brought: BroughtBack;
  try {
    if (staged.value.hasSetting(DEMO_MARK) && !isDemo(config)) return err<RestoreProblem>('demo_data');
    comparison = compare(dataDir, database.sqlite);
    if (options.json !== true) printComparison(terminal, staged.value, comparison, now);
    const answer = await terminal.confirm(options.yes === true);
    if (answer !== 'yes') return ok(notConfirmed(terminal, answer));
    noteRestored(staged.value, dataDir, config, now);
    const files = [...evidenceOf(database.sqlite), ...lostTemplates(manifest, dataDir.root)];
    brought = await bringBack(files, dataDir.root, sourcesOf(file, dataDir.keptCopies), identities);
  } finally {
    // Works the log into the file, which from then on is one file.
    closeDatabase(database);
  }
  const placed = putInPlace(stagingPath(dataDir), dataDir, new Date(now).toISOString().replace(/[:.]/g, '-'));
  if (!placed.ok) return err<RestoreProblem>(placed.error);
  const restored = openDatabase(dataDir.database);
  storageOver(restored, dataDir).destroyKeys();
  closeDatabase(restored);
  printRestored(terminal, { file, staged: staged.value, comparison, brought, ...placed.value }, options.json === true);
  return ok(brought.missing.length === 0 ? 0 : 2);
}

/** The first that the restored office knows of itself is that it was restored. */
function noteRestored({ database, manifest }: Staged, dataDir: DataDir, config: Config, now: number): void {
  const { store, unitOfWork } = storageOver(database, dataDir);
  const work = { store, now, random: systemRandomness, zone: config.TIMEZONE };
  const details = manifest === null ? {} : { made_at: manifest.madeAt, sha256: manifest.sha256 };
  unitOfWork.run(() => audit(work, { action: 'backup_restored', actor: null, via: 'cli', details }));
}
