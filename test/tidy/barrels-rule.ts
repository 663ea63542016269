// No barrels and no drawers: a file that only passes on others' exports hides who needs whom, and a file called "utils"
// collects what nobody found a place for.
import type { SourceFile } from './source-file.ts';
import { isNode } from './syntax-node.ts';
import type { Rule, Violation } from './violation.ts';

const DRAWERS = /(^|\/)(index|utils?|helpers?|types|common|shared|misc)\.tsx?$/;

export const barrelsRule: Rule = {
  sentence: 'there are no barrels and no drawers (index, utils, helpers, types, common)',
  check: (tree) => tree.sources.flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  if (DRAWERS.test(file.path)) {
    found.push({ path: file.path, line: 1, message: 'has the name of a drawer; name it for what it exports' });
  }
  const body = file.program['body'];
  const statements = Array.isArray(body) ? body.filter(isNode) : [];
  for (const statement of statements) {
    if (statement.type !== 'ExportAllDeclaration') continue;
    found.push({
      path: file.path,
      line: file.lineOf(statement.start),
      message: 'passes on everything with `export *`',
    });
  }
  const passing = statements.filter(
    (statement) => isNode(statement['source']) && statement.type !== 'ImportDeclaration',
  );
  if (statements.length > 0 && passing.length === statements.length) {
    found.push({ path: file.path, line: 1, message: 'is a barrel: it only passes on what others export' });
  }
  return found;
}
