import { describe, expect, it } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import vi from '../locales/vi.json' with { type: 'json' };
import { clashes, differences, type LocaleFile, placesOf, textProblems } from './gates/locale-texts.ts';
import { sourceFiles } from './gates/source-files.ts';
import { textUse, textUseInPages } from './gates/text-use.ts';
import { typeProgram } from './gates/type-program.ts';

const VI: LocaleFile = { locale: 'vi', texts: vi };
const EN: LocaleFile = { locale: 'en', texts: en };
const KEYS = Object.keys(vi);

/** Groups of words that people type, or that a staff list may use. */
const WORD_GROUPS = [
  /^command\..*\.words$/,
  /^staff_sheet\.header\./,
  /^staff_sheet\.role\./,
  /^staff_sheet\.council_post\./,
  /^staff_sheet\.employment\./,
  /^staff_sheet\.status\./,
];

function commandName(key: string): readonly string[] {
  const name = /^command\.(\w+)\.words$/.exec(key)?.[1];
  return name === undefined ? [] : [name];
}

function placesByKey(texts: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(texts).map(([key, text]) => [key, placesOf(text, 'vi')]));
}

describe('the texts', () => {
  it('are many', () => {
    expect(KEYS.length).toBeGreaterThan(500);
  });

  it.each([VI, EN])('of $locale are whole, clean and readable by the formatter', (file) => {
    expect(textProblems(file)).toEqual([]);
  });

  it('say the same things in both languages, with the same values', () => {
    expect(differences(VI, EN)).toEqual([]);
  });

  it.each(WORD_GROUPS)('%s: no word means two things', (group) => {
    const members = KEYS.filter((key) => group.test(key));
    expect(members.length).toBeGreaterThan(1);
    expect(clashes([VI, EN], group, commandName)).toEqual([]);
  });
});

describe('every text', () => {
  const use = textUse(typeProgram(), placesByKey(vi));
  const pages = textUseInPages(sourceFiles('src/web/static', ['.js', '.html']), new Set(KEYS));

  it('is used somewhere', () => {
    expect(pages.size).toBeGreaterThan(50);
    expect(KEYS.filter((key) => !use.used.has(key) && !pages.has(key))).toEqual([]);
  });

  it('is given exactly the values that it has places for', () => {
    expect(use.wrongValues).toEqual([]);
  });
});

describe('the gate rejects', () => {
  it.each([
    ['an empty text', ' ', 'is empty'],
    ['letters with loose marks', 'da\u0303', 'is not NFC'],
    ['a shout', 'Đã nộp!', 'exclamation'],
    ['a doubled apostrophe', "the program''s", 'doubles an apostrophe'],
    ['a tag that is not allowed', '<u>a</u>', 'has the tag <u>'],
    ['a link', '<a href="x">a</a>', 'has the tag <a'],
    ['a tag left open', '<b>a', 'leaves <b> open'],
    ['a tag over two lines', '<b>a\nb</b>', 'leaves <b> open'],
    ['a tag closed twice', '<b>a</b></b>', 'not open'],
    ['crossing tags', '<b><i>a</b></i>', 'not open'],
    ['a bare sign', 'a < b', 'has a bare'],
    ['a bare ampersand', 'a & b', 'has a bare'],
    ['a broken place', 'a {b', 'cannot be parsed'],
    ['a choice without other', '{a, select, b {c}}', 'cannot be parsed'],
  ])('%s', (_what, text, expected) => {
    expect(textProblems({ locale: 'vi', texts: { key: text } }).join()).toContain(expected);
  });

  it('lets pass what is sound', () => {
    const text = '<b>{name}</b> &amp; <i>{n, plural, one {#} other {#}}</i>\n{a, select, none {} other {({a})}}';
    expect(textProblems({ locale: 'vi', texts: { key: text } })).toEqual([]);
    expect([...placesOf(text, 'vi')].sort()).toEqual(['a', 'n', 'name']);
  });

  it('a key in one language only, and another place', () => {
    const left = { locale: 'vi', texts: { a: 'x', b: '{n}', c: '{k, select, other {{inner}}}' } };
    const right = { locale: 'en', texts: { b: '{m}', c: '{k, select, other {}}', d: 'x' } };
    expect(differences(left, right)).toEqual([
      'a: not in en',
      'd: not in vi',
      'b: {n} is only in one of vi and en',
      'b: {m} is only in one of vi and en',
      'c: {inner} is only in one of vi and en',
    ]);
  });

  it('a word for two commands: within a language, across languages, without diacritics, and as a name', () => {
    const one = { locale: 'vi', texts: { 'command.huy.words': 'thôi|dừng', 'command.lich.words': 'lịch|Thoi' } };
    const two = { locale: 'en', texts: { 'command.huy.words': 'lich', 'command.lich.words': 'dates|huy' } };
    const found = clashes([one, two], /words$/, commandName);
    expect(found.map((clash) => clash.split(':')[0])).toEqual(['«thoi»', '«huy»', '«lich»']);
  });

  it('a text nobody uses, a value that is missing, and one too many', () => {
    const places = placesByKey({
      'title.a': '',
      'title.b': '',
      'title.c': '',
      'open.x': '',
      'left.a': '',
      dead: '',
      text: '{text}',
      'one.place': '{n}',
    });
    const keys = [...places.keys()].map((key) => `'${key}'`).join(' | ');
    const planted = typeProgram({
      'planted/use.ts': `
        type TextKey = ${keys};
        declare function say(key: TextKey, params?: Record<string, unknown>): void;
        declare const title: 'a' | 'b';
        declare const open: string;
        declare const prefix: 'left' | 'right';
        const word = 'dead';
        say(\`title.\${title}\`);
        say(\`open.\${open}\` as TextKey);
        const put = \`\${prefix}.\${title}\`;
        const address = \`\${open}.\${open}\`;
        say('text', { text: word });
        say('one.place');
        say('one.place', { n: 1, m: 2 });`,
    });
    const use = textUse(planted, places);
    expect([...places.keys()].filter((key) => !use.used.has(key))).toEqual(['title.c', 'dead']);
    expect(use.wrongValues).toEqual([
      'planted/use.ts:13: one.place lacks {n}',
      'planted/use.ts:14: one.place has no place for {m}',
    ]);
  });

  it('a text that no page uses', () => {
    const files = [
      { path: 'src/web/static/x.js', text: `t("messenger.a"); t(\`messenger.to-\${kind}\`);` },
      { path: 'src/web/static/x.html', text: '<p data-text="messenger.b"></p>' },
    ];
    const keys = ['messenger.a', 'messenger.b', 'messenger.c', 'messenger.to-x'];
    expect([...textUseInPages(files, new Set(keys))].sort()).toEqual(['messenger.a', 'messenger.b', 'messenger.to-x']);
  });
});
