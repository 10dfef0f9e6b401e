import { describe, expect, it } from 'vitest';
import { PROSE_PLACES, proseIn, proseInHtml } from './gates/prose.ts';
import { sourceFiles } from './gates/source-files.ts';

const SOURCES = sourceFiles('src', ['.ts', '.js']);
const PAGES = sourceFiles('src', ['.html']);

describe('words for people', () => {
  it('are found where they belong: a search that finds nothing anywhere would be blind', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(PAGES.length).toBeGreaterThan(0);
    for (const { place } of PROSE_PLACES) expect(SOURCES.some(({ path }) => path.startsWith(place))).toBe(true);
  });

  it('stand in locales/ and src/presentation, nowhere else', () => {
    expect(SOURCES.flatMap(proseIn)).toEqual([]);
  });

  it('stand in no page', () => {
    expect(PAGES.flatMap(proseInHtml)).toEqual([]);
  });
});

describe('the gate', () => {
  function found(text: string, path = 'src/conversation/flows/link.ts'): readonly string[] {
    return proseIn({ path, text }).map((prose) => prose.text);
  }

  it.each([
    ["const x = 'Chào đồng chí';"],
    ["const x = 'đã duyệt';"],
    [`const x = \`Hạn: \${date}\`;`],
    ["const x = 'Please enter your code';"],
    ["const x = 'Sorry, that code is wrong.';"],
    [`const x = \`Hello \${name}, you have mail\`;`],
    ["reply('You may try again later');"],
    ["log.warn({ text: 'Please enter your code' }, 'refused');"],
    ["catalogue.info('Please enter your code');"],
    ["context.html('<p>Please enter your code</p>');"],
    ["const x = err('this is not a code');"],
    ["const x = 'da\u0303 duye\u0323t';"],
  ])('rejects %s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it('rejects a sentence that only looks like SQL outside storage', () => {
    expect(found("const x = 'SELECT one of these titles';")).toHaveLength(1);
  });

  it.each([
    ["import { x } from './please-enter-your-code.ts';"],
    ["const x = say('link.code.ask');"],
    ["throw new Error('a transaction must be synchronous, always');"],
    [`throw new Error(\`flow \${name} has no step of that name\`);`],
    ["const x = new TypeError('this can never happen here');"],
    ["log.warn({ row: 1 }, 'message was not delivered at all');"],
    ["options.log.error(fields, 'scan of due items failed');"],
    [`const x = "default-src 'self'; img-src 'self' data:";`],
    ["const x = '152/2025/NĐ-CP';"],
    ["const x = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';"],
    ['const x = /please enter your code/;'],
    ['// Please enter your code'],
  ])('lets pass %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ["const x = sqlite.prepare('SELECT tag FROM schema_migration ORDER BY rowid');"],
    ['const x = sql`CASE WHEN a IN (b) THEN one ELSE two END`;'],
  ])('lets pass SQL in storage: %s', (text) => {
    expect(found(text, 'src/storage/migrate.ts')).toEqual([]);
  });

  it('keeps letters and notes to what their places are for', () => {
    expect(found("const x = 'ở';", 'src/lib/vietnamese.ts')).toEqual([]);
    expect(found("const x = 'please enter your code';", 'src/lib/vietnamese.ts')).toHaveLength(1);
    expect(found("const x = 'quotation of the article';", 'src/domain/rule-sets/law-2026.ts')).toEqual([]);
    expect(found("const x = 'điều 22';", 'src/domain/rule-sets/law-2026.ts')).toHaveLength(1);
  });

  it('rejects words in a page', () => {
    const page = (text: string) => proseInHtml({ path: 'src/web/static/index.html', text }).map((prose) => prose.text);
    expect(page('<p>Welcome</p>')).toEqual(['Welcome']);
    expect(page('<img alt="A chart" src="x">')).toEqual(['A chart']);
    expect(page('<h1 data-text="messenger.product">thidua-bot</h1>\n<a>&rarr;</a>')).toEqual([]);
  });
});
