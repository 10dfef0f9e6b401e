import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RETENTION, RETENTION_DECIDED } from '../../src/domain/retention.ts';
import { DAY } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openOffice } from '../support/office.ts';

const page = readFileSync(join(projectRoot, 'docs/privacy.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('|'));
/** What stands in the first cell of a row, as code. */
const named = new Set(
  rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name)),
);

describe('the inventory of personal data', () => {
  it('has every table', async () => {
    const office = await openOffice();
    const { sqlite } = office.storage.database;
    const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    expect(tables.filter((table) => !named.has(table))).toEqual([]);
  });

  it('has everything that stands in the data folder', async () => {
    const office = await openOffice();
    const entries = readdirSync(office.folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name.replace(/^(thidua\.db)-(wal|shm)$/, '$1'),
    );
    expect(entries.filter((entry) => !named.has(entry))).toEqual([]);
  });

  it('has every period, as it is', () => {
    const missing = Object.entries(RETENTION).filter(([code, { keptMs }]) => {
      const days = keptMs / DAY;
      return !page.includes(`\`${code}\` (${days} ${days === 1 ? 'day' : 'days'})`);
    });
    expect(missing.map(([code]) => code)).toEqual([]);
    expect(page).toContain(RETENTION_DECIDED);
  });

  it('says of every line of law whether it was verified', () => {
    const law = page.slice(page.indexOf('## Law'), page.indexOf('## Notice')).split('\n');
    const lines = law.filter((line) => line.startsWith('|')).slice(2);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => !/\| (yes|no) \|$/.test(line))).toEqual([]);
  });
});
