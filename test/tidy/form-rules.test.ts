import { describe, expect, it } from 'vitest';
import { barrelsRule } from './barrels-rule.ts';
import { escapesRule } from './escapes-rule.ts';
import { lengthsRule } from './lengths-rule.ts';
import { namesRule } from './names-rule.ts';
import { openingsRule } from './openings-rule.ts';
import { judge } from './tree-of.ts';

const lines = (count: number): string => 'step();\n'.repeat(count);

describe('barrels and drawers', () => {
  it.each([
    ['ui/parts/index.ts', 'export const a = 1;'],
    ['ui/parts/utils.ts', 'export const a = 1;'],
    ['core/base/types.ts', 'export type A = 1;'],
    ['core/base/money.ts', "export * from './cents.ts'; export const a = 1;"],
    ['core/base/money.ts', "export { cents } from './cents.ts'; export type { Euro } from './euro.ts';"],
  ])('bad: %s: %s', (path, text) => {
    expect(judge(barrelsRule, { [path]: text })).toHaveLength(1);
  });

  it('good: a file of its own that passes one thing on', () => {
    const text = "export { cents } from './cents.ts';\nexport const a = 1;";
    expect(judge(barrelsRule, { 'core/base/money.ts': text })).toEqual([]);
  });
});

describe('lengths', () => {
  it.each([
    ['a function of 71 lines', `function f() {\n${lines(69)}}\n`],
    ['an arrow', `const f = () => {\n${lines(69)}};\n`],
    ['a method', `class A { f() {\n${lines(69)}} }\n`],
    ['a test', `it('x', () => {\n${lines(69)}});\n`],
    ['a file of 401 lines', lines(401)],
  ])('bad: %s', (_, text) => {
    expect(judge(lengthsRule, { 'core/base/a.ts': text })).toHaveLength(1);
  });

  it.each([
    ['a function of 70 lines', `function f() {\n${lines(68)}}\n`],
    ['a file of 400 lines', lines(400)],
    ['a chapter of tests', `describe.each([1])('x', () => {\n${lines(100)}});\n`],
  ])('good: %s', (_, text) => {
    expect(judge(lengthsRule, { 'test/a.ts': text })).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['core/base/roundMoney.ts', 'export const roundMoney = 1;'],
    ['core/Base/money.ts', 'export const money = 1;'],
    ['core/base/money.ts', 'export const money = 1; export default money;'],
    ['core/base/money.ts', 'export function openDatabase() {}'],
    ['agent/till/change-sale.ts', 'export const addProduct = 1; export const setQuantity = 2;'],
    ['agent/storage/cache-store.ts', 'export const openStore = 1;'],
    ['core/base/write-record.ts', 'export const bodyOf = 1; export const headOf = 2;'],
  ])('bad: %s: %s', (path, text) => {
    expect(judge(namesRule, { [path]: text })).toHaveLength(1);
  });

  it.each([
    ['core/base/round-money.ts', 'export const roundMoney = 1;'],
    ['core/base/time.ts', 'export type Moment = 1; export type BusinessDate = 2;'],
    ['core/programme/conditions.ts', 'export const conditionTable = {};'],
    ['agent/api/json-body.ts', 'export const acceptJsonOnly = 1; export const hasBody = 2;'],
    ['agent/devices/printer-status.ts', 'export const statusBytes = 1; export const paperOf = 2;'],
    ['core/ledger/ledger-rows.ts', 'export const rowOf = 1;'],
    ['core/base/id.ts', 'const makeId = 1; export { makeId };'],
    ['agent/storage/migrations/0001-first-tables.ts', 'export const firstTables = 1;'],
    ['agent/entry.ts', 'start();'],
    ['ui/vite.config.ts', 'export default {};'],
    ['test/core/base/money.test.ts', 'it();'],
  ])('good: %s: %s', (path, text) => {
    expect(judge(namesRule, { [path]: text })).toEqual([]);
  });
});

describe('openings', () => {
  it.each([
    'export const a = 1;',
    '// Money.\nexport const a = 1;',
    'const a = 1; // What lives here comes too late to open a file.',
  ])('bad: %s', (text) => {
    expect(judge(openingsRule, { 'core/base/money.ts': text })).toHaveLength(1);
  });

  it.each([
    '// Money as whole cents; the only file that divides it.\nexport const a = 1;',
    '#!/usr/bin/env node\n/* Money as whole cents; the only file that divides it. */\nexport const a = 1;',
  ])('good: %s', (text) => {
    expect(judge(openingsRule, { 'core/base/money.ts': text })).toEqual([]);
  });
});

describe('escapes', () => {
  it.each([
    '// eslint-disable-next-line no-var\nvar a = 1;',
    '/* oxlint-disable */ const a = 1;',
    '// @ts-expect-error\nconst a = 1;',
    '// prettier-ignore\nconst a = 1;',
    'const a = b as unknown as Money;',
    'const a = b as object as Money;',
  ])('bad: %s', (text) => {
    expect(judge(escapesRule, { 'core/base/money.ts': text })).toHaveLength(1);
  });

  it('good: a cast that was checked, and words in a string', () => {
    const text =
      "const a = b as Money; const c = 'eslint-disable'; const d: unknown = b as unknown; const e = [1] as const as List;";
    expect(judge(escapesRule, { 'core/base/money.ts': text })).toEqual([]);
  });
});
