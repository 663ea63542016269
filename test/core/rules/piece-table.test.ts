// The table over pieces: what a group by unit could still gain, reckoned by hand, and the walk that follows it. Pieces come
// dearest first; an open set is worth nothing until it is full.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { choiceTrees } from '../../../core/rules/choice-tree.ts';
import type { PiecesNode } from '../../../core/rules/choice-tree.ts';
import { byTable, inOrder } from '../../../core/rules/search-choice.ts';
import { opened } from './small-shop.ts';
import { drinks, offer, pairFor, percentOff, shop, snacks } from './competing-shop.ts';
import type { Campaign, Goods } from './competing-shop.ts';

function pieces(campaigns: readonly Campaign[], lines: readonly Goods[]) {
  const { sale } = opened(shop([{ id: 'g', mode: 'best', scope: 'unit' }], campaigns, lines));
  const [component] = choiceTrees(sale, new Set());
  if (component?.root.kind !== 'pieces') throw new Error('the group is one by unit');
  return { sale, node: component.root, candidates: component.candidates };
}

const five = (...prices: readonly number[]): Goods[] =>
  prices.map((amount, at) => ({ id: `s${at}`, amount, categories: ['snack'] }));
const ofThree: Campaign['effects'][number] = {
  kind: 'bundle',
  take: [{ selector: snacks, n: 3 }],
  give: { from: 0, percent: 10_000 },
};
const drinksAndSnack: Campaign['effects'][number] = {
  kind: 'bundle',
  take: [{ selector: drinks, n: 2 }],
  give: { from: snacks, percent: 10_000 },
};

describe('the most a group could gain', () => {
  test.each<{
    readonly why: string;
    readonly effects: readonly Campaign['effects'][number][];
    readonly lines: Goods[];
    readonly most: number;
  }>([
    { why: 'of 3 the cheapest free', effects: [ofThree], lines: five(500, 400, 300, 200), most: 300 },
    {
      why: 'the dearest goods make the set, not the best sets',
      effects: [ofThree],
      lines: five(500, 500, 500, 100, 100, 100),
      most: 600,
    },
    {
      why: 'of 3 the dearest free',
      effects: [{ ...ofThree, give: { from: 0, percent: 10_000, gift: 'dearest' } }],
      lines: five(500, 400, 300),
      most: 500,
    },
    {
      why: 'two of the three free',
      effects: [{ ...ofThree, give: { from: 0, n: 2, percent: 5000 } }],
      lines: five(500, 401, 300),
      most: 201 + 150,
    },
    {
      why: 'a gift at 1.00',
      effects: [{ ...ofThree, give: { from: 0, priceEach: 100 } }],
      lines: five(500, 400, 300),
      most: 200,
    },
    { why: 'a pair for 5.00', effects: [pairFor(500)], lines: five(400, 300, 200), most: 200 },
    { why: 'a pair that costs more as a pair', effects: [pairFor(900)], lines: five(400, 300), most: 0 },
    { why: 'a set that lacks a piece', effects: [ofThree], lines: five(500, 400), most: 0 },
    { why: 'a tenth, rounded up on each', effects: [percentOff(1000)], lines: five(99, 99), most: 20 },
    {
      why: 'free pieces, the dearest first',
      effects: [{ kind: 'free', pieces: 2, selector: snacks }],
      lines: five(500, 400, 300),
      most: 900,
    },
    {
      why: 'a fixed price: at most what it costs',
      effects: [{ kind: 'fixedPrice', price: 100, selector: snacks }],
      lines: five(500, 400),
      most: 900,
    },
    {
      why: 'two rules over the same pieces',
      effects: [ofThree, pairFor(450)],
      lines: five(500, 400, 300, 200, 100),
      most: 450 + 100,
    },
  ])('$why', ({ effects, lines, most }) => {
    const { node } = pieces(
      effects.map((effect, at) => offer(`r${at}`, effect)),
      lines,
    );
    expect(node.table.most).toBe(most);
  });

  test('as many gifts as there could be sets, the dearest first', () => {
    const lines = [...five(300, 200), { id: 'd', amount: 600, pieces: 3, categories: ['drink'] }];
    const { node } = pieces([offer('r', drinksAndSnack)], lines);
    expect(node.table.most).toBe(300);
  });

  test('a set price over several kinds', () => {
    const effect: Campaign['effects'][number] = {
      kind: 'bundle',
      take: [
        { selector: drinks, n: 1 },
        { selector: snacks, n: 1 },
      ],
      setPrice: 400,
    };
    const lines = [...five(300), { id: 'd', amount: 250, categories: ['drink'] }];
    expect(pieces([offer('r', effect)], lines).node.table.most).toBe(150);
  });

  test('an open set is worth what closes it, and minus infinity where nothing can', () => {
    const { node } = pieces([offer('r', pairFor(500))], five(400, 300));
    expect(node.table.ahead(1, 1)).toBe(300 - 500);
    expect(node.table.ahead(2, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(node.table.ahead(2, 0)).toBe(0);
  });

  test('too many states for a table: a rough bound that is never smaller', () => {
    const many = Array.from({ length: 6 }, (_, at) =>
      offer(`r${at}`, { kind: 'bundle', take: [{ selector: snacks, n: 9 }], give: { from: 0, percent: 10_000 } }),
    );
    const { node } = pieces(many, five(500, 400, 300));
    expect(9 ** 6 * 4).toBeGreaterThan(limits.choiceTableMax);
    // Each piece could be somebody's gift.
    expect(node.table.most).toBe(1200);
    expect(node.table.ahead(1, 0)).toBe(700);
  });
});

describe('candidates, as a person counts them', () => {
  test.each([
    { effect: ofThree, n: 2 },
    { effect: pairFor(500), n: 3 },
    { effect: percentOff(1000), n: 1 },
    { effect: { ...ofThree, take: [{ selector: snacks, n: 9 }] }, n: 1 },
  ])('seven pieces are $n of $effect.kind', ({ effect, n }) => {
    expect(pieces([offer('r', effect)], five(7, 6, 5, 4, 3, 2, 1)).candidates).toBe(n);
  });
});

describe('two first answers', () => {
  const campaigns = [offer('a', ofThree, { priority: 1 }), offer('b', pairFor(450))];
  const owners = (node: PiecesNode, parts: ReturnType<typeof byTable>) =>
    node.rules.map(({ offer: { by }, offer: one }) => [by.id, [...(parts.get(one) ?? [])]]);

  test('in order: the first rule takes what makes its sets, the next the rest', () => {
    const { sale, node } = pieces(campaigns, five(500, 400, 300, 200, 100));
    expect(owners(node, inOrder(sale, node))).toEqual([
      ['a', [0, 1, 2]],
      ['b', [3, 4]],
    ]);
  });

  test('by the table: each piece where the most is ahead', () => {
    const { node } = pieces(campaigns, five(500, 400, 300, 200, 100));
    // The pair 5.00 + 4.00 gains 4.50, the three others 1.00; in order it would be 3.00 and nothing.
    expect(owners(node, byTable(node))).toEqual([
      ['a', [2, 3, 4]],
      ['b', [0, 1]],
    ]);
  });
});
