import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { machineFault } from '../lib/machine-fault.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { DataDir } from '../storage/data-dir.ts';
import { inspectDatabase } from '../storage/inspection.ts';
import { readMigrations } from '../storage/migrate.ts';
import { type Check, check } from './check.ts';

/** The database file: whole, and of this program's schema. `usable` says whether it may be opened as it is. */
export function databaseChecks({ root: dataDir, database }: DataDir): {
  readonly usable: boolean;
  readonly checks: readonly Check[];
} {
  const params = { dataDir };
  if (!existsSync(database)) {
    return {
      usable: false,
      checks: [check('database', 'warn', 'doctor.database.none', params, 'doctor.database.none.advice')],
    };
  }
  try {
    const { bytes, whole, lacking } = inspectDatabase(database, readMigrations(join(projectRoot, 'migrations')));
    if (!whole) return { usable: false, checks: [broken('database_corrupt', dataDir)] };
    const size = check('database', 'ok', 'doctor.database', { size: Math.ceil(bytes / 1_000_000) });
    return { usable: lacking.ok && lacking.value === 0, checks: [size, schemaCheck(lacking, dataDir)] };
  } catch (error) {
    const fault = machineFault(error);
    if (fault === null) throw error;
    return { usable: false, checks: [broken(fault, dataDir)] };
  }
}

function broken(fault: NonNullable<ReturnType<typeof machineFault>>, dataDir: string): Check {
  return check('database', 'fail', `start.problem.${fault}`, { dataDir }, 'doctor.database.advice');
}

function schemaCheck(lacking: ReturnType<typeof inspectDatabase>['lacking'], dataDir: string): Check {
  if (!lacking.ok) {
    const key = `start.problem.${lacking.error.kind}` as const;
    return check('schema', 'fail', key, { dataDir }, 'doctor.schema.advice');
  }
  if (lacking.value === 0) return check('schema', 'ok', 'doctor.schema');
  return check('schema', 'warn', 'doctor.schema.lacking', { count: lacking.value }, 'doctor.schema.lacking.advice');
}
