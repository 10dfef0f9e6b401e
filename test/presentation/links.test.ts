import { describe, expect, it } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };

/** Texts of the terminal and of paper, where nothing is tapped. */
const NOT_SENT = /^(?:start|doctor|cli|config|invite_slips)\./;
const ADDRESS = /\{(?:url|link|address)\}/;

function crowded(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts)
    .filter(([key, text]) => !NOT_SENT.test(key) && ADDRESS.test(text))
    .filter(([, text]) => text.split('\n').some((line) => ADDRESS.test(line) && !/^\{\w+\}$/.test(line)))
    .map(([key]) => key);
}

describe('a link in a message', () => {
  it('stands alone on its line, where every messenger makes it one to tap', () => {
    expect(crowded(vi)).toEqual([]);
    expect(crowded(en)).toEqual([]);
  });

  it('is found where it does not', () => {
    expect(crowded({ 'a.b': 'Mở {url} nhé', 'a.c': 'Mở:\n{url}', 'cli.d': 'Mở {url}' })).toEqual(['a.b']);
  });
});
