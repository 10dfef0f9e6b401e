import { existsSync } from 'node:fs';
import { backupFailure } from '../app/backup-record.ts';
import { say } from '../conversation/text-key.ts';
import { DAY, systemClock } from '../lib/clock.ts';
import { backupState } from '../storage/backup/folder.ts';
import type { DataDir } from '../storage/data-dir.ts';
import { type Check, check } from './check.ts';
import type { Office } from './office.ts';

/** Backups are made every night: one that is older was not made, or not found sound, twice. */
const OLD_BACKUP_MS = 2 * DAY;

// Before the first one nothing is there.
const NO_BACKUPS = { newest: null, damaged: 0 };

/** How old the newest good backup is, whether one is damaged, and whether evidence was not there to be copied. */
export function backupChecks(dataDir: DataDir): readonly Check[] {
  const { backups, keptCopies } = dataDir;
  const { newest, damaged } = existsSync(backups) && existsSync(keptCopies) ? backupState(dataDir) : NO_BACKUPS;
  if (newest === null) return [check('backup', 'warn', 'doctor.backup.none', {}, 'doctor.backup.advice')];
  const age = systemClock.now() - newest.madeAt;
  const params = { days: Math.max(0, Math.floor(age / DAY)), damaged };
  const missing = { count: newest.missing };
  return [
    damaged > 0
      ? check('backup', 'warn', 'doctor.backup.damaged', params, 'doctor.backup.damaged.advice')
      : check('backup', age > OLD_BACKUP_MS ? 'warn' : 'ok', 'doctor.backup', params, 'doctor.backup.advice'),
    ...(newest.missing === 0
      ? []
      : [check('backup_files', 'warn', 'doctor.backup_files', missing, 'doctor.backup_files.advice')]),
  ];
}

/** Whether the bot's newest attempt to make a backup failed, and why. */
export function backupFailureChecks({ storage }: Office): readonly Check[] {
  const failure = backupFailure(storage.store);
  if (failure === null) return [];
  const params = {
    since: { as: 'moment', date: failure.since } as const,
    problem: say(`backup.problem.${failure.problem}`),
  };
  return [check('backup_failure', 'warn', 'doctor.backup_failure', params, 'doctor.backup_failure.advice')];
}
