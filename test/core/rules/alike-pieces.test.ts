// Two pieces of a line are one and the same to the search, unless something made them differ: by a cent is enough.
import { expect, test } from 'vitest';
import { alikePieces } from '../../../core/rules/alike-pieces.ts';
import { choiceTrees } from '../../../core/rules/choice-tree.ts';
import { amountOff, offer, pairFor, percentOff, shop } from './competing-shop.ts';
import type { Campaign, Goods, Groups } from './competing-shop.ts';
import { opened } from './small-shop.ts';

const free = { group: undefined as never };
const pair = offer('pair', pairFor(150));
const nobody = { on: new Set<never>(), pieces: new Map<never, never>() };
const two = (price: number, id = 's'): Goods => ({ id, amount: price * 2, pieces: 2, categories: ['snack'] });

function alike(campaigns: readonly Campaign[], lines: readonly Goods[], more: Groups = []): boolean {
  const groups: Groups = [{ id: 'g', mode: 'best', scope: 'unit' }, ...more];
  const { sale } = opened(shop(groups, [pair, ...campaigns], lines));
  const roots = choiceTrees(sale, new Set()).map(({ root }) => root);
  const node = roots.find((root) => root.kind === 'pieces');
  if (node?.kind !== 'pieces') throw new Error('there is a group by unit');
  return alikePieces(sale, nobody, roots, node)(0, 1);
}

test.each<{
  readonly why: string;
  readonly is: boolean;
  readonly campaigns: readonly Campaign[];
  readonly lines: Goods[];
}>([
  { why: 'two of one line at one price', is: true, campaigns: [], lines: [two(100)] },
  { why: 'at 1.01 and 1.00', is: false, campaigns: [], lines: [{ ...two(100), amount: 201 }] },
  {
    why: 'of two lines',
    is: false,
    campaigns: [],
    lines: [
      { ...two(100), pieces: 1 },
      { ...two(100, 't'), pieces: 1 },
    ],
  },
  {
    why: '5 % of 2.00 are five cents each',
    is: true,
    campaigns: [offer('o', percentOff(500), free)],
    lines: [two(100)],
  },
  {
    why: '5 % of 3.00 are eight and seven',
    is: false,
    campaigns: [offer('o', percentOff(500), free)],
    lines: [two(150)],
  },
  {
    why: 'what works on the basket comes later',
    is: true,
    campaigns: [offer('o', { kind: 'percentOff', basisPoints: 500, on: 'basket' }, { group: 'h' })],
    lines: [two(150)],
  },
])('$why', ({ is, campaigns, lines }) => {
  expect(alike(campaigns, lines, [{ id: 'h', mode: 'best' }])).toBe(is);
});

test('what another group may yet do to the line makes its pieces differ, to be sure', () => {
  const other: Groups = [{ id: 'h', mode: 'best' }];
  const on = { kind: 'amountOff' as const, amount: 10, on: 'items' as const };
  expect(alike([offer('o', on, { group: 'h' })], [two(100)], other)).toBe(false);
  expect(alike([offer('o', { ...on, selector: { sku: ['X'] } }, { group: 'h' })], [two(100)], other)).toBe(true);
  expect(alike([offer('o', amountOff(10), { group: 'h' })], [two(100)], other)).toBe(true);
});
