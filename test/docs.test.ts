import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { CONFIG_NAMES, parseConfig } from '../src/config.ts';
import { CONTROLS } from '../src/conversation/commands.ts';
import { COMMANDS } from '../src/conversation/script.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import { METRICS } from '../src/presentation/metric-help.ts';
import * as schema from '../src/storage/schema.ts';
import { IMPORT_TABLE } from './gates/import-table.ts';
import { commandLine } from './support/cli-commands.ts';

const READMES = ['README.md', 'README.vi.md'] as const;
const PAGES = [
  ...readdirSync(projectRoot).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

function textOf(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

/** Rows of the tables of a page whose first cell begins with a code span, as lists of cells. */
function tableRows(page: string): readonly (readonly string[])[] {
  return [...page.matchAll(/^\| (`.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
}

function codeSpans(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
}

/** Rows whose first code span fits. */
function rowsOf(path: string, first: RegExp): readonly (readonly string[])[] {
  return tableRows(textOf(path)).filter(([cell]) => first.test(codeSpans(cell)[0] ?? ''));
}

describe.each(READMES)('%s', (readme) => {
  it('names every setting once, with its default', () => {
    const defaults = parseConfig({}, projectRoot);
    if (!defaults.ok) throw new Error('an empty environment is a good one');
    const rows = rowsOf(readme, /^[A-Z_]+$/);
    expect(rows.map(([name]) => name)).toEqual(CONFIG_NAMES.map((name) => `\`${name}\``));
    for (const [index, name] of CONFIG_NAMES.entries()) {
      const value = name === 'DATA_DIR' ? './data' : defaults.value[name];
      expect(`${name} ${rows[index]?.[1]}`).toBe(`${name} ${value === undefined ? '–' : `\`${value}\``}`);
    }
  });

  it('names every chat command once', () => {
    const names = [...COMMANDS.map(({ name }) => name), ...CONTROLS].map((name) => `/${name}`);
    const listed = rowsOf(readme, /^\/[a-z]+$/).map(([cell]) => codeSpans(cell)[0] ?? '');
    expect([...listed].sort()).toEqual(names.sort());
  });

  it('names every command of the command line with its options', () => {
    const rows = rowsOf(
      readme,
      /^(?:doctor|audit|plan|staff|calendar|ballot|export|history|invite|backup|restore|queue)\b/,
    );
    const listed = rows.map(([name, , options]) => [codeSpans(name)[0] ?? '', codeSpans(options)] as const);
    expect(new Map(listed)).toEqual(commandLine());
    expect(rows).toHaveLength(commandLine().size);
  });
});

it('.env.example has every setting, in the order of the configuration', () => {
  const names = [...textOf('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(names).toEqual(CONFIG_NAMES);
});

describe('docs/van-hanh.vi.md', () => {
  const page = textOf('docs/van-hanh.vi.md');
  const listed = (from: string, to: string) =>
    tableRows(page.slice(page.indexOf(from), page.indexOf(to))).map(([cell]) => codeSpans(cell)[0]);

  it('names every setting, in the order of the configuration', () => {
    expect(listed('## 3. ', '## 4. ')).toEqual(CONFIG_NAMES);
  });

  it('names every metric, in the order in which they are told', () => {
    expect(listed('## 6. ', '## 7. ')).toEqual(Object.keys(METRICS));
  });

  it('explains every finding of doctor', () => {
    const sources = readdirSync(join(projectRoot, 'src/cli'))
      .filter((name) => name.endsWith('-checks.ts'))
      .map((name) => textOf(`src/cli/${name}`));
    const names = sources.flatMap((text) =>
      [...text.matchAll(/\b(?:check\(\s*|name = )'([a-z_]+)'/g)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(40);
    const explained = new Set(listed('## 5. ', '## 6. '));
    expect([...new Set(names)].filter((name) => !explained.has(name))).toEqual([]);
  });
});

describe('docs/ARCHITECTURE.md', () => {
  const page = textOf('docs/ARCHITECTURE.md');

  it('has the import table that is enforced', () => {
    const rows = tableRows(page.slice(page.indexOf('### Who may import whom'), page.indexOf('## Walks')));
    const written = rows.map(([of, from = '', npm]) => ({
      of: codeSpans(of)[0],
      from: [...from.matchAll(/`([^`]+)`(†?)/g)].map(([, place, types]) => (types === '†' ? `type:${place}` : place)),
      npm: codeSpans(npm),
    }));
    expect(written).toEqual(IMPORT_TABLE.map(({ of, from, npm = [] }) => ({ of, from, npm })));
  });

  it('says of every database table what it is for', () => {
    const rows = tableRows(page.slice(page.indexOf('## State'), page.indexOf('## Demonstration')));
    const names = Object.values(schema).flatMap((value: unknown) =>
      is(value, SQLiteTable) ? getTableName(value) : [],
    );
    expect(names.length).toBeGreaterThan(10);
    expect(rows.flatMap(([cell]) => codeSpans(cell)).sort()).toEqual([...names, 'schema_migration'].sort());
  });
});

describe('the decision records', () => {
  const files = readdirSync(join(projectRoot, 'docs/adr')).filter((name) => /^\d/.test(name));

  it('are numbered from 1 without a gap, and carry their number', () => {
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
    for (const [index, name] of files.entries()) expect(textOf(`docs/adr/${name}`)).toMatch(`# ${index + 1}. `);
  });

  it('are all in the index under their titles', () => {
    const lines = files.map((name, index) => {
      const title = textOf(`docs/adr/${name}`)
        .split('\n')[0]
        ?.replace(/^# \d+\. /, '');
      return `| [${index + 1}](${name}) | ${title} |`;
    });
    expect(textOf('docs/adr/README.md').match(/^\| \[.*$/gm)).toEqual(lines);
  });
});

describe('pages', () => {
  it('are found', () => {
    expect(PAGES).toEqual(expect.arrayContaining([...READMES, 'docs/ARCHITECTURE.md', 'docs/adr/README.md']));
  });

  it.each(PAGES)('%s links to files that exist', (path) => {
    const targets = [...textOf(path).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(projectRoot, dirname(path), target)))).toEqual([]);
  });

  it.each(PAGES)('%s names source files that exist', (path) => {
    const named = codeSpans(textOf(path).replace(/```[\s\S]*?```/g, '')).filter((span) =>
      /^[\w./-]+\/[\w.-]+\.(?:ts|js|mjs)$/.test(span),
    );
    const places = ['', 'src', 'src/conversation'];
    const missing = named.filter((name) => !places.some((place) => existsSync(join(projectRoot, place, name))));
    expect(missing).toEqual([]);
  });
});
