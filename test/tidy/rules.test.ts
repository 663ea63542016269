import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../house/step.ts';
import { readTree } from './read-tree.ts';
import { rules } from './rules.ts';
import { describeViolation } from './violation.ts';

describe('the house as it stands', () => {
  const tree = readTree(repositoryRoot);

  it.each(rules)('$sentence', (rule) => {
    expect(rule.check(tree).map(describeViolation)).toEqual([]);
  });
});
