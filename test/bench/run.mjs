// Bundles the benchmark as build.mjs bundles the program, and runs it with plain node.
import { mkdirSync } from 'node:fs';
import { build } from 'esbuild';

// Below node_modules, so that the packages are found, and out of sight of every other tool.
const outdir = new URL('../../node_modules/.cache/thidua-bench/', import.meta.url);
mkdirSync(outdir, { recursive: true });
await build({
  entryPoints: { main: 'test/bench/main.ts' },
  absWorkingDir: new URL('../../', import.meta.url).pathname,
  outdir: outdir.pathname,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  sourcemap: true,
  logLevel: 'warning',
});
await import(new URL('main.js', outdir).href);
