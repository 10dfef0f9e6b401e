import { ALLOWED, isAllowed } from './licences.ts';
import { isForOneMachine, type Lock, type Locked, treeOf } from './tree.ts';

/** What the page is made of. */
export interface Material {
  readonly lock: Lock;
  readonly reasons: Readonly<Record<string, string>>;
  /** Bytes of an installed package, without what lies in its own node_modules. */
  readonly bytesOf: (path: string) => number;
  /** What `npm audit` said and when. */
  readonly audit: string;
}

/** Begins the line that says when known holes were last looked for. */
const AUDIT_LINE = 'Known holes:';

const MB = 1e6;

/** docs/dependencies.md. Throws where a package has no reason, or may not be used. */
export function dependenciesPage(material: Material): string {
  const { lock, reasons, audit } = material;
  const { dependencies = {}, devDependencies = {} } = lock[''] ?? {};
  const production = Object.keys(dependencies).sort();
  const development = Object.keys(devDependencies).sort();
  const refused = problems(lock, [...production, ...development], reasons);
  if (refused.length > 0) throw new Error(refused.join('\n'));
  return `${[
    '# Dependencies',
    '',
    'Written by `npm run packages` from package.json, the lock file and what is installed; why each is here stands in',
    '`test/dependencies/reasons.ts`. `test/dependencies.test.ts` refuses a page that is behind the lock file, a package without a',
    'reason, and a licence that is not listed below; `npm run unused` refuses a package that nobody uses.',
    '',
    '*Packages* counts the package and all that it needs, without those of which a machine has one of many; *MB* is their size',
    'unpacked, on Linux x64. What several need is counted with each.',
    '',
    '## In production',
    '',
    ...table(material, production),
    '',
    '## For development',
    '',
    ...table(material, development),
    '',
    '## Licences of everything',
    '',
    ...licenceTable(lock),
    '',
    '## Holes and withdrawn packages',
    '',
    ...withdrawn(lock),
    '',
    `${AUDIT_LINE} ${audit}`,
  ].join('\n')}\n`;
}

/** The page without what differs from machine to machine and from day to day. */
export function comparable(page: string): string {
  return page
    .split('\n')
    .filter((line) => !line.startsWith(AUDIT_LINE))
    .map((line) => line.replace(/\| +\d+\.\d \|/g, '| – |'))
    .join('\n');
}

function problems(lock: Lock, direct: readonly string[], reasons: Material['reasons']): readonly string[] {
  return [
    ...direct.filter((name) => !(name in reasons)).map((name) => `no reason for ${name}`),
    ...Object.keys(reasons)
      .filter((name) => !direct.includes(name))
      .map((name) => `a reason for ${name}, which is not here`),
    ...packagesOf(lock)
      .filter(([, { license }]) => !isAllowed(license))
      .map(([path, { license }]) => `${path} has the licence ${license ?? 'unknown'}`),
  ];
}

function packagesOf(lock: Lock): readonly (readonly [string, Locked])[] {
  return Object.entries(lock).filter(([path]) => path !== '');
}

function table({ lock, reasons, bytesOf }: Material, names: readonly string[]): readonly string[] {
  const rows = names.map((name) => {
    const tree = treeOf(lock, name);
    const { version = '', license = '' } = lock[`node_modules/${name}`] ?? {};
    const packages = tree.filter((path) => !isForOneMachine(lock[path] ?? {})).length;
    const megabytes = tree.reduce((sum, path) => sum + bytesOf(path), 0) / MB;
    return `| ${name} | ${version} | ${license} | ${packages} | ${megabytes.toFixed(1)} | ${reasons[name] ?? ''} |`;
  });
  const together = new Set(names.flatMap((name) => treeOf(lock, name)));
  const packages = [...together].filter((path) => !isForOneMachine(lock[path] ?? {})).length;
  const megabytes = [...together].reduce((sum, path) => sum + bytesOf(path), 0) / MB;
  return [
    '| Package | Version | Licence | Packages | MB | Why |',
    '|---|---|---|---|---|---|',
    ...rows,
    `| **together** | | | ${packages} | ${megabytes.toFixed(1)} | |`,
  ];
}

function licenceTable(lock: Lock): readonly string[] {
  const counts = new Map<string, number>();
  for (const [, { license = '' }] of packagesOf(lock)) counts.set(license, (counts.get(license) ?? 0) + 1);
  const rows = [...counts]
    .sort(([left, many], [right, more]) => more - many || left.localeCompare(right))
    .map(([license, count]) => `| ${license} | ${count} | ${asks(license)} |`);
  return ['| Licence | Packages | It asks |', '|---|---|---|', ...rows];
}

function asks(licence: string): string {
  const parts = licence.replace(/[()]/g, '').split(/ (?:OR|AND) /);
  const texts = new Set(parts.flatMap((part) => ALLOWED[part] || []));
  return [...texts].join('; ');
}

function withdrawn(lock: Lock): readonly string[] {
  const named = packagesOf(lock).flatMap(([path, { deprecated }]) =>
    deprecated === undefined ? [] : [`- ${path.replace('node_modules/', '')}: ${deprecated}`],
  );
  return named.length === 0 ? ['No package in the lock file is marked as withdrawn by its author.'] : named;
}
