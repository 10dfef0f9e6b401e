// How the program is bundled. build.mjs ships it so, and tests run it so.

/** What every start loads: one file of each is read faster than hundreds. Everything else stays in node_modules. */
const BUNDLED = [
  '@hono/node-server',
  'commander',
  'csv-parse',
  'drizzle-orm',
  'hono',
  'intl-messageformat',
  'node-cron',
  'pino',
  'read-excel-file',
  'tinyqueue',
  'yaml',
  'zod',
];

const packagesAside = {
  name: 'packages-aside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point') return undefined;
      // Its binary is found from its own folder.
      if (path === 'better-sqlite3') return { path, external: true };
      // What a bundled package needs may lie in a folder of its own, where the bundle would not find it.
      if (importer.includes('/node_modules/')) return undefined;
      const bundled = BUNDLED.some((name) => path === name || path.startsWith(`${name}/`));
      return bundled ? undefined : { path, external: true };
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
