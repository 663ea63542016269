// A function fits on a screen and a file in a head: 70 and 400 lines. A `describe` callback is a chapter, not a function; the
// functions inside it are counted.
import type { SourceFile } from './source-file.ts';
import { dottedName, isNode, walk, type SyntaxNode } from './syntax-node.ts';
import type { Rule, Violation } from './violation.ts';

const FUNCTION_LINES_MAX = 70;
const FILE_LINES_MAX = 400;
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export const lengthsRule: Rule = {
  sentence: `functions have at most ${FUNCTION_LINES_MAX} lines and files at most ${FILE_LINES_MAX}`,
  check: (tree) => tree.sources.flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  const lines = file.text.trimEnd().split('\n').length;
  if (lines > FILE_LINES_MAX) found.push({ path: file.path, line: 1, message: `has ${lines} lines` });
  walk(file.program, (node, parents) => {
    if (!FUNCTIONS.has(node.type) || isChapter(node, parents.at(-1))) return;
    const start = file.lineOf(node.start);
    const length = file.lineOf(node.end) - start + 1;
    if (length <= FUNCTION_LINES_MAX) return;
    found.push({ path: file.path, line: start, message: `a function of ${length} lines` });
  });
  return found;
}

/** `describe('…', () => {…})`, `describe.each(…)('…', …)`. */
function isChapter(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.type !== 'CallExpression' || parent['callee'] === node) return false;
  let callee = parent['callee'];
  while (isNode(callee) && callee.type === 'CallExpression') callee = callee['callee'];
  return /^describe(\.|$)/.test(dottedName(callee) ?? '');
}
