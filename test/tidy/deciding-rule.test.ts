import { describe, expect, it } from 'vitest';
import { decidingRule } from './deciding-rule.ts';
import { judge } from './tree-of.ts';

describe('deciding: bad', () => {
  it.each([
    'const f = new Intl.NumberFormat();',
    'const s = (5).toLocaleString();',
    'names.sort((a, b) => a.localeCompare(b));',
    'const n = name?.toLocaleUpperCase();',
    'const p = Math.pow(2, 3);',
    'const l = Math.log(2);',
    'const x = a ** 2;',
    'const x = 1.5 * a;',
    'const x = 1e-3;',
    'const x = a / b;',
    'x /= 2;',
    'const x = parseFloat(text);',
  ])('%s', (text) => {
    expect(judge(decidingRule, { 'core/rules/a.ts': text }).length).toBeGreaterThan(0);
    expect(judge(decidingRule, { 'core/base/limits.ts': text, 'core/projection/a.ts': text })).toEqual([]);
  });
});

describe('deciding: good', () => {
  it.each([
    ['core/rules/a.ts', 'const x = 10 ** 2 * a + 10n ** 18n; const y = 1e3; const z = Math.max(a, b) % 7;'],
    ['core/base/money.ts', 'const half = (a + b) / 2n;'],
    ['core/ledger/a.ts', "const text = '1.5 / 2'; // 1.5 / 2"],
  ])('%s: %s', (path, text) => {
    expect(judge(decidingRule, { [path]: text })).toEqual([]);
  });

  it('money.ts divides, but not by fractions', () => {
    expect(judge(decidingRule, { 'core/base/money.ts': 'const x = a / 1.5;' })).toHaveLength(1);
  });
});
