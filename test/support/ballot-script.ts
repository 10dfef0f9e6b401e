import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ballotScript } from '../../build-page.mjs';

let built: Promise<string> | null = null;

/** The folder with the ballot page's script, bundled once for a test file as the build does it. */
export function builtBallotScript(): Promise<string> {
  built ??= make();
  return built;
}

async function make(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ballot-script-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({ ...ballotScript, outdir: folder });
  return folder;
}
