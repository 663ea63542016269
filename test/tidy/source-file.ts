// One source file as tidy sees it: its text, its syntax tree, and the facts that several rules ask for (imports, exports).
// The tree is oxc's ESTree, through vite, because TypeScript 7's own package has no stable API for JavaScript yet.
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { isNode, walk, type SyntaxNode } from './syntax-node.ts';

export interface SourceFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: SyntaxNode;
  readonly comments: readonly Comment[];
  readonly imports: readonly Import[];
  readonly exports: readonly string[];
  lineOf(offset: number): number;
}

export interface Comment {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface Import {
  /** As written: `./money.ts`, `zod`, `node:fs`. */
  readonly specifier: string;
  /** The file inside the repository for a relative import; undefined for a package. */
  readonly target: string | undefined;
  readonly line: number;
}

export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(posix.basename(path), text);
  const fault = parsed.errors[0];
  if (fault !== undefined) throw new Error(`${path} does not parse: ${fault.message}`);
  const program: unknown = parsed.program;
  if (!isNode(program)) throw new Error(`${path}: the parser gave no tree`);
  const lineOf = lineFinder(text);
  return {
    path,
    text,
    program,
    comments: parsed.comments.map(({ value, start, end }) => ({ value, start, end })),
    imports: findImports(path, program, lineOf),
    exports: findExports(program),
    lineOf,
  };
}

/** Static, dynamic, re-exporting and type-position imports (`import('./a.ts').A`) alike: a type is knowledge too. */
function findImports(path: string, program: SyntaxNode, lineOf: (offset: number) => number): Import[] {
  const found: Import[] = [];
  walk(program, (node) => {
    const source = IMPORTING.has(node.type) ? node['source'] : undefined;
    if (!isNode(source) || typeof source['value'] !== 'string') return;
    const specifier = source['value'];
    const relative = specifier.startsWith('.');
    const target = relative ? posix.normalize(posix.join(posix.dirname(path), specifier)) : undefined;
    found.push({ specifier, target, line: lineOf(node.start) });
  });
  return found;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function findExports(program: SyntaxNode): string[] {
  const names: string[] = [];
  for (const statement of nodesIn(program, 'body')) {
    if (statement.type === 'ExportDefaultDeclaration') names.push('default');
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const specifier of nodesIn(statement, 'specifiers')) names.push(nameOf(specifier['exported']));
    const declaration = statement['declaration'];
    if (!isNode(declaration)) continue;
    if (isNode(declaration['id'])) names.push(nameOf(declaration['id']));
    for (const declarator of nodesIn(declaration, 'declarations')) names.push(nameOf(declarator['id']));
  }
  return names.filter((name) => name !== '');
}

function nodesIn(node: SyntaxNode, key: string): SyntaxNode[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : '';
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = starts.findLastIndex((start) => start <= offset);
    if (line === -1) line = 0;
    return line + 1;
  };
}
