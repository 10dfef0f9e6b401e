import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import drizzleConfig from '../../drizzle.config.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { readMigrations } from '../../src/storage/migrate.ts';
import { pinProblems } from '../gates/pinned-migrations.ts';
import { MIGRATIONS, temporaryScriptFolder } from './setup.ts';

const REAL = readMigrations(MIGRATIONS);

describe('migrations that landed', () => {
  const pins = readFileSync(join(projectRoot, 'test/gates/migrations.sha256'), 'utf8');

  it('are what they were', () => {
    expect(pinProblems(pins, REAL)).toEqual([]);
  });

  it('are all in the journal, numbered from 1 without a gap', () => {
    const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
    expect(files.sort()).toEqual(REAL.map(({ tag }) => `${tag}.sql`));
    for (const [index, { tag }] of REAL.entries())
      expect(tag).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}_`));
  });

  it.each([
    ['a changed text', [{ ...first(), sha256: 'f'.repeat(64) }, ...REAL.slice(1)], 'was changed since'],
    ['a removed file', REAL.slice(1), 'not there any more'],
    ['another order', [{ ...first(), tag: '0000_earlier' }, ...REAL], 'not there any more'],
    ['a new file without a pin', [...REAL, { ...first(), tag: '9999_new' }], '9999_new: not pinned'],
  ])('%s is rejected', (_what, migrations, reason) => {
    expect(pinProblems(pins, migrations).join('\n')).toContain(reason);
  });
});

describe('the schema', () => {
  it('holds nothing that no migration makes', () => {
    const { output, added } = generate('');
    expect(output).toContain('No schema changes');
    expect(added).toEqual([]);
  });

  it('with a new table asks for the next migration', () => {
    const { added, sql } = generate(
      `import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
       export const planted = sqliteTable('planted', { id: integer('id').primaryKey() });`,
    );
    expect(added).toEqual([`${String(REAL.length + 1).padStart(4, '0')}_drift.sql`]);
    expect(sql).toContain('CREATE TABLE `planted`');
  });
});

function first() {
  const [migration] = REAL;
  if (migration === undefined) throw new Error('no migrations');
  return migration;
}

/** Asks drizzle-kit, in a copy, which migration the schema and more tables would need. */
function generate(more: string): { output: string; added: readonly string[]; sql: string } {
  const folder = temporaryScriptFolder();
  cpSync(MIGRATIONS, join(folder, 'migrations'), { recursive: true });
  writeFileSync(join(folder, 'more.ts'), more);
  const ours = [drizzleConfig.schema ?? []].flat().map((path) => join(projectRoot, path));
  const config = { dialect: 'sqlite', schema: [...ours, 'more.ts'], out: 'migrations' };
  writeFileSync(join(folder, 'drizzle.json'), JSON.stringify(config));
  const kit = join(projectRoot, 'node_modules/drizzle-kit/bin.cjs');
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const;
  const output = execFileSync(
    process.execPath,
    [kit, 'generate', '--config', 'drizzle.json', '--name', 'drift'],
    options,
  );
  const known = REAL.map(({ tag }) => `${tag}.sql`);
  const added = readdirSync(join(folder, 'migrations')).filter(
    (file) => file.endsWith('.sql') && !known.includes(file),
  );
  return { output, added, sql: added.map((file) => readFileSync(join(folder, 'migrations', file), 'utf8')).join('\n') };
}
