import { accessSync, constants, type Stats, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { machineFault } from '../lib/machine-fault.ts';
import { freeBytes } from '../storage/backup/disk.ts';
import { type Check, check } from './check.ts';

/** Below this the program may stop within days; a year of an office is some ten megabytes, backups many times that. */
const LEAST_FREE_BYTES = 500_000_000;
const FOR_OTHERS = 0o077;

/** The folder of data: there, ours, closed to others, and with room. `usable` says whether a look inside makes sense. */
export function dataDirChecks({ DATA_DIR: dataDir }: Config): {
  readonly usable: boolean;
  readonly checks: readonly Check[];
} {
  const params = { dataDir };
  try {
    const found = statSync(dataDir, { throwIfNoEntry: false });
    if (found === undefined) {
      return {
        usable: false,
        checks: [check('data_dir', 'warn', 'doctor.data_dir.none', params, 'doctor.data_dir.none.advice')],
      };
    }
    if (!found.isDirectory()) {
      return {
        usable: false,
        checks: [check('data_dir', 'fail', 'start.problem.not_a_folder', params, 'doctor.data_dir.advice')],
      };
    }
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return { usable: true, checks: [folderCheck(found, dataDir), diskCheck(dataDir)] };
  } catch (error) {
    const fault = machineFault(error);
    if (fault === null) throw error;
    return {
      usable: false,
      checks: [check('data_dir', 'fail', `start.problem.${fault}`, params, 'doctor.data_dir.advice')],
    };
  }
}

function folderCheck({ mode, uid }: Stats, dataDir: string): Check {
  const me = process.getuid?.() ?? uid;
  const params = { dataDir, owner: String(uid), user: String(me) };
  if (me !== uid) return check('data_dir', 'warn', 'doctor.data_dir.owner', params, 'doctor.data_dir.owner.advice');
  const open = process.platform !== 'win32' && (mode & FOR_OTHERS) !== 0;
  if (open) return check('data_dir', 'warn', 'doctor.data_dir.open', params, 'doctor.data_dir.open.advice');
  return check('data_dir', 'ok', 'doctor.data_dir', { dataDir });
}

function diskCheck(dataDir: string): Check {
  const free = freeBytes(dataDir);
  const params = { free: Math.floor(free / 1_000_000) };
  return check('disk', free < LEAST_FREE_BYTES ? 'fail' : 'ok', 'doctor.disk', params, 'doctor.disk.advice');
}
