import { describe, expect, it } from 'vitest';
import {
  architectureProblems,
  IMPORT_TABLE,
  type ImportRule,
  importRings,
  LONGEST_FILE,
  MEDIAN_LINES,
} from './gates/import-table.ts';
import { moduleFacts } from './gates/module-facts.ts';
import { sourceFiles } from './gates/source-files.ts';

const MODULES = sourceFiles('src', ['.ts', '.js']).map(moduleFacts);

describe('the source', () => {
  it('is seen: a walk that reads nothing would find nothing wrong', () => {
    expect(MODULES.length).toBeGreaterThan(100);
    expect(MODULES.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
    for (const { of } of IMPORT_TABLE) {
      expect({ of, seen: MODULES.some(({ path }) => path.startsWith(`src/${of}`)) }).toEqual({ of, seen: true });
    }
  });

  it('imports only in the direction of the table, and keeps its habits where they belong', () => {
    expect(architectureProblems(MODULES, IMPORT_TABLE)).toEqual([]);
  });

  it('has no rings of imports', () => {
    expect(importRings(MODULES)).toEqual([]);
  });

  it('is in short files', () => {
    const lines = MODULES.map((module) => module.lines).sort((left, right) => left - right);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(MEDIAN_LINES);
  });
});

describe('the gate rejects', () => {
  const table: readonly ImportRule[] = [
    ...IMPORT_TABLE,
    { of: 'channels/other', from: ['channels/other'], npm: ['left-pad'] },
  ];

  function problems(path: string, text: string): readonly string[] {
    return architectureProblems([moduleFacts({ path: `src/${path}`, text })], table);
  }

  it.each([
    ['domain/quota.ts', "import { x } from '../app/ports.ts';", 'imports app/ports.ts'],
    ['domain/quota.ts', "import type { X } from '../app/ports.ts';", 'imports app/ports.ts'],
    ['domain/quota.ts', "export { x } from '../storage/store.ts';", 'imports storage/store.ts'],
    ['domain/quota.ts', "export * from '../storage/store.ts';", 'imports storage/store.ts'],
    ['domain/quota.ts', "type X = import('../web/web-server.ts').WebServer;", 'imports web/web-server.ts'],
    ['domain/quota.ts', "const x = await import('../web/web-server.ts');", 'imports web/web-server.ts'],
    ['domain/quota.ts', 'const x = (name: string) => import(name);', '(computed)'],
    ['domain/quota.ts', "const x = require('../web/web-server.ts');", 'imports web/web-server.ts'],
    ['domain/quota.ts', "import { z } from 'zod';", 'imports the package zod'],
    ['domain/quota.ts', "import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ['domain/quota.ts', 'export async function x() {}', 'asynchrony'],
    ['domain/quota.ts', 'export const x: Promise<void> = y;', 'asynchrony'],
    ['app/approval.ts', "import { drizzle } from 'drizzle-orm/better-sqlite3';", 'imports the package drizzle-orm'],
    [
      'conversation/flow.ts',
      "import vi from '../../locales/vi.json' with { type: 'json' };",
      'imports a value from ../locales/vi.json',
    ],
    [
      'conversation/flows/link.ts',
      "import { t } from '../../presentation/catalogue.ts';",
      'imports presentation/catalogue.ts',
    ],
    ['conversation/engine.ts', 'const x = async () => {};', 'asynchrony'],
    ['presentation/render.ts', "import { link } from '../app/linking.ts';", 'imports app/linking.ts'],
    ['channels/telegram/send.ts', "import { x } from '../local/chat-log.ts';", 'imports channels/local/chat-log.ts'],
    ['channels/telegram/send.ts', "import { x } from '../../domain/pledge.ts';", 'imports domain/pledge.ts'],
    [
      'channels/telegram/send.ts',
      "import { say } from '../../conversation/types.ts';",
      'imports a value from conversation/types.ts',
    ],
    ['channels/local/chat-log.ts', "import { Telegram } from 'telegraf';", 'imports the package telegraf'],
    ['storage/store.ts', "import { x } from '../conversation/engine.ts';", 'imports conversation/engine.ts'],
    ['storage/store.ts', "import { x } from '../app/ports.ts';", 'imports a value from app/ports.ts'],
    ['runtime/sender.ts', "import TinyQueue from 'tinyqueue';", 'imports the package tinyqueue'],
    ['runtime/sender.ts', "import { sql } from '@scope/name/deep';", 'imports the package @scope/name/deep'],
    ['web/web-server.ts', "import { x } from '../storage/store.ts';", 'imports storage/store.ts'],
    ['web/static/messenger/main.js', "import { x } from '../../web-server.ts';", 'imports web/web-server.ts'],
    ['web/web-server.ts', "import { x } from '../main.ts';", 'imports main.ts, where everything is put together'],
    ['app/approval.ts', "import { x } from '../composition.ts';", 'imports composition.ts, where everything'],
    ['runtime/sender.ts', "import { x } from '../config.ts';", 'imports config.ts, where everything'],
    ['lib/ids.ts', "import { x } from './result';", 'without its ending'],
    ['lib/ids.ts', "import { x } from 'crypto';", 'imports crypto without node:'],
    ['lib/ids.ts', "import './result.ts';", 'for its side effects'],
    ['lib/ids.ts', 'register();', 'effect-on-import'],
    ['lib/ids.ts', 'for (const x of y) register(x);', 'effect-on-import'],
    ['lib/ids.ts', 'export default function x() {}', 'default-export'],
    ['lib/ids.ts', 'const x = 1; export default x;', 'default-export'],
    ['lib/ids.ts', 'const x = 1; export { x as default };', 'default-export'],
    ['web/web-server.ts', 'const port = process.env.PORT;', 'environment'],
    ['web/web-server.ts', "const port = process['env'];", 'environment'],
    ['web/web-server.ts', 'const { env } = process;', 'environment'],
    ['web/web-server.ts', "import { env } from 'node:process';", 'imports node:process'],
    ['runtime/tick.ts', 'const now = Date.now();', 'clock'],
    ['runtime/tick.ts', 'const now = new Date();', 'clock'],
    ['runtime/tick.ts', 'const dice = Math.random();', 'chance'],
    ['elsewhere/new.ts', '', 'no line of the import table'],
    ['lib/long.ts', 'const x = 1;\n'.repeat(LONGEST_FILE + 1), `${LONGEST_FILE + 1} lines`],
  ])('%s: %s', (path, text, expected) => {
    const found = problems(path, text);
    expect(found.join('\n')).toContain(expected);
  });

  it.each([
    ['domain/quota.ts', "import { ok } from '../lib/result.ts';"],
    ['conversation/flow.ts', "import type vi from '../../locales/vi.json';"],
    ['storage/store.ts', "import type { Store } from '../app/ports.ts';"],
    ['storage/store.ts', "import { type Store } from '../app/ports.ts';"],
    ['storage/store.ts', "import { sql } from 'drizzle-orm/sqlite-core';"],
    ['runtime/send-queue.ts', "import TinyQueue from 'tinyqueue';"],
    ['runtime/tick.ts', 'const day = new Date(0);'],
    ['composition.ts', "import { x } from './storage/store.ts';"],
    ['launch.ts', 'await start();'],
  ])('but not %s: %s', (path, text) => {
    expect(problems(path, text)).toEqual([]);
  });

  it('a ring of imports, but not one of types', () => {
    const ring = (typeOnly: string) => [
      moduleFacts({ path: 'src/lib/a.ts', text: "import { b } from './b.ts';" }),
      moduleFacts({ path: 'src/lib/b.ts', text: "import { c } from './c.ts';" }),
      moduleFacts({ path: 'src/lib/c.ts', text: `import ${typeOnly}{ a } from './a.ts';` }),
    ];
    expect(importRings(ring(''))).toEqual(['src/lib/a.ts → src/lib/b.ts → src/lib/c.ts → src/lib/a.ts']);
    expect(importRings(ring('type '))).toEqual([]);
  });
});
