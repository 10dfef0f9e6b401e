import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../src/lib/project-root.ts';
import { sourceFiles } from './source-files.ts';

/** Our sources with their types; asking costs what is asked, nothing is checked in advance. */
export interface TypeProgram {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

/** Loads `src`, or files given as path (below the project's root) and text, which may import from `src`. */
export function typeProgram(planted?: Readonly<Record<string, string>>): TypeProgram {
  const texts = new Map(Object.entries(planted ?? {}).map(([path, text]) => [join(projectRoot, path), text]));
  const roots =
    planted === undefined ? sourceFiles('src', ['.ts']).map(({ path }) => join(projectRoot, path)) : [...texts.keys()];
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  const program = ts.createProgram(roots, OPTIONS, host);
  const ours = new Set(roots);
  return {
    checker: program.getTypeChecker(),
    files: program.getSourceFiles().filter((file) => ours.has(file.fileName)),
  };
}

/** The texts of a type that is nothing but string literals, null for any other. */
export function literalsOf(type: ts.Type, checker: ts.TypeChecker): readonly string[] | null {
  const known = checker.getBaseConstraintOfType(type) ?? type;
  const parts = known.isUnion() ? known.types : [known];
  const texts: string[] = [];
  for (const part of parts) {
    if (!part.isStringLiteral()) return null;
    texts.push(part.value);
  }
  return texts;
}

/** Visits every node below one. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
