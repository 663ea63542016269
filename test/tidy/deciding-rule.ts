// Where money and units are decided, nothing may depend on the machine, its language or its floating point: the server and a
// till of another make must come to the same cent, and so must a replay in ten years. Division is in money.ts, by name.
import { DECIDING, DIVIDES } from './house.ts';
import type { SourceFile } from './source-file.ts';
import { dottedName, isNode, walk, type SyntaxNode } from './syntax-node.ts';
import type { Rule, Violation } from './violation.ts';

const FLOATING =
  /^Math\.(pow|exp|expm1|log|log10|log1p|log2|sqrt|cbrt|hypot|a?(sin|cos|tan)h?|atan2|fround|PI|E|LN2|LN10|SQRT2)$/;
const LOCAL = /\.(toLocale[A-Z]\w*|localeCompare)$/;
const PARSING = /^(Number\.)?parseFloat$/;

export const decidingRule: Rule = {
  sentence: 'the rooms that decide about money use no locale, no floating point, and divide in money.ts only',
  check: (tree) => tree.sources.filter((file) => DECIDING.test(file.path)).flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  walk(file.program, (node) => {
    const message = judgeNode(node, file.path);
    if (message !== undefined) found.push({ path: file.path, line: file.lineOf(node.start), message });
  });
  return found;
}

function judgeNode(node: SyntaxNode, path: string): string | undefined {
  const operator = node['operator'];
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
      return judgeName(dottedName(node) ?? '');
    case 'Literal':
      return typeof node['value'] === 'number' && !Number.isInteger(node['value'])
        ? 'a number with a fraction'
        : undefined;
    case 'BinaryExpression':
      if (operator === '**') return isWholePower(node) ? undefined : '`**` may leave the whole numbers';
      return operator === '/' && path !== DIVIDES ? 'division: money.ts divides, and names the rounding' : undefined;
    case 'AssignmentExpression':
      return (operator === '/=' || operator === '**=') && path !== DIVIDES
        ? `\`${operator}\` outside money.ts`
        : undefined;
    default:
      return undefined;
  }
}

function judgeName(name: string): string | undefined {
  if (name === 'Intl') return 'Intl depends on the machine';
  if (FLOATING.test(name)) return `${name} is floating point`;
  if (LOCAL.test(name)) return `${name} depends on the language of the machine`;
  return PARSING.test(name) ? `${name} makes a floating point number` : undefined;
}

/** `10 ** 2`, `10n ** 18n`: whole numbers written out, so the power is whole and the same everywhere. */
function isWholePower(node: SyntaxNode): boolean {
  return [node['left'], node['right']].every(
    (side) =>
      isNode(side) && side.type === 'Literal' && (Number.isInteger(side['value']) || typeof side['value'] === 'bigint'),
  );
}
