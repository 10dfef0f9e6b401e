// Bundles into dist/ what is named: the bot (`bot`), the command line (`cli`), or both without a name. About a second each,
// so `npm start` and `npm run thidua` can always run it.
import { build } from 'esbuild';
import { ballotScript } from './build-page.mjs';
import { bundleCommandLine, bundleProgram } from './build-program.mjs';

const parts = {
  bot: () =>
    Promise.all([
      build({ ...ballotScript, outdir: 'dist/web' }),
      bundleProgram('dist', {
        // Each runs in a process of its own.
        'chart-worker': 'src/reports/charts/worker.ts',
        'document-worker': 'src/reports/documents/worker.ts',
        'backup-worker': 'src/storage/backup/worker.ts',
      }),
    ]),
  cli: () => bundleCommandLine('dist'),
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No part of the program: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
await Promise.all((named.length === 0 ? Object.keys(parts) : named).map((name) => parts[name]()));
