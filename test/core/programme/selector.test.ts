// Which goods a rule is about; a twin that climbs the tree of goods, and the keys by which the index finds them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../core/basket/basket.ts';
import { categoryTree } from '../../../core/programme/category-tree.ts';
import { fewest, lineTest, selectorKeys, selectorSchema } from '../../../core/programme/selector.ts';
import type { Selector } from '../../../core/programme/selector.ts';
import { limits } from '../../../core/base/limits.ts';
import { runs } from '../../support/runs.ts';
import { line } from '../../support/shop.ts';
import { categoryPairs, selectors } from '../rules/arbitraries.ts';
import { readSent, sentInputs } from '../rules/input-arbitraries.ts';

const tree = categoryTree(categoryPairs);
const espresso = line('a', 'Espresso', 250, {
  sku: '4711',
  gtin: '04099123010856',
  categories: ['hot'],
  brand: 'Kornblume',
  tags: ['bio'],
  posDiscounts: [{ kind: 'promo', amount: 10 as Line['amount'] }],
});
const bare = line('b', 'Something', 100);

describe('says one thing', () => {
  test.each<[string, Selector, boolean, boolean]>([
    ['everything', { everything: true }, true, true],
    ['a SKU', { sku: ['4711'] }, true, false],
    ['one of some', { sku: ['4712', '4711'] }, true, false],
    ['another', { sku: ['4712'] }, false, false],
    ['others', { sku: ['4712', '4713'] }, false, false],
    ['a GTIN', { gtin: ['04099123010856'] }, true, false],
    ['another GTIN', { gtin: ['04099123010436'] }, false, false],
    ['its category', { category: ['hot'] }, true, false],
    ['one above it', { category: ['goods'] }, true, false],
    ['one beside it', { category: ['pastry'] }, false, false],
    ['one of two', { category: ['pastry', 'drinks'] }, true, false],
    ['one nobody planted', { category: ['other'] }, false, false],
    ['a brand', { brand: ['Kornblume'] }, true, false],
    ['one of two brands', { brand: ['Kornblume', 'Halm'] }, true, false],
    ['a tag', { tag: ['bio'] }, true, false],
    ['one of two tags', { tag: ['new', 'bio'] }, true, false],
    ['another tag', { tag: ['new'] }, false, false],
    ['a kind', { kind: ['goods'] }, true, true],
    ['another kind', { kind: ['service', 'fee'] }, false, false],
    ['what the POS reduced', { posDiscount: ['promo', 'markdown'] }, true, false],
    ['what it reduced otherwise', { posDiscount: ['markdown'] }, false, false],
    ['not', { not: { tag: ['bio'] } }, false, true],
    ['any', { any: [{ tag: ['new'] }, { sku: ['4711'] }] }, true, false],
    ['none of any', { any: [{ tag: ['new'] }, { sku: ['1'] }] }, false, false],
    ['all', { all: [{ tag: ['bio'] }, { sku: ['4711'] }] }, true, false],
    ['not all of all', { all: [{ tag: ['bio'] }, { sku: ['1'] }] }, false, false],
  ])('%s', (_, selector, first, second) => {
    const selects = lineTest(selector, tree);
    expect([selects(espresso), selects(bare)]).toEqual([first, second]);
  });
});

describe('refuses', () => {
  const names = (n: number): string[] => Array.from({ length: n }, (_, at) => `s${at}`);
  test.each<[string, object]>([
    ['nothing said', {}],
    ['two things said', { sku: ['1'], tag: ['bio'] }],
    ['an empty list', { sku: [] }],
    ['an empty name', { sku: [''] }],
    ['a name that is too long', { sku: ['x'.repeat(41)] }],
    ['too many names', { sku: names(limits.selectorNamesMax + 1) }],
    ['everything but', { everything: false }],
    ['no branches', { any: [] }],
    ['too many branches', { all: Array.from({ length: limits.selectorBranchesMax + 1 }, () => ({ sku: ['1'] })) }],
    ['a branch that says nothing', { not: {} }],
    ['an unknown key', { colour: ['red'] }],
    ['a GTIN of 13 digits', { gtin: ['4099123010856'] }],
  ])('%s', (_, selector) => {
    const read = selectorSchema.safeParse(selector);
    expect(read.success).toBe(false);
    expect(read.error?.issues[0]?.message).toBeTruthy();
  });
  test('and says what a selector may say', () => {
    expect(selectorSchema.safeParse({}).error?.issues[0]?.message).toContain('exactly one of: everything, sku');
  });
  test('nothing at its bounds', () => {
    expect(selectorSchema.safeParse({ sku: names(limits.selectorNamesMax) }).success).toBe(true);
    const branches = Array.from({ length: limits.selectorBranchesMax }, () => ({ sku: ['1'] }));
    expect(selectorSchema.safeParse({ any: branches }).success).toBe(true);
  });
});

describe('keys', () => {
  test.each<[string, Selector, readonly string[] | null]>([
    [
      'of a SKU, GTIN, brand or tag',
      { any: [{ sku: ['1'] }, { gtin: ['2'] }, { brand: ['B'] }, { tag: ['t'] }] },
      ['s:1', 'g:2', 'b:B', 't:t'],
    ],
    ['of a category, with all below it, once', { category: ['drinks', 'hot'] }, ['c:drinks', 'c:hot']],
    ['of all: the fewest', { all: [{ sku: ['1', '2'] }, { tag: ['t'] }, { everything: true }] }, ['t:t']],
    ['of all that say nothing', { all: [{ everything: true }] }, null],
    ['of any with one that says nothing', { any: [{ sku: ['1'] }, { kind: ['goods'] }] }, null],
    ['of not', { not: { sku: ['1'] } }, null],
    ['of everything', { everything: true }, null],
    ['of a discount of the POS', { posDiscount: ['promo'] }, null],
  ])('%s', (_, selector, keys) => {
    expect(selectorKeys(selector, tree)).toEqual(keys);
  });
  test('the fewest of several, the first of equals', () => {
    expect(fewest([null, ['a', 'b'], ['c'], ['d']])).toEqual(['c']);
    expect(fewest([null])).toBeNull();
    expect(fewest([])).toBeNull();
  });
});

const parents = new Map(categoryPairs.map(({ id, parent }) => [id, parent]));

/** As it is written, word by word; a category is found by climbing. */
function naive(selector: Selector, one: Line): boolean {
  const { sku, gtin, category, brand, tag, kind, posDiscount, any, all, not } = selector;
  if (any) return any.some((each) => naive(each, one));
  if (all) return all.every((each) => naive(each, one));
  if (not) return !naive(not, one);
  if (sku) return sku.some((each) => each === one.sku);
  if (gtin) return gtin.some((each) => each === one.gtin);
  if (brand) return brand.some((each) => each === one.brand);
  if (kind) return kind.some((each) => each === one.kind);
  if (tag) return tag.some((each) => one.tags.includes(each));
  if (posDiscount) return posDiscount.some((each) => one.posDiscounts.some((found) => found.kind === each));
  if (category) return one.categories.some((each) => isBelow(each, category));
  return true;
}

function isBelow(from: string, wanted: readonly string[]): boolean {
  for (let at: string | undefined = from; at !== undefined; at = parents.get(at)) if (wanted.includes(at)) return true;
  return false;
}

function keysOf(one: Line): string[] {
  return [
    `s:${one.sku ?? ''}`,
    `g:${one.gtin ?? ''}`,
    `b:${one.brand ?? ''}`,
    ...one.categories.map((each) => `c:${each}`),
    ...one.tags.map((each) => `t:${each}`),
  ];
}

test('selects what is written, and what it selects has one of its keys', () => {
  fc.assert(
    fc.property(selectors, sentInputs, (written, sent) => {
      const selector = selectorSchema.parse(written);
      const selects = lineTest(selector, tree);
      const keys = selectorKeys(selector, tree);
      for (const one of readSent(sent).basket.lines) {
        expect(selects(one)).toBe(naive(selector, one));
        if (keys && selects(one)) expect(keysOf(one).some((key) => keys.includes(key))).toBe(true);
      }
    }),
    runs(500),
  );
});
