import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/lib/project-root.ts';
import { missingFromLock } from './gates/lockfile.ts';

describe('the lockfile', () => {
  const text = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8');

  it('has every optional package of every platform, so that npm ci works on all of them', () => {
    const { packages } = JSON.parse(text);
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(missingFromLock(packages)).toEqual([]);
  });

  it('names no registry: packages come from wherever npm is told to look', () => {
    expect(text).not.toContain('"resolved"');
  });

  it('is rejected when an optional package has no entry, also below another package', () => {
    const packages = {
      '': {},
      'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-mac': '1' } },
      'node_modules/a-linux': {},
      'node_modules/b/node_modules/c': { optionalDependencies: { near: '1', beside: '1', top: '1', none: '1' } },
      'node_modules/b/node_modules/c/node_modules/near': {},
      'node_modules/b/node_modules/beside': {},
      'node_modules/top': {},
    };
    expect(missingFromLock(packages)).toEqual(['node_modules/a: a-mac', 'node_modules/b/node_modules/c: none']);
  });
});
