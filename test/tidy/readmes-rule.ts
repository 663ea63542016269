// Every room and every step of a room has a README of a page at most: purpose, may import, decisions, gotchas.
import { FOLDERS_WITH_README } from './house.ts';
import type { Rule, Tree, Violation } from './violation.ts';

const PAGE_LINES_MAX = 80;

export const readmesRule: Rule = {
  sentence: `every room has a README of a page at most (${PAGE_LINES_MAX} lines)`,
  check: (tree) =>
    FOLDERS_WITH_README.filter((folder) => tree.paths.includes(`${folder}/`)).flatMap((folder) =>
      checkFolder(tree, folder),
    ),
};

function checkFolder(tree: Tree, folder: string): Violation[] {
  const path = `${folder}/README.md`;
  if (!tree.paths.includes(path)) return [{ path, line: 1, message: 'is missing' }];
  const text = tree.readText(path).trim();
  const lines = text.split('\n').length;
  if (lines > PAGE_LINES_MAX) return [{ path, line: 1, message: `has ${lines} lines; a page is ${PAGE_LINES_MAX}` }];
  return text.startsWith('# ') ? [] : [{ path, line: 1, message: 'does not begin with its title' }];
}
