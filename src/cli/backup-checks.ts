import { existsSync } from 'node:fs';
import { backupFailure } from '../app/backup-record.ts';
import type { Config } from '../config.ts';
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

/** The newest good backup: how old it is, whether it is complete, and whether it is sealed as the settings ask. */
export function backupChecks({ BACKUP_RECIPIENT }: Config, dataDir: DataDir): readonly Check[] {
  const { backups, keptCopies } = dataDir;
  const { newest, damaged } = existsSync(backups) && existsSync(keptCopies) ? backupState(dataDir) : NO_BACKUPS;
  if (newest === null) return [check('backup', 'warn', 'doctor.backup.none', {}, 'doctor.backup.advice')];
  const { madeAt, missing, encrypted } = newest;
  const age = systemClock.now() - madeAt;
  const params = { days: Math.max(0, Math.floor(age / DAY)), damaged };
  const open = BACKUP_RECIPIENT !== undefined && !encrypted;
  const sealed = encrypted ? 'doctor.backup_encryption' : 'doctor.backup_encryption.open';
  return [
    damaged > 0
      ? check('backup', 'warn', 'doctor.backup.damaged', params, 'doctor.backup.damaged.advice')
      : check('backup', age > OLD_BACKUP_MS ? 'warn' : 'ok', 'doctor.backup', params, 'doctor.backup.advice'),
    check(
      'backup_files',
      missing > 0 ? 'warn' : 'ok',
      'doctor.backup_files',
      { missing },
      'doctor.backup_files.advice',
    ),
    check('backup_encryption', open ? 'warn' : 'ok', sealed, {}, 'doctor.backup_encryption.advice'),
  ];
}

/** Whether the running bot's last attempt to make a backup failed. */
export function backupFailureChecks({ storage }: Office): readonly Check[] {
  const failure = backupFailure(storage.store);
  if (failure === null) return [check('backup_failure', 'ok', 'doctor.backup_failure.none')];
  const since = { as: 'moment', date: failure.since } as const;
  const params = { since, problem: say(`backup.problem.${failure.problem}`) };
  return [check('backup_failure', 'fail', 'doctor.backup_failure', params, 'doctor.backup_failure.advice')];
}
