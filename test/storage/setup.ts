import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StaffRecord } from '../../src/domain/member.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { readPlanFile } from '../../src/intake/plan-file.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { closeDatabase, type Database, openDatabase } from '../../src/storage/database.ts';
import { applyMigrations, readMigrations } from '../../src/storage/migrate.ts';
import type { Storage } from '../../src/storage/store.ts';
import { storageOver } from '../support/storage-over.ts';

/** 14/02/2022 08:00 in Vietnam. */
export const NOW = Date.UTC(2022, 1, 14, 1);

export const MIGRATIONS = join(projectRoot, 'migrations');

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a database that is closed when the test ends. */
export function openForTest(path: string): Database {
  const database = openDatabase(path);
  onTestFinished(() => closeDatabase(database));
  return database;
}

/** A new database through the real migrations. */
export function migratedDatabase(path = join(temporaryFolder(), 'thidua.db')): Database {
  const database = openForTest(path);
  const applied = applyMigrations(database, readMigrations(MIGRATIONS), NOW);
  if (!applied.ok) throw new Error(`migrations refused: ${applied.error.kind}`);
  return database;
}

/** All repositories over a new database. */
export function temporaryStorage(): Storage & { readonly database: Database } {
  const database = migratedDatabase();
  return storageOver(database);
}

/** The example plan, made to be of another year. */
export function planOf(year: number): Plan {
  const read = readPlanFile(readFileSync(join(projectRoot, 'examples/ban-dan-toc-2022.yaml'), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return { ...read.value.plan, year };
}

/** A person of the staff list. */
export function staffRecord(code: string, divisionCode: string): StaffRecord {
  return {
    code,
    fullName: `Nguyễn Văn ${code}`,
    divisionCode,
    position: 'Chuyên viên',
    roles: ['staff'],
    councilPost: null,
    phone: null,
    employment: 'civil_servant',
    active: true,
  };
}

/** A folder beside the installed packages, so that scripts in it can import them; gone when the test ends. */
export function temporaryScriptFolder(): string {
  const parent = join(projectRoot, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'thidua-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
