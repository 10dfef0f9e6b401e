import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffRecord } from '../../src/domain/member.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type OpenedStorage, openStorage, storageOver } from '../../src/open-storage.ts';
import { prepareDataDir } from '../../src/storage/data-dir.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openOffice, planOpenAt } from '../support/open-office.ts';

/** People in a division besides its head. */
const DIVISION = 20;

/** A database with a plan in force and everybody linked, copied anew for each contender. */
export interface BenchOffice {
  /** Opens a copy of its own in a folder on disk; `opened` sees the database before any statement is prepared. */
  copy(name: string, opened?: (database: Database) => void): OpenedStorage;
  remove(): void;
}

/** Prepares an office of `people` members of staff under the example plan, registration open now. */
export async function prepareOffice(people: number, now: number): Promise<BenchOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-bench-'));
  const template = join(folder, 'template');
  const opened = await openStorage(template, projectRoot, now);
  if (!opened.ok) throw new Error(`database refused: ${opened.error.kind}`);
  const storage = opened.value;
  const divisions = Array.from({ length: Math.ceil(people / DIVISION) }, (_, index) => ({
    code: `P${index}`,
    name: `Phòng Nghiệp vụ ${index}`,
  }));
  // The heads come after everybody else: they would be asked for whom they register.
  const staff = [
    ...Array.from({ length: people }, (_, index) => staffRecord(index, Math.floor(index / DIVISION), ['staff'])),
    ...divisions.map((_, index) => staffRecord(people + index, index, ['staff', 'head'])),
  ];
  const accounts = staff.map(({ code }, index) => ({ channel: 'telegram', code, accountId: accountOf(index) }));
  openOffice(storage, { plan: { ...planOpenAt(now), divisions }, staff: () => staff, accounts }, now);
  storage.close();
  return {
    copy(name, opened = () => {}) {
      const target = join(folder, name);
      cpSync(template, target, { recursive: true });
      const dataDir = prepareDataDir(target);
      const database = openDatabase(dataDir.database);
      opened(database);
      return storageOver(database, dataDir);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Telegram account of the person with this number. */
export function accountOf(person: number): string {
  return String(5_000_000_000 + person);
}

function staffRecord(index: number, division: number, roles: StaffRecord['roles']): StaffRecord {
  return {
    code: `CB${String(index).padStart(5, '0')}`,
    fullName: `Nguyễn Thị Minh Ánh ${index}`,
    divisionCode: `P${division}`,
    position: 'Chuyên viên',
    roles,
    councilPost: null,
    phone: null,
    employment: 'civil_servant',
    active: true,
  };
}
