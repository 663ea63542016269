// No way around the compiler, the linter or the formatter in any single file: a rule that is wrong is changed for all.
import type { SourceFile } from './source-file.ts';
import { dottedName, isNode, walk, type SyntaxNode } from './syntax-node.ts';
import type { Rule, Violation } from './violation.ts';

const ESCAPES = /\b(ox|es)lint-disable|@ts-(ignore|expect-error|nocheck)|prettier-ignore|(v8|istanbul) ignore/;

export const escapesRule: Rule = {
  sentence: 'no file silences the compiler, the linter or the formatter, or casts twice',
  check: (tree) => tree.sources.flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = file.comments
    .filter((comment) => ESCAPES.test(comment.value))
    .map((comment) => ({ path: file.path, line: file.lineOf(comment.start), message: 'silences a tool' }));
  walk(file.program, (node) => {
    if (node.type !== 'TSAsExpression' || !isNode(node['expression'])) return;
    if (node['expression'].type !== 'TSAsExpression' || isConst(node['expression'])) return;
    found.push({
      path: file.path,
      line: file.lineOf(node.start),
      message: 'casts twice: a cast through unknown or object says nothing true',
    });
  });
  return found;
}

function isConst(cast: SyntaxNode): boolean {
  const type = cast['typeAnnotation'];
  return isNode(type) && dottedName(type['typeName']) === 'const';
}
