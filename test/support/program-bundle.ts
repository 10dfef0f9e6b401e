import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommandLine, bundleProgram } from '../../build-program.mjs';
import { projectRoot } from '../../src/lib/project-root.ts';

/** The program and its command line in a folder of their own. */
export interface ProgramBundle {
  readonly main: string;
  readonly commandLine: string;
  remove(): void;
}

/** Bundles as it ships, below the project so that it finds its packages. */
export async function bundledProgram(): Promise<ProgramBundle> {
  const parent = join(projectRoot, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const outdir = mkdtempSync(join(parent, 'thidua-program-'));
  await Promise.all([bundleProgram(outdir), bundleCommandLine(outdir)]);
  return {
    main: join(outdir, 'main.js'),
    commandLine: join(outdir, 'cli/main.js'),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  };
}
