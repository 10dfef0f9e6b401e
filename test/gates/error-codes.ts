import ts from 'typescript';
import { type TypeProgram, walk } from './type-program.ts';

/** A failure that a person or a platform can cause, and where it is declared. */
export interface ErrorCode {
  readonly code: string;
  readonly path: string;
  /** True when the declaration is about a warning: something that can be used all the same. */
  readonly warning: boolean;
}

/** Names of types that list failures. */
const LISTS = /(?:Error|Failure|Problem|ProblemCode|Warning|WarningCode)$/;

/**
 * Every failure code that the types know: the second argument of each `Result<…, …>`, and each exported type whose name
 * says that it lists failures. A code is a string, or the `code` or `kind` of an object.
 */
export function errorCodes({ checker, files }: TypeProgram, root: string): readonly ErrorCode[] {
  const found = new Map<string, ErrorCode>();
  for (const file of files) {
    const path = file.fileName.slice(root.length + 1);
    walk(file, (node) => {
      const type = failureType(node, checker);
      if (type === null) return;
      const declared = ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
      const warning = declared && /Warning(?:Code)?$/.test(node.name.text);
      for (const code of codesOf(type, checker)) found.set(`${path} ${code}`, { code, path, warning });
    });
  }
  return [...found.values()];
}

function failureType(node: ts.Node, checker: ts.TypeChecker): ts.Type | null {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text === 'Result') {
    const failure = node.typeArguments?.[1];
    return failure === undefined ? null : checker.getTypeFromTypeNode(failure);
  }
  const listed = (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) && LISTS.test(node.name.text);
  const exported = listed && node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
  return listed && exported ? checker.getTypeAtLocation(node.name) : null;
}

function codesOf(type: ts.Type, checker: ts.TypeChecker): readonly string[] {
  if (type.isUnion()) return type.types.flatMap((part) => codesOf(part, checker));
  if (type.isStringLiteral()) return [type.value];
  if (checker.isArrayType(type)) {
    return checker.getTypeArguments(type as ts.TypeReference).flatMap((element) => codesOf(element, checker));
  }
  const named = type.getProperty('code') ?? type.getProperty('kind');
  const text = named === undefined ? null : checker.getTypeOfSymbol(named);
  // A code that is any string has no list to hold against the texts.
  return text === null || !(text.isUnion() || text.isStringLiteral()) ? [] : codesOf(text, checker);
}

/** Where the texts of a folder's failures stand: prefixes of keys, or why people never see them. */
export type Wording =
  | { readonly of: string; readonly problem: string; readonly warning?: string }
  | { readonly of: string; readonly inner: string };

/** Failures without a text, one line each; the longest matching `of` applies. */
export function withoutText(
  codes: readonly ErrorCode[],
  wordings: readonly Wording[],
  texts: Readonly<Record<string, unknown>>,
): readonly string[] {
  return codes.flatMap(({ code, path, warning }) => {
    const matching = wordings.filter(({ of }) => path === of || path.startsWith(`${of}/`));
    const wording = matching.sort((left, right) => right.of.length - left.of.length)[0];
    if (wording === undefined) return [`${path}: nobody says where the text of ${code} stands`];
    if ('inner' in wording) return [];
    const key = `${warning ? (wording.warning ?? wording.problem) : wording.problem}${code}`;
    return Object.hasOwn(texts, key) ? [] : [`${path}: ${code} has no text ${key}`];
  });
}
