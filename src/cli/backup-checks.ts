import { existsSync } from 'node:fs';
import { DAY, systemClock } from '../lib/clock.ts';
import { backupState } from '../storage/backup/folder.ts';
import type { DataDir } from '../storage/data-dir.ts';
import { type Check, check } from './check.ts';

/** Backups are made every night: one that is older was not made, or not found sound, twice. */
const OLD_BACKUP_MS = 2 * DAY;

// Before the first one nothing is there.
const NO_BACKUPS = { newest: null, damaged: 0 };

/** How old the newest good backup is, and whether one is damaged. */
export function backupChecks(dataDir: DataDir): readonly Check[] {
  const { backups, keptCopies } = dataDir;
  const { newest, damaged } = existsSync(backups) && existsSync(keptCopies) ? backupState(dataDir) : NO_BACKUPS;
  if (newest === null) return [check('backup', 'warn', 'doctor.backup.none', {}, 'doctor.backup.advice')];
  const age = systemClock.now() - newest.madeAt;
  const params = { days: Math.max(0, Math.floor(age / DAY)), damaged };
  if (damaged > 0) return [check('backup', 'warn', 'doctor.backup.damaged', params, 'doctor.backup.damaged.advice')];
  return [check('backup', age > OLD_BACKUP_MS ? 'warn' : 'ok', 'doctor.backup', params, 'doctor.backup.advice')];
}
