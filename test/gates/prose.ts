import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

/** Text for people found in code, with its place. */
export interface Prose {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

type Holds = 'texts' | 'letters' | 'notes';

/** Places that may hold words, and why; `notes` are in English, for those who maintain the program. */
export const PROSE_PLACES: readonly {
  readonly place: string;
  readonly holds: Holds;
  readonly because: string;
}[] = [
  { place: 'src/presentation/', holds: 'texts', because: 'turns keys into text' },
  { place: 'src/lib/vietnamese.ts', holds: 'letters', because: 'folds Vietnamese letters' },
  {
    place: 'src/intake/list-sheet/vietnamese-encodings.ts',
    holds: 'letters',
    because: 'tables of old Vietnamese encodings',
  },
  { place: 'src/web/static/messenger/moments.js', holds: 'letters', because: 'lowers the first letter of a weekday' },
  { place: 'src/domain/holidays/', holds: 'notes', because: 'where each date was read; shown to nobody' },
  { place: 'src/domain/rule-sets/', holds: 'notes', because: 'where each rule was read; shown to nobody' },
];

const WORD = "[A-Za-z][A-Za-z'’-]*";
/** Four words in a row are a sentence or its beginning; identifiers, codes, mark-up and headers are not. */
const FOUR_WORDS = new RegExp(String.raw`(?<![\w./#=-])${WORD}(?:[,;:]? ${WORD}){3,}(?![\w=])`);
/** Letters beyond ASCII: in this product's code, Vietnamese. */
const BEYOND_ASCII = /[^\P{L}A-Za-z]|\p{M}/u;
/** `152/2025/NĐ-CP` is a number, the same in every language. */
const DOCUMENT_NUMBERS = /\d+\/\d{4}\/[\p{Lu}\d-]+/gu;
const SQL_START = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN|WITH|CASE)\b/;

/** Strings and templates of a file that read like prose and stand where people would come to see them. */
export function proseIn({ path, text }: SourceFile): readonly Prose[] {
  const holds = PROSE_PLACES.find(({ place }) => path.startsWith(place))?.holds;
  if (holds === 'texts') return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Prose[] = [];
  visit(file);
  return found;

  function visit(node: ts.Node): void {
    if (isForProgrammers(node, path)) return;
    const words = wordsOf(node);
    if (words !== null && isProse(words, path, holds)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push({ path, line: line + 1, text: words.trim().slice(0, 80) });
    }
    ts.forEachChild(node, visit);
  }
}

/** Text between the tags of a page, and attributes that are read out. */
export function proseInHtml({ path, text }: SourceFile): readonly Prose[] {
  // What stands in an element with data-text is shown until the language is known: the product's name, no words.
  const shown = [
    ...[...text.matchAll(/>([^<>]+)</g)].map((match) => ({ words: match[1] ?? '', at: match.index })),
    ...[...text.matchAll(/\b(?:alt|title|placeholder|aria-label)="([^"]+)"/g)].map((match) => ({
      words: match[1] ?? '',
      at: match.index,
    })),
  ];
  return shown
    .filter(({ words }) => !/^(?:\s|&\w+;|thidua-bot)*$/.test(words))
    .map(({ words, at }) => ({ path, line: text.slice(0, at).split('\n').length, text: words.trim() }));
}

function wordsOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return ts.isImportDeclaration(node.parent) ? null : node.text;
  // A hole reads like a word: "Hello ${name}, you have" is a sentence.
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => `x${span.literal.text}`).join('');
  }
  return null;
}

function isProse(words: string, path: string, holds: Holds | undefined): boolean {
  if (holds !== 'letters' && BEYOND_ASCII.test(words.replace(DOCUMENT_NUMBERS, ''))) return true;
  if (holds === 'notes') return false;
  if (path.startsWith('src/storage/') && SQL_START.test(words)) return false;
  // Mark-up and style rules are not sentences; what stands between tags is looked at by itself.
  return words.split(/<[^>]*>|\{[^}]*\}/).some((part) => FOUR_WORDS.test(part));
}

/** Errors of bugs, log messages and SQL are for those who run the program: static English. */
function isForProgrammers(node: ts.Node, path: string): boolean {
  if (ts.isThrowStatement(node)) return true;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text.endsWith('Error'))
    return true;
  if (path.startsWith('src/storage/') && ts.isTaggedTemplateExpression(node)) return node.tag.getText() === 'sql';
  return ts.isStringLiteral(node) && ts.isCallExpression(node.parent) && isLogCall(node.parent);
}

function isLogCall({ expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].includes(expression.name.text) &&
    /(?:^|\.)log$/.test(expression.expression.getText())
  );
}
