import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { Habit, ModuleFacts } from './module-facts.ts';

/** What one folder, or one file, may import. The longest matching `of` applies. */
export interface ImportRule {
  /** Below `src/`. */
  readonly of: string;
  /** Folders and files below `src/`; `type:` in front when only types may come from there; `*` for all. */
  readonly from: readonly string[];
  readonly npm?: readonly string[];
  readonly node?: readonly string[];
}

/**
 * The direction of imports (docs/ARCHITECTURE.md). Narrow on purpose: a line grows when somebody needs it and can say
 * why, in the same commit.
 */
export const IMPORT_TABLE: readonly ImportRule[] = [
  // The pure core: rules without storage, channels, clock or words for people.
  { of: 'lib', from: ['lib'], node: ['crypto', 'fs', 'module', 'path', 'url'] },
  { of: 'lib/bytecode.ts', from: ['lib'], node: ['crypto', 'fs', 'timers', 'url', 'v8', 'vm'] },
  { of: 'domain', from: ['domain', 'lib'] },
  { of: 'app', from: ['app', 'domain', 'lib'] },

  // Bytes in, domain values out: file formats and their libraries stay here.
  {
    of: 'intake',
    from: ['intake', 'domain', 'lib'],
    npm: ['yaml', 'zod', 'read-excel-file', 'csv-parse', 'iconv-lite', 'file-type', 'date-holidays'],
    node: ['buffer', 'module', 'util', 'worker_threads', 'zlib'],
  },

  // Dialogues return keys and values. The keys come from the source locale, as types only: no prose can get in.
  { of: 'conversation', from: ['conversation', 'app', 'domain', 'lib', 'type:../locales/vi.json'], npm: ['zod'] },
  // Domain values are words to put into a text here, never rules to decide by.
  {
    of: 'presentation',
    from: [
      'presentation',
      'conversation/text-key.ts',
      'type:conversation/types.ts',
      'domain',
      'lib',
      '../locales/vi.json',
      '../locales/en.json',
    ],
    npm: ['intl-messageformat'],
  },
  {
    of: 'reports',
    // Of the conversation only texts' keys, and how domain values are said.
    from: [
      'reports',
      'app',
      'domain',
      'presentation',
      'conversation/text-key.ts',
      'conversation/audit-wording.ts',
      'conversation/figure-wording.ts',
      'conversation/history-wording.ts',
      'conversation/target-wording.ts',
      'lib',
    ],
    // docxtemplater fills the office's Word templates, which pizzip unpacks for it.
    // yazl zips a table while it is written; fflate opens the small workbook that shows how it looks.
    npm: ['qrcode', 'write-excel-file', 'yazl', 'fflate', 'docxtemplater', 'pizzip'],
    node: ['buffer', 'child_process', 'fs', 'stream', 'timers'],
  },

  // Pictures: drawing happens in a process of its own, with a typeface and a rasteriser of our own packages.
  {
    of: 'reports/charts',
    from: [
      'reports/charts',
      'reports/side-process.ts',
      'domain',
      'presentation',
      'conversation/text-key.ts',
      'conversation/figure-wording.ts',
      'conversation/target-wording.ts',
      'lib',
    ],
    npm: ['echarts', '@resvg/resvg-wasm', 'opentype.js'],
    node: ['fs', 'module'],
  },

  // A channel knows its platform and the neutral forms, no rule, no storage and no other channel.
  { of: 'channels/channel.ts', from: ['type:conversation/types.ts', 'type:presentation/types.ts'] },
  // What every client of a platform's HTTP interface needs: connections, deadlines, clean error details.
  {
    of: 'channels/platform',
    from: ['channels/platform', 'type:channels/channel.ts'],
    npm: ['https-proxy-agent'],
    node: ['async_hooks', 'dns', 'http', 'https', 'net', 'tls'],
  },
  {
    of: 'channels/telegram',
    from: [
      'channels/telegram',
      'channels/platform',
      'channels/channel.ts',
      'type:conversation/types.ts',
      'type:presentation/types.ts',
      'lib',
    ],
    npm: ['telegraf'],
    node: ['fs', 'http', 'https', 'path'],
  },
  {
    of: 'channels/zalo',
    from: [
      'channels/zalo',
      'channels/platform',
      'channels/channel.ts',
      'type:conversation/types.ts',
      'type:presentation/types.ts',
      'lib',
    ],
    // ipaddr.js knows which ranges are not public; file-type tells a picture by its bytes.
    npm: ['axios', 'zod', 'ipaddr.js', 'file-type'],
    node: ['dns', 'http', 'https', 'net'],
  },
  {
    of: 'channels/local',
    from: ['channels/local', 'channels/channel.ts', 'type:conversation/types.ts', 'type:presentation/types.ts', 'lib'],
    node: ['buffer', 'fs', 'path'],
  },

  {
    of: 'storage',
    from: [
      'storage',
      'type:app/ports.ts',
      'type:app/audit-ports.ts',
      'type:app/privacy-ports.ts',
      'type:app/ballot-ports.ts',
      'type:app/delivery-ports.ts',
      'type:app/due-ports.ts',
      'type:app/calendar-ports.ts',
      'type:app/digest-ports.ts',
      'type:app/standing-ports.ts',
      'type:app/exemplar-ports.ts',
      'type:app/history-ports.ts',
      'type:app/indicator-ports.ts',
      'type:app/quota-ports.ts',
      'type:app/file-ports.ts',
      'type:app/review-ports.ts',
      'domain',
      'lib',
    ],
    npm: ['drizzle-orm', 'better-sqlite3'],
    node: ['fs', 'path'],
  },
  {
    of: 'storage/backup',
    from: ['storage', 'type:app/backup-ports.ts', 'domain', 'lib'],
    npm: ['better-sqlite3', 'age-encryption', 'zod'],
    node: ['child_process', 'crypto', 'fs', 'os', 'path', 'stream'],
  },

  // The seal of ballots and the files of its keys, apart from the database.
  {
    of: 'sealing',
    from: ['sealing', 'type:app/ballot-ports.ts', 'domain/ballot', 'lib'],
    npm: ['libsodium-wrappers', 'shamir-secret-sharing'],
    node: ['crypto', 'fs', 'path'],
  },

  // The runtime joins the layers but knows no platform and no database.
  {
    of: 'runtime',
    from: [
      'runtime',
      'app',
      'conversation',
      'presentation',
      'reports',
      'intake',
      'channels/channel.ts',
      'domain',
      'lib',
    ],
    node: ['crypto', 'events', 'fs', 'path', 'perf_hooks'],
  },
  {
    of: 'runtime/send-queue.ts',
    from: ['runtime', 'app', 'lib'],
    npm: ['tinyqueue'],
  },
  {
    of: 'runtime/tick.ts',
    from: ['runtime', 'app', 'conversation', 'type:channels/channel.ts', 'domain', 'lib'],
    npm: ['node-cron'],
  },
  {
    of: 'web',
    from: ['web', 'app', 'channels/channel.ts', 'presentation', 'lib'],
    npm: ['hono', '@hono/node-server', 'zod'],
    node: ['buffer', 'fs', 'http', 'net', 'path', 'stream', 'zlib'],
  },
  // The browser's own code: nothing of ours reaches it but over HTTP.
  { of: 'web/static', from: ['web/static'] },
  // What seals in the browser is the same code that opens on the server: the form of a mark exists once.
  {
    of: 'web/static/ballot',
    from: ['web/static/ballot', 'domain/ballot/mark.ts', 'domain/ballot/election.ts'],
    npm: ['libsodium', 'libsodium-wrappers'],
  },

  // Where everything is put together; nothing else may import these (`COMPOSING`).
  { of: 'config.ts', from: ['domain/person.ts', 'lib'], npm: ['zod'], node: ['fs', 'path', 'util'] },
  { of: 'composition.ts', from: ['*'] },
  { of: 'compose-ballots.ts', from: ['*'] },
  { of: 'open-storage.ts', from: ['*'], node: ['fs', 'path'] },
  { of: 'program.ts', from: ['*'], npm: ['pino'], node: ['fs', 'path'] },
  { of: 'demo', from: ['*'], node: ['fs', 'path'] },
  // Loads whatever package the bundle asks for: the bundle's own modules were held to their lines.
  { of: 'bundled-program.ts', from: ['type:main.ts'], npm: ['(computed)'], node: ['module', 'path', 'vm'] },
  { of: 'launch.ts', from: ['bundled-program.ts', 'lib/bytecode.ts'] },
  { of: 'compile.ts', from: ['bundled-program.ts', 'lib/bytecode.ts'], node: ['fs', 'os', 'path'] },
  { of: 'main.ts', from: ['*'], npm: ['pino'], node: ['fs', 'module', 'path'] },
  {
    of: 'cli',
    from: ['*'],
    npm: ['commander', 'pino'],
    node: ['fs', 'module', 'os', 'path', 'readline', 'stream', 'util'],
  },
];

const COMPOSING: readonly string[] = [
  'launch.ts',
  'compile.ts',
  'bundled-program.ts',
  'main.ts',
  'cli',
  'program.ts',
  'composition.ts',
  'compose-ballots.ts',
  'open-storage.ts',
  'demo',
];
/** Only what composes reads settings: everything else is given what it needs. */
const COMPOSED: readonly string[] = [...COMPOSING, 'config.ts'];

/** Habits and the only places that may have them; no place listed means nowhere. */
const HABITS: Readonly<Record<Habit, { readonly only?: readonly string[]; readonly never?: readonly string[] }>> = {
  'default-export': { only: [] },
  environment: { only: ['config.ts'] },
  // A demo's clock moves, a test's stands still: both come through `Clock` and `Randomness`. A browser has only its own.
  clock: { only: ['lib/clock.ts', 'web/static'] },
  chance: { only: ['lib/ids.ts', 'web/static'] },
  // Rules are plain functions, and a use case runs inside a transaction, where an await would let others in between.
  asynchrony: { never: ['domain', 'app', 'conversation'] },
  // Files with which a program or a page begins.
  'effect-on-import': {
    only: [
      'launch.ts',
      'compile.ts',
      'cli/main.ts',
      'reports/charts/worker.ts',
      'reports/documents/worker.ts',
      'storage/backup/worker.ts',
      'web/static/messenger/main.js',
      'web/static/ballot/main.ts',
    ],
  },
};

/** Lines that a file may have before it is asked to split, and what half of the files stay under. */
export const LONGEST_FILE = 300;
export const MEDIAN_LINES = 120;

/** Every breach of the table and the habits, one line each, in the order of the modules. */
export function architectureProblems(modules: readonly ModuleFacts[], table: readonly ImportRule[]): readonly string[] {
  return modules.flatMap((module) => {
    const path = withoutSrc(module.path);
    const rule = ruleFor(path, table);
    if (rule === null) return [`${path}: no line of the import table covers it`];
    return [
      ...module.imports.flatMap(({ specifier, typeOnly, bare }) => {
        if (bare) return [`${path}: imports '${specifier}' for its side effects`];
        const problem = importProblem(path, specifier, typeOnly, rule);
        return problem === null ? [] : [`${path}: ${problem}`];
      }),
      ...habitProblems(path, module.habits),
      ...(module.lines > LONGEST_FILE ? [`${path}: ${module.lines} lines, at most ${LONGEST_FILE}`] : []),
    ];
  });
}

function ruleFor(path: string, table: readonly ImportRule[]): ImportRule | null {
  const matching = table.filter((rule) => within(path, rule.of));
  return matching.sort((left, right) => right.of.length - left.of.length)[0] ?? null;
}

function importProblem(path: string, specifier: string, typeOnly: boolean, rule: ImportRule): string | null {
  if (!specifier.startsWith('.')) return packageProblem(specifier, rule);
  if (!/\.(?:ts|json|js)$/.test(specifier)) return `imports ${specifier} without its ending`;
  const target = posix.join(posix.dirname(path), specifier);
  if (COMPOSED.some((place) => within(target, place)) && !COMPOSED.some((place) => within(path, place))) {
    return `imports ${target}, where everything is put together`;
  }
  if (rule.from.includes('*') || rule.from.some((place) => within(target, place))) return null;
  if (rule.from.some((place) => place.startsWith('type:') && within(target, place.slice('type:'.length)))) {
    return typeOnly ? null : `imports a value from ${target}, where only types may come from`;
  }
  return `imports ${target}`;
}

function packageProblem(specifier: string, rule: ImportRule): string | null {
  const bare = specifier.replace(/^node:/, '');
  const [first = '', second = ''] = bare.split('/');
  if (specifier.startsWith('node:')) return rule.node?.includes(first) === true ? null : `imports ${specifier}`;
  if (builtinModules.includes(first)) return `imports ${specifier} without node:`;
  const name = specifier.startsWith('@') ? `${first}/${second}` : first;
  return rule.npm?.includes(name) === true ? null : `imports the package ${specifier}`;
}

function habitProblems(path: string, habits: ReadonlySet<Habit>): readonly string[] {
  return [...habits]
    .filter((habit) => {
      const { only, never } = HABITS[habit];
      if (only !== undefined) return !only.some((place) => within(path, place));
      return (never ?? []).some((place) => within(path, place));
    })
    .map((habit) => `${path}: ${habit}`);
}

/** Modules that import one another in a ring, by values: each ring once, as a path. */
export function importRings(modules: readonly ModuleFacts[]): readonly string[] {
  const edges = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports
        .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly)
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier)),
    ]),
  );
  const done = new Set<string>();
  const rings: string[] = [];
  function walk(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) rings.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  }
  for (const path of edges.keys()) walk(path, []);
  return rings;
}

function withoutSrc(path: string): string {
  return path.replace(/^src\//, '');
}

function within(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
