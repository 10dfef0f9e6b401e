import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { Command } from 'commander';
import { audit } from '../app/audit.ts';
import { forgetBackupFailure } from '../app/backup-record.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { systemClock } from '../lib/clock.ts';
import { listBackups } from '../storage/backup/folder.ts';
import { makeBackup } from '../storage/backup/make-backup.ts';
import { manifestPath } from '../storage/backup/manifest.ts';
import { verifyBackup } from '../storage/backup/verify.ts';
import { lockBackups, prepareDataDir } from '../storage/data-dir.ts';
import { identitiesIn } from './identities.ts';
import { configured, withOffice } from './office.ts';

/** `backup [file]`, `backup list`, `backup verify`: copies that can be restored, while the database is in use. */
export function addBackupCommand(program: Command, describe: (key: TextKey) => string): void {
  const backup = program
    .command('backup [file]')
    .description(describe('cli.backup'))
    .option('--json', describe('cli.option.json'))
    .action(async (file: string | undefined, options: { readonly json?: boolean }) => {
      process.exitCode = await runBackup(file, options.json === true);
    });
  backup
    .command('list')
    .description(describe('cli.backup.list'))
    .option('--json', describe('cli.option.json'))
    .action((_options, command: Command) => {
      // The option is its parent's too, and is given to the first that knows it.
      process.exitCode = runList(command.optsWithGlobals<{ json?: boolean }>().json === true);
    });
  backup
    .command('verify <file>')
    .description(describe('cli.backup.verify'))
    .option('--identity <file>', describe('cli.option.identity'))
    .option('--json', describe('cli.option.json'))
    .action(async (file: string, _options, command: Command) => {
      const { identity, json } = command.optsWithGlobals<{ identity?: string; json?: boolean }>();
      process.exitCode = await runVerify(file, identity, json === true);
    });
}

function runBackup(file: string | undefined, json: boolean): Promise<number> {
  return withOffice(async ({ config, storage, terminal, work }) => {
    const recipient = config.BACKUP_RECIPIENT ?? null;
    const target = file === undefined ? {} : { target: isAbsolute(file) ? file : resolve(file) };
    const taken = [target.target, `${target.target}.age`].find((path) => path !== undefined && existsSync(path));
    if (taken !== undefined || (target.target !== undefined && existsSync(manifestPath(target.target)))) {
      terminal.problem('cli.backup.exists', { path: taken ?? manifestPath(target.target ?? '') });
      return 1;
    }
    const { database, dataDir } = storage;
    const order = { database, dataDir, now: systemClock.now(), zone: config.TIMEZONE, recipient, ...target };
    const made = await makeBackup(order);
    if (!made.ok) {
      terminal.problem('cli.backup.failed', { problem: say(`backup.problem.${made.error}`) });
      return 1;
    }
    const { manifest } = made.value;
    const details = { sha256: manifest.sha256, encrypted: recipient !== null };
    storage.unitOfWork.run(() => {
      audit(work(), { action: 'backup_made', actor: null, via: 'cli', details });
      // What kept the bot from making one is mended.
      if (file === undefined) forgetBackupFailure(storage.store);
    });
    if (json) terminal.json({ file: made.value.file, manifest });
    else {
      const files = manifest.files.length;
      const size = megabytes(manifest.bytes);
      terminal.line('cli.backup.done', { path: made.value.file, size, files });
      if (manifest.missing.length > 0) terminal.problem('cli.backup.missing', { count: manifest.missing.length });
    }
    return 0;
  });
}

function runList(json: boolean): number {
  const ready = configured();
  if (!ready.ok) return 1;
  const { config, terminal } = ready.value;
  const { backups } = prepareDataDir(config.DATA_DIR);
  const all = listBackups(backups);
  if (json) {
    terminal.json(
      all.map(({ name, madeAt, bytes, encrypted, sound, missing, manifest }) => ({
        ...{ name, madeAt: new Date(madeAt).toISOString(), bytes, encrypted, sound },
        ...{ files: manifest.files.length, missing, schema: manifest.schema, audit: manifest.audit },
      })),
    );
    return 0;
  }
  if (all.length === 0) terminal.line('cli.backup.list.none', { folder: backups });
  for (const { name, madeAt, bytes, encrypted, sound } of all) {
    const state = say(`cli.backup.state.${sound ? (encrypted ? 'encrypted' : 'plain') : 'damaged'}`);
    terminal.line('cli.backup.list.line', { at: { as: 'moment', date: madeAt }, name, size: megabytes(bytes), state });
  }
  return 0;
}

async function runVerify(given: string, identityFile: string | undefined, json: boolean): Promise<number> {
  const ready = configured();
  if (!ready.ok) return 1;
  const { config, terminal } = ready.value;
  const dataDir = prepareDataDir(config.DATA_DIR);
  const identities = identitiesIn(identityFile, terminal);
  if (!identities.ok) return 1;
  const lock = lockBackups(dataDir);
  if (!lock.ok) {
    terminal.problem('backup.problem.busy');
    return 1;
  }
  const file = resolve(given);
  try {
    const verified = await verifyBackup(file, dataDir, identities.value);
    if (!verified.ok) {
      if (json) terminal.json({ file, sound: false, problem: verified.error });
      terminal.problem(`restore.problem.${verified.error}`, { path: file });
      return 1;
    }
    const { manifest, opened, spoilt } = verified.value;
    const sound = spoilt.length === 0;
    if (json) terminal.json({ file, sound, opened, manifest: manifest !== null, spoilt });
    else {
      terminal.line(opened ? 'cli.backup.verified' : 'cli.backup.verified_closed', { name: basename(file) });
      if (manifest === null) terminal.problem('cli.backup.no_manifest');
      const folder = dirname(file);
      if (!sound)
        terminal.problem('cli.backup.spoilt', { count: spoilt.length, folder, files: { list: spoilt, join: 'comma' } });
    }
    return sound ? 0 : 1;
  } finally {
    lock.value.release();
  }
}

function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1_000_000));
}
