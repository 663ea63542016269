// No way around the compiler, the linter or the formatter in any single file: a rule that is wrong is changed for all.
import type { SourceFile } from './source-file.ts';
import { isNode, walk } from './syntax-node.ts';
import type { Rule, Violation } from './violation.ts';

const ESCAPES = /\b(ox|es)lint-disable|@ts-(ignore|expect-error|nocheck)|prettier-ignore|(v8|istanbul) ignore/;

export const escapesRule: Rule = {
  sentence: 'no file silences the compiler, the linter or the formatter, or casts through unknown',
  check: (tree) => tree.sources.flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = file.comments
    .filter((comment) => ESCAPES.test(comment.value))
    .map((comment) => ({ path: file.path, line: file.lineOf(comment.start), message: 'silences a tool' }));
  walk(file.program, (node) => {
    if (node.type !== 'TSAsExpression' || !isNode(node['expression'])) return;
    const inner = node['expression'];
    if (inner.type !== 'TSAsExpression' || !isNode(inner['typeAnnotation'])) return;
    if (inner['typeAnnotation'].type !== 'TSUnknownKeyword') return;
    found.push({ path: file.path, line: file.lineOf(node.start), message: 'casts through unknown' });
  });
  return found;
}
