// How the program is bundled. build.mjs ships it so, and tests run it so.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** What every start loads: one file of each is read faster than hundreds. Everything else stays in node_modules. */
const BUNDLED = [
  '@hono/node-server',
  'commander',
  'csv-parse',
  'drizzle-orm',
  'hono',
  // For modules only, which the bot's one script cannot ask for (below).
  'https-proxy-agent',
  'intl-messageformat',
  'node-cron',
  'pino',
  'read-excel-file',
  'tinyqueue',
  'yaml',
  'zod',
];

/** Names of the packages that stay where they are, as alternatives of a pattern. */
function namesAside() {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
  return Object.keys(dependencies)
    .filter((name) => !BUNDLED.includes(name))
    .join('|');
}

const packagesAside = {
  name: 'packages-aside',
  setup(build) {
    // Asked of few imports: each question takes its time.
    build.onResolve({ filter: new RegExp(`^(${namesAside()})(/|$)`) }, ({ path, importer, kind }) => {
      if (kind === 'entry-point') return undefined;
      // What a bundled package needs may lie in a folder of its own, where the bundle would not find it; but
      // better-sqlite3 finds its binary from its own folder.
      const own = path !== 'better-sqlite3' && importer.includes('/node_modules/');
      return own ? undefined : { path, external: true };
    });
  },
};

/** What esbuild is asked for; the caller adds the entry points and the folder, below the project so that packages are found. */
export const programBundle = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  splitting: true,
  plugins: [packagesAside],
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // Read faster, with their names; traces name the sources' own lines (src/lib/source-lines.ts).
  minifyWhitespace: true,
  minifySyntax: true,
  // Packages of the older kind ask for Node's own modules with `require`, which such a file does not have by itself.
  banner: {
    js: "import { createRequire as bundledRequire } from 'node:module'; const require = bundledRequire(import.meta.url);",
  },
  sourcemap: true,
  // The sources themselves are in the folder.
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** V8's flags of a start, as `npm start`, the image and the unit have them: bytecode is of use under the same ones only. */
export const START_FLAGS = ['--max-semi-space-size=4'];

const { splitting: _, ...oneFile } = programBundle;

/**
 * The program as one function in one file (src/bundled-program.ts). A script that is compiled from bytecode has no
 * `import()` on Node 20 (`ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING`): it is given one, under a name of the same length, so
 * that the map stays true.
 */
const programScript = {
  ...oneFile,
  write: false,
  plugins: [
    packagesAside,
    {
      name: 'import-given',
      setup(build) {
        build.onEnd(({ outputFiles = [] }) => {
          const asked = new RegExp(`\\bimport(?=\\("(${namesAside()})"\\))`, 'g');
          for (const { path, text } of outputFiles) {
            mkdirSync(dirname(path), { recursive: true });
            writeFileSync(path, path.endsWith('.map') ? text : text.replace(asked, 'imp0rt'));
          }
        });
      },
    },
  ],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'bundledUrl' },
  banner: { js: '(function (require, module, bundledUrl, imp0rt) {' },
  footer: { js: '})' },
};

/** Bundles the program into a folder, below the project so that it finds its packages; `main.js` starts it. */
export async function bundleProgram(outdir, more = {}, program = 'src/main.ts') {
  const entryPoints = { main: 'src/launch.ts', compile: 'src/compile.ts', ...more };
  await Promise.all([
    build({ ...programBundle, entryPoints, outdir }),
    build({ ...programScript, entryPoints: { program }, outdir }),
  ]);
  await promisify(execFile)(process.execPath, [...START_FLAGS, join(outdir, 'compile.js')]);
}

/** Bundles the command line into a folder, below the project so that it finds its packages, as `cli/main.js`. */
export async function bundleCommandLine(outdir) {
  await build({ ...programBundle, entryPoints: { 'cli/main': 'src/cli/main.ts' }, outdir });
}
