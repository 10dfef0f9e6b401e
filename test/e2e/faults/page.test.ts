import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { faultTables } from './page.ts';

it('docs/faults.md has the tables of the tested cases', () => {
  // To write them anew: copy what this expects.
  expect(readFileSync(join(projectRoot, 'docs/faults.md'), 'utf8')).toContain(faultTables());
});
