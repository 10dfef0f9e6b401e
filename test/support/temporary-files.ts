import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives all tests of a run one folder for what they leave behind; what comes back removes it. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-tests-'));
  // Inherited by the processes of the tests and by the programs that they start.
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
