import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import vi from '../locales/vi.json' with { type: 'json' };
import { CONTROLS } from '../src/conversation/commands.ts';
import { COMMANDS } from '../src/conversation/script.ts';
import { projectRoot } from '../src/lib/project-root.ts';

const GUIDES = ['can-bo.vi.md', 'thu-ky.vi.md'] as const;
const docs = join(projectRoot, 'docs');
const textOf = (page: string): string => readFileSync(join(docs, page), 'utf8');

const LABELS = new Set(Object.values(vi).flatMap((text) => text.split('\n')));
/** A command that belongs to groups, not to the menu. */
const COMMAND_NAMES = new Set([...COMMANDS.map(({ name }) => name), ...CONTROLS, 'nhomlanhdao']);

describe.each(GUIDES)('%s', (guide) => {
  const page = textOf(guide);

  it('names buttons as they are labelled', () => {
    // Bold words that begin with a capital are labels; a heading within a list ends with a full stop.
    const named = [...page.matchAll(/\*\*(\p{Lu}[^*]+[^*.:])\*\*/gu)].map(([, label = '']) => label);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((label) => !LABELS.has(label))).toEqual([]);
  });

  it('names commands that exist', () => {
    const named = [...page.matchAll(/`\/([a-z]+)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !COMMAND_NAMES.has(name))).toEqual([]);
  });

  it('says in words what each of its pictures shows', () => {
    const pictures = [...page.matchAll(/<img [^>]*>/g)].map(([tag]) => tag);
    expect(pictures.filter((tag) => !/ alt="[^"]{10,}"/.test(tag))).toEqual([]);
  });
});

it('every picture of the guides is there, and no other', () => {
  const shown = GUIDES.flatMap((guide) =>
    [...textOf(guide).matchAll(/src="pictures\/([^"]+)"/g)].map(([, file = '']) => file),
  );
  expect([...new Set(shown)].sort()).toEqual(readdirSync(join(docs, 'pictures')).sort());
});
