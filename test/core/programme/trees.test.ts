// The tree of goods and the tree of groups, as tables that are looked up and never climbed.
import { expect, test } from 'vitest';
import { groupSchema } from '../../../core/programme/campaign.ts';
import { categoryTree } from '../../../core/programme/category-tree.ts';
import { groupTree } from '../../../core/programme/group-tree.ts';

test('a category holds itself and all below it', () => {
  const tree = categoryTree([
    { id: 'hot', parent: 'drinks' },
    { id: 'drinks', parent: 'goods' },
    { id: 'pastry', parent: 'goods' },
    { id: 'tea', parent: 'hot' },
  ]);
  expect(tree.get('goods')?.toSorted()).toEqual(['drinks', 'goods', 'hot', 'pastry', 'tea']);
  expect(tree.get('drinks')).toEqual(['drinks', 'hot', 'tea']);
  expect(tree.get('hot')).toEqual(['hot', 'tea']);
  expect(tree.get('tea')).toBeUndefined();
  expect(categoryTree([]).size).toBe(0);
});

test('a circle ends where it began', () => {
  const tree = categoryTree([
    { id: 'a', parent: 'b' },
    { id: 'b', parent: 'a' },
  ]);
  expect(tree.get('a')).toEqual(['a', 'b']);
});

test('a group stands in those around it, the innermost first', () => {
  const groups = [
    { id: 'inner', parent: 'middle', mode: 'best' },
    { id: 'outer', mode: 'all' },
    { id: 'middle', parent: 'outer', mode: 'first' },
  ].map((group) => groupSchema.parse(group));
  const tree = groupTree(groups);
  expect(tree.path('inner').map(({ id }) => id)).toEqual(['inner', 'middle', 'outer']);
  expect(tree.path('outer').map(({ id }) => id)).toEqual(['outer']);
  expect(tree.path('nowhere')).toEqual([]);
});
