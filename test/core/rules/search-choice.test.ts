// The search counts its steps, and takes the same ones on every machine. How many they are is part of the promise that twelve
// candidates are always proven: a bound that got weaker shows here before a cashier feels it.
import { expect, test } from 'vitest';
import { restWorth } from '../../../core/rules/rest-worth.ts';
import { slopeOf } from '../../../core/rules/choice-slope.ts';
import { choiceTrees } from '../../../core/rules/choice-tree.ts';
import { runSteps } from '../../../core/rules/run-steps.ts';
import { searchChoice } from '../../../core/rules/search-choice.ts';
import { worthOfRun } from '../../../core/rules/worth-of.ts';
import { opened } from './small-shop.ts';
import { amountOff, offer, pairFor, shop, snacks } from './competing-shop.ts';
import type { Campaign, Goods, Groups } from './competing-shop.ts';

const free = { group: undefined as never };
const none = { on: new Set<never>(), pieces: new Map<never, never>() };

function search(groups: Groups, campaigns: readonly Campaign[], lines: readonly Goods[], nodesMax = 50_000) {
  const { sale } = opened(shop(groups, campaigns, lines));
  const worth = (plan: Parameters<typeof runSteps>[1]): number => worthOfRun(runSteps(sale, plan).work);
  const ground = { sale, worth, rest: restWorth(sale), slope: slopeOf(sale), fixed: none, nodesMax };
  const roots = choiceTrees(sale, new Set()).map(({ root }) => root);
  const found = searchChoice(ground, roots, []);
  return { ...found, winners: [...found.plan.on].map(({ by }) => by.id) };
}

const basket: Groups = [{ id: 'g', mode: 'best' }];
const unit: Groups = [{ id: 'g', mode: 'best', scope: 'unit' }];
const ten = offer('ten', { kind: 'percentOff', basisPoints: 1000, on: 'basket' }, free);
const snack = (n: number): Goods[] =>
  Array.from({ length: n }, (_, at) => ({ id: `l${at}`, amount: 900 - at * 50, categories: ['snack'] }));
const ofThree: Campaign['effects'][number] = {
  kind: 'bundle',
  take: [{ selector: snacks, n: 3 }],
  give: { from: 0, percent: 10_000 },
};

test('the dearest of three comes first and ends it: one look, the others have no hope', () => {
  const campaigns = [
    offer('a', amountOff(300), { priority: 9 }),
    offer('b', amountOff(200)),
    offer('c', amountOff(100)),
  ];
  const found = search(basket, campaigns, snack(1));
  // The root, the rule, its end, and what the one look costs.
  expect(found).toMatchObject({ winners: ['a'], worth: 300_000, proven: true, nodes: 3 + 10 });
});

test('the dearest comes last: each of the three is looked at, and nothing at all is not', () => {
  const campaigns = [
    offer('a', amountOff(100), { priority: 9 }),
    offer('b', amountOff(200)),
    offer('c', amountOff(300)),
  ];
  expect(search(basket, campaigns, snack(1))).toMatchObject({ winners: ['c'], proven: true, nodes: 1 + 3 * (2 + 10) });
});

test('pieces: the table leads to the best without a detour, whatever comes after', () => {
  const campaigns = [offer('a', ofThree), offer('b', pairFor(1000)), ten];
  const found = search(unit, campaigns, snack(6));
  expect(found).toMatchObject({ proven: true });
  expect(found.nodes).toBeLessThan(200);
});

test('pieces that are alike are not swapped', () => {
  const alike: Goods[] = [{ id: 's', amount: 3000, pieces: 10, categories: ['snack'] }];
  const found = search(unit, [offer('a', ofThree), offer('b', pairFor(550))], alike);
  expect(found).toMatchObject({ worth: 900_000, proven: true });
  expect(found.nodes).toBeLessThan(100);
});

test('its nodes used up, it says so and answers with what it has', () => {
  const campaigns = [
    offer('a', amountOff(100), { priority: 9 }),
    offer('b', amountOff(200)),
    offer('c', amountOff(300)),
  ];
  expect(search(basket, campaigns, snack(1), 12)).toMatchObject({ winners: ['a'], worth: 100_000, proven: false });
});
