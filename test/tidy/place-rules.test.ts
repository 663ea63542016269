import { describe, expect, it } from 'vitest';
import { readmesRule } from './readmes-rule.ts';
import { testsRule } from './tests-rule.ts';
import { topLevelRule } from './top-level-rule.ts';
import { judge } from './tree-of.ts';

describe('READMEs', () => {
  it('bad: none, too long, without a title', () => {
    expect(judge(readmesRule, { 'demo/start.ts': '' })).toEqual(['demo/README.md:1 is missing']);
    expect(judge(readmesRule, { 'demo/README.md': `# Demo\n${'x\n'.repeat(80)}` })).toHaveLength(1);
    expect(judge(readmesRule, { 'demo/README.md': 'Demo' })).toHaveLength(1);
  });

  it('good: a page in each folder of the tables that exists', () => {
    expect(judge(readmesRule, { 'demo/README.md': '# Demo\n\nStarts it all.\n' })).toEqual([]);
    expect(judge(readmesRule, { 'agent/README.md': '# Agent', 'agent/till/a.ts': '' })).toEqual([
      'agent/till/README.md:1 is missing',
    ]);
  });
});

describe('the top level', () => {
  it('bad: anything that the table does not name', () => {
    expect(judge(topLevelRule, { 'notes.txt': '', 'lib/a.txt': '' })).toHaveLength(2);
  });

  it('good: the rooms', () => {
    expect(judge(topLevelRule, { 'core/base/a.ts': '', LICENSE: '' })).toEqual([]);
  });
});

describe('tests', () => {
  it.each([
    "it.skip('x', () => {});",
    "describe.only('x', () => {});",
    "test.todo('x');",
    "it.concurrent.skip('x', () => {});",
    "it.each([1]).skip('x', () => {});",
    "it.skipIf(true)('x', () => {});",
    "describe.runIf(false)('x', () => {});",
    "it.fails('x', () => {});",
    "xit('x', () => {});",
    "fdescribe('x', () => {});",
    "it('x', { skip: true }, () => {});",
    "it('x', (context) => { context.skip(); });",
    'const maybe = ready ? it : it.skip;',
  ])('bad: %s', (text) => {
    expect(judge(testsRule, { 'test/stories/a.test.ts': text }).length).toBeGreaterThan(0);
  });

  it('bad: a test in a room, and one that mirrors nothing', () => {
    const files = {
      'core/base/money.test.ts': "it('x', () => {});",
      'test/core/bace/money.test.ts': "it('x', () => {});",
      'core/base/money.ts': '',
    };
    expect(judge(testsRule, files)).toHaveLength(2);
  });

  it.each([
    ['test/core/base/money.test.ts', "it('x', () => {}); describe.each([1])('y', () => {});"],
    ['test/end-to-end/sale.test.ts', "it('skip', () => { page.only = rows.slice(1); });"],
  ])('good: %s: %s', (path, text) => {
    expect(judge(testsRule, { [path]: text, 'core/base/money.ts': '' })).toEqual([]);
  });
});
