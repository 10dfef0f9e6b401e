import type { Migration } from '../../src/storage/migrate.ts';

/**
 * Compares migrations with the pins of those that landed (`<sha256>  <file>`, one a line, as sha256sum writes them):
 * what landed is in databases out there and must never change.
 */
export function pinProblems(pins: string, migrations: readonly Migration[]): readonly string[] {
  const pinned = pins
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [sha256 = '', file = ''] = line.split('  ');
      return { sha256, tag: file.replace(/\.sql$/, '') };
    });
  const problems: string[] = [];
  for (const [index, pin] of pinned.entries()) {
    const migration = migrations[index];
    if (migration?.tag !== pin.tag)
      problems.push(`${pin.tag}: landed as number ${index + 1} and is not there any more`);
    else if (migration.sha256 !== pin.sha256) problems.push(`${pin.tag}: landed and was changed since`);
  }
  for (const { tag } of migrations.slice(pinned.length))
    problems.push(`${tag}: not pinned (CONTRIBUTING.md, Migrations)`);
  return problems;
}
