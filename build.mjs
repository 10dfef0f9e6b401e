// Bundles the program into dist/, and the ballot page's script: about half a second, so `npm start` can always run it.
import { build } from 'esbuild';
import { ballotScript } from './build-page.mjs';
import { programBundle } from './build-program.mjs';

const page = build({ ...ballotScript, outdir: 'dist/web' });
await build({
  ...programBundle,
  entryPoints: {
    main: 'src/main.ts',
    'cli/main': 'src/cli/main.ts',
    // Each runs in a process of its own.
    'chart-worker': 'src/reports/charts/worker.ts',
    'document-worker': 'src/reports/documents/worker.ts',
    'backup-worker': 'src/storage/backup/worker.ts',
  },
  outdir: 'dist',
});
await page;
