import ts from 'typescript';
import type { SourceFile } from './source-files.ts';
import { literalsOf, type TypeProgram, walk } from './type-program.ts';

/** Which keys are used, and which calls of `say` give a text other values than it has places for. */
export interface TextUse {
  readonly used: ReadonlySet<string>;
  /** One line each: a place without its value, or a value without a place. */
  readonly wrongValues: readonly string[];
}

/**
 * Looks through typed sources for keys. A key put together (`title.${title}`) counts as used for exactly the values that
 * the type of the hole allows; where the type is open, for every key that fits.
 */
export function textUse(program: TypeProgram, places: ReadonlyMap<string, ReadonlySet<string>>): TextUse {
  const { checker, files } = program;
  const used = new Set<string>();
  const wrongValues: string[] = [];
  for (const file of files) {
    walk(file, (node) => {
      for (const key of keysAt(node)) used.add(key);
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say') {
        wrongValues.push(...wrongValuesOf(node, file));
      }
    });
  }
  return { used, wrongValues };

  function keysAt(node: ts.Node): readonly string[] {
    if (ts.isStringLiteralLike(node)) {
      if (!places.has(node.text) || ts.isLiteralTypeNode(node.parent)) return [];
      // A word such as 'text' is a key only where a key is expected.
      return node.text.includes('.') || expectsKey(node) ? [node.text] : [];
    }
    return ts.isTemplateExpression(node) ? keysOfTemplate(node, places.keys(), holeTexts) : [];
  }

  function expectsKey(node: ts.Expression): boolean {
    const expected = checker.getContextualType(node);
    return expected?.isUnion() === true && expected.types.length === places.size;
  }

  function holeTexts(hole: ts.Expression): readonly string[] | null {
    return literalsOf(checker.getTypeAtLocation(hole), checker);
  }

  function wrongValuesOf(call: ts.CallExpression, file: ts.SourceFile): readonly string[] {
    const [key, values] = call.arguments;
    if (key === undefined) return [];
    const keys =
      (ts.isTemplateExpression(key) ? keysAt(key) : literalsOf(checker.getTypeAtLocation(key), checker)) ?? [];
    const given = values === undefined ? new Set<string>() : namesOf(values);
    // A key that is handed through may be any; its values are looked at where it comes from.
    if (given === null || keys.length === places.size) return [];
    const { line } = file.getLineAndCharacterOfPosition(call.getStart());
    const place = `${file.fileName.replace(/^.*\/(?=src\/|planted\/)/, '')}:${line + 1}`;
    const wanted = keys.map((one) => ({ key: one, names: places.get(one) ?? new Set<string>() }));
    const missing = wanted.flatMap(({ key: one, names }) =>
      [...names].filter((name) => !given.has(name)).map((name) => `${place}: ${one} lacks {${name}}`),
    );
    // Values shared by several texts may hold more than one of them needs; what is written at the call may not.
    const written = values !== undefined && ts.isObjectLiteralExpression(values) ? writtenNames(values) : [];
    const unused = keys.length === 0 ? [] : written.filter((name) => !wanted.some(({ names }) => names.has(name)));
    return [...missing, ...unused.map((name) => `${place}: ${keys.join(', ')} has no place for {${name}}`)];
  }

  function namesOf(values: ts.Expression): ReadonlySet<string> | null {
    const spreads = ts.isObjectLiteralExpression(values) ? values.properties.filter(ts.isSpreadAssignment) : [];
    const sources = [values, ...spreads.map((spread) => spread.expression)];
    // Values gathered elsewhere (problem.params): their names are not in the type.
    if (sources.some((one) => checker.getIndexInfosOfType(checker.getTypeAtLocation(one)).length > 0)) return null;
    const type = checker.getTypeAtLocation(values);
    const parts = type.isUnion() ? type.types : [type];
    const names = parts.map((part) => new Set(part.getProperties().map((property) => property.name)));
    const [first = new Set<string>(), ...others] = names;
    return new Set([...first].filter((name) => others.every((other) => other.has(name))));
  }
}

function writtenNames(values: ts.ObjectLiteralExpression): readonly string[] {
  return values.properties.flatMap((property) =>
    property.name !== undefined && ts.isIdentifier(property.name) ? [property.name.text] : [],
  );
}

/** Keys in sources without types: the browser's scripts, and `data-…` attributes of pages. */
export function textUseInPages(files: readonly SourceFile[], keys: ReadonlySet<string>): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { path, text } of files) {
    if (path.endsWith('.html')) {
      for (const match of text.matchAll(/\bdata-[a-z-]+="([^"]+)"/g))
        if (keys.has(match[1] ?? '')) used.add(match[1] ?? '');
      continue;
    }
    walk(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), (node) => {
      if (ts.isStringLiteralLike(node) && node.text.includes('.') && keys.has(node.text)) used.add(node.text);
      if (ts.isTemplateExpression(node)) for (const key of keysOfTemplate(node, keys, () => null)) used.add(key);
    });
  }
  return used;
}

function keysOfTemplate(
  node: ts.TemplateExpression,
  keys: Iterable<string>,
  holeTexts: (hole: ts.Expression) => readonly string[] | null,
): readonly string[] {
  // A key's first part is written out, or one of few: `${host}.${name}` is not taken for every key.
  const [first] = node.templateSpans;
  const begins = /^[a-z_]+\./.test(node.head.text) || (node.head.text === '' && first && holeTexts(first.expression));
  if (!begins) return [];
  const pattern = node.templateSpans.reduce((before, { expression, literal }) => {
    const texts = holeTexts(expression);
    const hole = texts === null ? '.+' : `(?:${texts.map(escapePattern).join('|')})`;
    return before + hole + escapePattern(literal.text);
  }, escapePattern(node.head.text));
  const whole = new RegExp(`^${pattern}$`);
  return [...keys].filter((key) => whole.test(key));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}
