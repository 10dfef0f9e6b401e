import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/lib/project-root.ts';
import { isAllowed } from './dependencies/licences.ts';
import { comparable, dependenciesPage, type Material } from './dependencies/page.ts';
import { REASONS } from './dependencies/reasons.ts';
import { type Lock, treeOf } from './dependencies/tree.ts';

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8');
const lock = JSON.parse(read('package-lock.json')).packages as Lock;
const material: Material = { lock, reasons: REASONS, bytesOf: () => 0, audit: '' };

describe('docs/dependencies.md', () => {
  it('says what the lock file says: npm run packages', () => {
    expect(comparable(read('docs/dependencies.md'))).toBe(comparable(dependenciesPage(material)));
  });

  it('names the same packages as package.json', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    expect(lock['']).toMatchObject({ dependencies, devDependencies });
  });

  it('is refused where a package has no reason, a reason no package, or a licence is not ours to use', () => {
    const { yaml: _, ...others } = REASONS;
    const foreign: Lock = { ...lock, 'node_modules/foreign': { version: '1.0.0', license: 'GPL-3.0-only' } };
    const page = () => dependenciesPage({ ...material, lock: foreign, reasons: { ...others, gone: 'once used' } });
    expect(page).toThrow(/no reason for yaml\n.*gone.*\n.*foreign.*GPL-3\.0-only/);
  });
});

describe('licences', () => {
  it('are allowed where one way of a choice is, and everything that is asked together', () => {
    expect(['MIT', '(MIT OR GPL-3.0)', '(MIT AND Zlib)'].filter(isAllowed)).toHaveLength(3);
    expect(['GPL-3.0', '(MIT AND GPL-3.0)', 'UNLICENSED', undefined].filter(isAllowed)).toEqual([]);
  });
});

describe('the tree of a package', () => {
  it('is found as Node finds it: the nearest folder wins, and a ring ends', () => {
    const small: Lock = {
      'node_modules/a': { dependencies: { b: '1', c: '1' } },
      'node_modules/a/node_modules/c': { dependencies: { d: '1' } },
      'node_modules/b': { dependencies: { a: '1', c: '1' } },
      'node_modules/c': {},
      'node_modules/d': { optionalDependencies: { missing: '1' } },
      'node_modules/e': {},
    };
    expect(treeOf(small, 'a')).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/c',
      'node_modules/b',
      'node_modules/c',
      'node_modules/d',
    ]);
  });
});
