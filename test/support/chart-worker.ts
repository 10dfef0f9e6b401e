import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../src/lib/project-root.ts';

// Below node_modules, so that packages are found. Made once for all tests (vitest.config.ts), as build.mjs makes it.
const FOLDER = join(projectRoot, 'node_modules', '.cache', 'thidua-tests');

/** The bundled program that draws pictures. */
export const CHART_WORKER = join(FOLDER, 'chart-worker.js');

/** The bundled program that fills documents. */
export const DOCUMENT_WORKER = join(FOLDER, 'document-worker.js');

/** Bundles what runs in a process of its own: Node 20 reads no TypeScript. */
export async function setup(): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: {
      'chart-worker': 'src/reports/charts/worker.ts',
      'document-worker': 'src/reports/documents/worker.ts',
    },
    outdir: FOLDER,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
}
