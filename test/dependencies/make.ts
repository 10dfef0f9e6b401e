import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import { dependenciesPage } from './page.ts';
import { REASONS } from './reasons.ts';
import type { Lock } from './tree.ts';

// `npm run packages` writes docs/dependencies.md. Not `dependencies`: npm runs a script of that name at every `npm ci`.

const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as { packages: Lock };
const page = dependenciesPage({
  lock: packages,
  reasons: REASONS,
  bytesOf: (path) => bytesOf(join(projectRoot, path)),
  audit: audit(),
});
writeFileSync(join(projectRoot, 'docs', 'dependencies.md'), page);

// What is built on this machine, and what lies in folders of its own, is not the package's.
function bytesOf(folder: string): number {
  // For another kind of machine, so not installed.
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || isBuilt(path) ? sum : sum + bytesOf(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}

function isBuilt(path: string): boolean {
  return path.endsWith('/better-sqlite3/build');
}

function audit(): string {
  const day = new Date().toISOString().slice(0, 10);
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: projectRoot, encoding: 'utf8' });
  const answer = JSON.parse(stdout) as {
    readonly metadata?: { readonly vulnerabilities?: { readonly total?: number } };
    readonly statusCode?: number;
  };
  const total = answer.metadata?.vulnerabilities?.total;
  if (total !== undefined) return `\`npm audit\` on ${day} found ${total}.`;
  const because = answer.statusCode === undefined ? '' : ` (it answered ${answer.statusCode})`;
  return `not looked for: on ${day} the registry in use did not serve \`npm audit\`${because}. Run it where the registry does.`;
}
