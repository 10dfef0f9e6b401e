import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { err, ok, type Result } from '../../lib/result.ts';
import { decodeUnicode } from '../unicode-text.ts';
import type { FilePath, Finding, Located, PlanProblem } from './problem.ts';

/** Bytes of UTF-8; the example plan has about 30,000, and half a megabyte already takes a second to parse. */
const MAX_BYTES = 256_000;
const MAX_DEPTH = 40;
const MAX_ALIASES = 100;

/** A parsed file: its plain data, and where in the text each part of it stands. */
export interface YamlText {
  readonly data: unknown;
  locate<Code extends string>(finding: Finding<Code>): Located<Code>;
}

/** Parses one YAML 1.2 document, as text or as the bytes of a file; everything that is wrong with its syntax at once. */
export function parseYamlFile(content: string | Uint8Array): Result<YamlText, readonly PlanProblem[]> {
  const text = typeof content === 'string' ? content : (decodeUnicode(content)?.text ?? null);
  return text === null ? err([atStart('not_unicode', {})]) : parseYamlText(text);
}

function parseYamlText(text: string): Result<YamlText, readonly PlanProblem[]> {
  if (Buffer.byteLength(text) > MAX_BYTES) return err([atStart('too_large', { limit: MAX_BYTES / 1000 })]);
  const deepLine = lineOfTooDeep(text);
  if (deepLine !== null) {
    return err([{ ...atStart('too_deep', { limit: MAX_DEPTH }), line: deepLine }]);
  }

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return err(
      document.errors.map(({ code, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { line, column: col, path: '', code: 'yaml_syntax', params: { detail: code } };
      }),
    );
  }

  const aliases = aliasProblems(document, lines);
  if (aliases.length > 0) return err(aliases);
  const data = plainData(document);
  if (!data.ok) return err([atStart('too_many_aliases', { limit: MAX_ALIASES })]);
  return ok({ data: data.value, locate: (finding) => locate(document, lines, finding) });
}

/** Aliases without an anchor, or too many of them to look up each (looking one up walks the document). */
function aliasProblems(document: Document, lines: LineCounter): readonly PlanProblem[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias(_, alias) {
      aliases.push(alias);
      return aliases.length > MAX_ALIASES ? visit.BREAK : undefined;
    },
  });
  const place = (alias: Alias | undefined) => {
    const { line, col } = lines.linePos(alias?.range?.[0] ?? 0);
    return { line, column: col, path: '' };
  };
  if (aliases.length > MAX_ALIASES) {
    return [{ ...place(aliases.at(-1)), code: 'too_many_aliases', params: { limit: MAX_ALIASES } }];
  }
  return aliases
    .filter((alias) => alias.resolve(document) === undefined)
    .map((alias) => ({ ...place(alias), code: 'yaml_syntax', params: { detail: 'UNRESOLVED_ALIAS' } }));
}

function plainData(document: Document): Result<unknown, 'too_many_aliases'> {
  try {
    return ok(document.toJS({ maxAliasCount: MAX_ALIASES }));
  } catch (error) {
    // What yaml throws for a few aliases that multiply into many.
    if (error instanceof ReferenceError) return err('too_many_aliases');
    throw error;
  }
}

/**
 * The first line that nests deeper than a plan ever does, or null. Looked for before parsing: at some ten thousand
 * levels the parser does not fail but takes the process down (yaml 2.9.1 on Node 20). Brackets in texts are counted
 * too, which is harmless because they close again.
 */
function lineOfTooDeep(text: string): number | null {
  let brackets = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const markers = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line)?.[0].match(/[-?:]/g)?.length ?? 0;
    if (markers > MAX_DEPTH) return index + 1;
    for (const character of line) {
      if (character === '[' || character === '{') brackets += 1;
      if ((character === ']' || character === '}') && brackets > 0) brackets -= 1;
      if (brackets > MAX_DEPTH) return index + 1;
    }
  }
  return null;
}

function locate<Code extends string>(document: Document, lines: LineCounter, finding: Finding<Code>): Located<Code> {
  const { path, code, params } = finding;
  const { line, col } = lines.linePos(offsetOf(document, path, finding.atKey ?? false));
  return { line, column: col, path: shown(path), code, params };
}

/** Start of the value at `path`, or of its key; of the nearest part above it that is there when it is missing. */
function offsetOf(document: Document, path: FilePath, atKey: boolean): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    const holder: Node | undefined | null = isAlias(node) ? node.resolve(document) : node;
    let next: unknown;
    if (isSeq(holder)) next = holder.items[Number(step)];
    if (isMap(holder)) {
      const pair = holder.items.find(({ key }) => (isScalar(key) ? String(key.value) : key) === String(step));
      next = pair?.value;
      if (isNode(pair?.key) && (atKey || !isNode(next)) && depth === path.length - 1) {
        return pair.key.range?.[0] ?? offset;
      }
    }
    if (!isNode(next)) return offset;
    node = next;
    offset = next.range?.[0] ?? offset;
  }
  return offset;
}

function shown(path: FilePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step + 1}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

function atStart(code: PlanProblem['code'], params: PlanProblem['params']): PlanProblem {
  return { line: 1, column: 1, path: '', code, params };
}
