// Tests sleep nowhere and lie where the house says: no skip, only or todo; every test file under test/, in a folder that
// mirrors a real one. A test that cannot run on this machine says so in its name and passes; it does not vanish.
import { isTest, ROOMS } from './house.ts';
import type { SourceFile } from './source-file.ts';
import { dottedName, isNode, walk, type SyntaxNode } from './syntax-node.ts';
import type { Rule, Tree, Violation } from './violation.ts';

const ASLEEP = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails']);
const ROOTS = new Set(['describe', 'it', 'test', 'suite', 'bench']);
const CROSSED = /^(x(it|test|describe)|f(it|describe))$/;
const OPTIONS = new Set(['skip', 'only', 'todo', 'fails']);

export const testsRule: Rule = {
  sentence: 'no test is skipped or singled out, and test files mirror the rooms under test/',
  check: (tree) => tree.sources.flatMap((file) => [...checkPlace(tree, file), ...checkSleepers(file)]),
};

function checkPlace(tree: Tree, file: SourceFile): Violation[] {
  if (!isTest(file.path)) return [];
  if (!file.path.startsWith('test/')) return [{ path: file.path, line: 1, message: 'a test belongs under test/' }];
  const mirrored = file.path.slice('test/'.length).split('/').slice(0, -1).join('/');
  const room = mirrored.split('/')[0] ?? '';
  if (!(room in ROOMS) || tree.paths.includes(`${mirrored}/`)) return [];
  return [{ path: file.path, line: 1, message: `mirrors ${mirrored}/, which does not exist` }];
}

function checkSleepers(file: SourceFile): Violation[] {
  if (!file.path.startsWith('test/')) return [];
  const found: Violation[] = [];
  walk(file.program, (node) => {
    const message = judgeNode(node, isTest(file.path));
    if (message !== undefined) found.push({ path: file.path, line: file.lineOf(node.start), message });
  });
  return found;
}

function judgeNode(node: SyntaxNode, inTest: boolean): string | undefined {
  if (node.type === 'MemberExpression') {
    const property = dottedName(node['property']) ?? '';
    return ASLEEP.has(property) && ROOTS.has(rootOf(node)) ? `${rootOf(node)}….${property} is not allowed` : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const name = dottedName(node['callee']) ?? '';
  if (CROSSED.test(name)) return `${name} is not allowed`;
  if (inTest && /^\w+\.skip$/.test(name) && !ROOTS.has(rootOf(node))) return `${name}() is not allowed`;
  return ROOTS.has(rootOf(node)) && hasSleepingOption(node) ? `${name}(…, { skip or only }) is not allowed` : undefined;
}

/** `it` for `it.concurrent.each([1])('…')`: through members and calls down to the name it all begins with. */
function rootOf(node: SyntaxNode): string {
  const inner = node.type === 'MemberExpression' ? node['object'] : node['callee'];
  return isNode(inner) ? rootOf(inner) : (dottedName(node) ?? '');
}

function hasSleepingOption(call: SyntaxNode): boolean {
  const given = call['arguments'];
  if (!Array.isArray(given)) return false;
  return given.filter(isNode).some((argument) => {
    const properties = argument.type === 'ObjectExpression' ? argument['properties'] : [];
    if (!Array.isArray(properties)) return false;
    return properties.filter(isNode).some((property) => OPTIONS.has(dottedName(property['key']) ?? ''));
  });
}
