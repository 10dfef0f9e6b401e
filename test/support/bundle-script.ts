import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../src/lib/project-root.ts';

/** Bundles a program of a test into a folder below the project, for plain Node; `file` from the project's root. */
export async function bundleScript(file: string, outdir: string): Promise<string> {
  await build({
    entryPoints: { script: join(projectRoot, file) },
    absWorkingDir: projectRoot,
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return join(outdir, 'script.js');
}
