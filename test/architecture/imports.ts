import { existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root, textOf } from './tree';

/**
 * What one file imports. `file` is set for a relative import (relative to the project's root), `package` for any other
 * (`@scope/name`, `name` or `node:name`). `typeOnly` imports are gone after compilation.
 */
export type Import = { readonly typeOnly: boolean } & ({ readonly file: string } | { readonly package: string });

export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) found.push({ typeOnly: isTypeOnly(node), ...target(file, specifier) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): string | null {
  let specifier: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal;
  else if (ts.isCallExpression(node) && isImportCall(node)) specifier = node.arguments[0];
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : null;
}

function isImportCall(node: ts.CallExpression): boolean {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(node.expression) && node.expression.text === 'require';
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
  if (node.importClause.isTypeOnly) return true;
  const named = node.importClause.namedBindings;
  if (node.importClause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.every((element) => element.isTypeOnly);
}

function target(from: string, specifier: string): { file: string } | { package: string } {
  if (!specifier.startsWith('.')) {
    const parts = specifier.split('/');
    return { package: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
  }
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = ['.ts', '.tsx', '/index.ts', '', '.d.ts'].map((end) => base.replace(/\.js$/, '') + end);
  return { file: candidates.find((candidate) => existsSync(path.join(root, candidate))) ?? base };
}
