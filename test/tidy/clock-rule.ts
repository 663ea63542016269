// Nobody reads the clock or throws dice but the few files that the table names; all others are given time, ids and randomness.
// A run can then be repeated from a seed, and a sale evaluated years later. Key-making is dice too.
import { CLOCK_AND_DICE, isToolConfig } from './house.ts';
import type { SourceFile } from './source-file.ts';
import { dottedName, isNode, walk, type SyntaxNode } from './syntax-node.ts';
import type { Rule, Violation } from './violation.ts';

const MEMBERS =
  /^(Date\.now|Math\.random|performance\.(now|timeOrigin)|process\.(hrtime|uptime)(\.bigint)?|AbortSignal\.timeout|(web)?crypto\.(randomUUID|getRandomValues|randomBytes|randomInt))$/;
const METHODS = /\.(randomSecretKey|randomPrivateKey|keygen)$/;
const GLOBALS = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const IMPORTED =
  /^(random(Bytes|UUID|Int|Fill|FillSync)|getRandomValues|webcrypto|generateKeyPair(Sync)?|generateKey(Sync)?|performance)$/;

export const clockRule: Rule = {
  sentence: 'nobody reads the clock or throws dice but the files that hand them out',
  check: (tree) =>
    tree.sources
      .filter((file) => !isToolConfig(file.path) && !CLOCK_AND_DICE.some((pattern) => pattern.test(file.path)))
      .flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  walk(file.program, (node, parents) => {
    const name = readsClockOrDice(node, parents.at(-1));
    if (name === undefined) return;
    found.push({ path: file.path, line: file.lineOf(node.start), message: `${name}: ask the system for it` });
  });
  return found;
}

function readsClockOrDice(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  switch (node.type) {
    case 'NewExpression':
      return isDateNow(node) ? 'new Date()' : undefined;
    case 'CallExpression':
      return dottedName(node['callee']) === 'Date' ? 'Date()' : undefined;
    case 'MemberExpression': {
      const name = (dottedName(node) ?? '').replace(/^(globalThis|window|self)\./, '');
      return MEMBERS.test(name) || METHODS.test(name) || GLOBALS.has(name) ? name : undefined;
    }
    case 'ImportSpecifier': {
      const name = dottedName(node['imported']) ?? '';
      return IMPORTED.test(name) ? name : undefined;
    }
    case 'Identifier': {
      const name = dottedName(node) ?? '';
      return GLOBALS.has(name) && isReference(node, parent) ? name : undefined;
    }
    default:
      return undefined;
  }
}

function isDateNow(node: SyntaxNode): boolean {
  const given = node['arguments'];
  return dottedName(node['callee']) === 'Date' && Array.isArray(given) && given.length === 0;
}

/** A name that stands for the global itself: not the property of something given to us, not a key, not a type. */
function isReference(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent === undefined) return true;
  if (parent.type === 'MemberExpression') return parent['object'] === node;
  if (parent.type === 'Property') return parent['value'] === node;
  if (isNode(parent['key']) && parent['key'] === node) return false;
  return !parent.type.startsWith('TS');
}
