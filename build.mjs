// Bundles our own code into dist/ (packages stay in node_modules): about 0.1 s, and half a second for the
// ballot page's script, so `npm start` can always run it.
import { build } from 'esbuild';
import { ballotScript } from './build-page.mjs';

const page = build({ ...ballotScript, outdir: 'dist/web' });
await build({
  entryPoints: {
    main: 'src/main.ts',
    'cli/main': 'src/cli/main.ts',
    // Runs in a process of its own.
    'chart-worker': 'src/reports/charts/worker.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  sourcemap: true,
  // Traces name files and lines; the sources themselves are in the folder, and in memory they would cost 4 MB.
  sourcesContent: false,
  logLevel: 'warning',
});
await page;
