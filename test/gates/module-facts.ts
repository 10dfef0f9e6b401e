import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

export interface ImportFact {
  readonly specifier: string;
  /** True when the import is gone after compiling. */
  readonly typeOnly: boolean;
  /** `import 'x'`: for what it does, not for what it gives. */
  readonly bare: boolean;
}

/** What the architecture asks about one module, read from its syntax. */
export interface ModuleFacts {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly ImportFact[];
  /** Habits that are allowed in few places: see `HABITS` in import-table.ts. */
  readonly habits: ReadonlySet<Habit>;
}

export type Habit = 'default-export' | 'environment' | 'clock' | 'chance' | 'asynchrony' | 'effect-on-import';

/** Reads one module. */
export function moduleFacts({ path, text }: SourceFile): ModuleFacts {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: ImportFact[] = [];
  const habits = new Set<Habit>();
  visit(file);
  if (file.statements.some(hasEffect)) habits.add('effect-on-import');
  return { path, lines: text.split('\n').length - 1, imports, habits };

  function visit(node: ts.Node): void {
    const found = importOf(node);
    if (found !== null) imports.push(found);
    for (const habit of habitsOf(node)) habits.add(habit);
    ts.forEachChild(node, visit);
  }
}

function importOf(node: ts.Node): ImportFact | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const typeOnly =
      clause?.isTypeOnly === true ||
      (clause !== undefined &&
        clause.name === undefined &&
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.length > 0 &&
        named.elements.every((element) => element.isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typeOnly, bare: clause === undefined };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, bare: false };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true, bare: false };
  }
  if (
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword || isNamed(node.expression, 'require'))
  ) {
    const [argument] = node.arguments;
    // What cannot be read here cannot be allowed either: no folder may import it.
    const specifier = argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : '(computed)';
    return { specifier, typeOnly: false, bare: false };
  }
  return null;
}

function habitsOf(node: ts.Node): readonly Habit[] {
  const habits: Habit[] = [];
  if (ts.isExportAssignment(node)) habits.push('default-export');
  if (ts.canHaveModifiers(node)) {
    const kinds = (ts.getModifiers(node) ?? []).map((modifier) => modifier.kind);
    if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) habits.push('default-export');
    if (kinds.includes(ts.SyntaxKind.AsyncKeyword)) habits.push('asynchrony');
  }
  if (ts.isExportSpecifier(node) && node.name.text === 'default') habits.push('default-export');
  if (ts.isAwaitExpression(node) || isNamed(node, 'Promise')) habits.push('asynchrony');
  if (isMember(node, 'process', 'env') || destructures(node, 'process', 'env')) habits.push('environment');
  // performance.now() says how long something took, not what time it is.
  if (isMember(node, 'Date', 'now')) habits.push('clock');
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments ?? []).length === 0)
    habits.push('clock');
  if (isMember(node, 'Math', 'random') || isMember(node, 'crypto', 'randomUUID')) habits.push('chance');
  return habits;
}

/** Statements that do something when the module is imported; declarations and constants do not count. */
function hasEffect(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) ||
    ts.isIfStatement(statement) ||
    ts.isForStatement(statement) ||
    ts.isForOfStatement(statement) ||
    ts.isForInStatement(statement) ||
    ts.isWhileStatement(statement) ||
    ts.isDoStatement(statement) ||
    ts.isTryStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isSwitchStatement(statement) ||
    ts.isBlock(statement)
  );
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamed(node.expression, object) && node.name.text === member;
  return (
    ts.isElementAccessExpression(node) &&
    isNamed(node.expression, object) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    node.argumentExpression.text === member
  );
}

function destructures(node: ts.Node, object: string, member: string): boolean {
  return (
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    isNamed(node.initializer, object) &&
    ts.isObjectBindingPattern(node.name) &&
    node.name.elements.some((element) => isNamed(element.propertyName ?? element.name, member))
  );
}
