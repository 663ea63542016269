// Who of several goes together, in the words of a shop: the worked examples of groups, ties, nesting, pieces, and what happens
// when there is too much to search.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { choose } from '../../../core/rules/choose.ts';
import { choiceTrees } from '../../../core/rules/choice-tree.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { greedyPlan } from '../../../core/rules/greedy-plan.ts';
import { runSteps } from '../../../core/rules/run-steps.ts';
import { worthOfRun } from '../../../core/rules/worth-of.ts';
import { readInput } from '../../../core/rules/read-input.ts';
import { opened } from './small-shop.ts';
import { amountOff, drinks, offer, pairFor, percentOff, shop, snacks } from './competing-shop.ts';
import type { Campaign, Goods, Groups } from './competing-shop.ts';

function given(of: ReturnType<typeof shop>): Record<string, number> {
  const { compiled } = opened(of);
  const input = readInput(of.input);
  if (!input.ok) throw new Error(JSON.stringify(input.problem));
  const { evaluation } = evaluate(compiled, input.value);
  expect(evaluation.proven).toBe(true);
  return Object.fromEntries(evaluation.discounts.map((each) => [each.by.id, each.given]));
}

describe('one for the basket', () => {
  const steps = [
    offer('twenty-off-x', { kind: 'percentOff', basisPoints: 2000, selector: { sku: ['X'] } }),
    offer('three-off', amountOff(300), { conditions: { kind: 'amount', atLeast: 1500 } }),
  ];
  const best: Groups = [{ id: 'g', mode: 'best' }];

  test.each([
    { x: 1000, wins: { 'three-off': 300 }, loser: 'twenty-off-x', missing: 100, by: 'three-off' },
    { x: 2000, wins: { 'twenty-off-x': 400 }, loser: 'three-off', missing: 100, by: 'twenty-off-x' },
  ])('worked example 3: X at $x and Y at 600 give $wins', ({ x, wins, loser, missing, by }) => {
    const of = shop(best, steps, [{ id: 'x', amount: x, sku: 'X' } as Goods, { id: 'y', amount: 600 }]);
    expect(given(of)).toEqual(wins);
    const input = readInput(of.input);
    const trace = input.ok ? evaluate(opened(of).compiled, input.value).trace : [];
    expect(trace.find((entry) => entry.by.id === loser)).toMatchObject({
      outcome: 'outweighed',
      missing,
      outweighedBy: { kind: 'campaign', id: by },
    });
  });

  test.each([
    { a: 0, b: 5, wins: 'b', why: 'the higher priority' },
    { a: 5, b: 5, wins: 'a', why: 'the smaller id' },
  ])('of equals, $why wins', ({ a, b, wins }) => {
    const two = [offer('a', amountOff(100), { priority: a }), offer('b', amountOff(100), { priority: b })];
    expect(given(shop(best, two, [{ id: 'x', amount: 500 }]))).toEqual({ [wins]: 100 });
  });

  test('`first` takes the first that applies, however little it gives', () => {
    const two = [offer('a', amountOff(10)), offer('b', amountOff(100))];
    expect(given(shop([{ id: 'g', mode: 'first' }], two, [{ id: 'x', amount: 500 }]))).toEqual({ a: 10 });
  });

  test('a `first` whose threshold is only known after discounts steps aside for the next', () => {
    const earn = { kind: 'earnFlat' as const, unit: 'points', points: 50 };
    const campaigns = [
      offer('a', earn, { conditions: { kind: 'amount', atLeast: 450 } }),
      offer('b', { ...earn, points: 5 }),
      offer('fifth', percentOff(2000), { group: undefined as never }),
    ];
    const of = shop([{ id: 'g', mode: 'first' }], campaigns, [{ id: 'x', amount: 500 }]);
    const input = readInput(of.input);
    const earned = input.ok ? evaluate(opened(of).compiled, input.value).evaluation.earned : [];
    expect(earned.map(({ by, n }) => [by.id, n])).toEqual([['b', 5]]);
  });

  test('a group inside a group counts as one: both of its rules, or the other', () => {
    const groups: Groups = [
      { id: 'g', mode: 'best' },
      { id: 'both', mode: 'all', parent: 'g' },
    ];
    const inner = [offer('p', amountOff(80), { group: 'both' }), offer('q', amountOff(90), { group: 'both' })];
    const lines = [{ id: 'x', amount: 1000 }];
    expect(given(shop(groups, [...inner, offer('alone', amountOff(150))], lines))).toEqual({ p: 80, q: 90 });
    expect(given(shop(groups, [...inner, offer('alone', amountOff(180))], lines))).toEqual({ alone: 180 });
  });

  test('points count at their value: fewer cents off and more points can be worth more', () => {
    const two = [offer('off', amountOff(100)), offer('bonus', { kind: 'earnFlat', unit: 'points', points: 101 })];
    const of = shop(best, two, [{ id: 'x', amount: 500 }]);
    expect(given(of)).toEqual({});
    two[1] = offer('bonus', { kind: 'earnFlat', unit: 'points', points: 99 });
    expect(given(shop(best, two, [{ id: 'x', amount: 500 }]))).toEqual({ off: 100 });
  });

  test('a discount that costs the customer more points than it gives is left out', () => {
    const rich = offer('rich', { kind: 'earn', unit: 'points', points: 20, amount: 10 }, { group: undefined as never });
    expect(given(shop(best, [offer('off', amountOff(100)), rich], [{ id: 'x', amount: 500 }]))).toEqual({});
  });
});

describe('one for each piece of goods', () => {
  const best: Groups = [{ id: 'g', mode: 'best', scope: 'unit' }];
  const drinksAndSnack: Campaign['effects'][number] = {
    kind: 'bundle',
    take: [{ selector: drinks, n: 2 }],
    give: { from: snacks, percent: 10_000 },
  };

  test('worked example 4: the free snack and the pair, 4.00 off', () => {
    const lines = [
      { id: 's', amount: 900, pieces: 3, categories: ['snack'] },
      { id: 'd', amount: 400, pieces: 2, categories: ['drink'] },
    ];
    expect(given(shop(best, [offer('pair', pairFor(500)), offer('free', drinksAndSnack)], lines))).toEqual({
      free: 300,
      pair: 100,
    });
  });

  test('`all` and `first` hand out pieces in the order of the rules', () => {
    const lines = [{ id: 's', amount: 900, pieces: 3, categories: ['snack'] }];
    for (const mode of ['all', 'first'] as const) {
      const groups: Groups = [{ id: 'g', mode, scope: 'unit' }];
      const two = [offer('tenth', percentOff(1000), { priority: 1 }), offer('pair', pairFor(300))];
      expect(given(shop(groups, two, lines))).toEqual({ tenth: 90 });
      const turned = [offer('tenth', percentOff(1000)), offer('pair', pairFor(300), { priority: 1 })];
      expect(given(shop(groups, turned, lines))).toEqual({ pair: 300, tenth: 30 });
    }
  });

  test('two groups do not share pieces: each may use all', () => {
    const groups: Groups = [...best, { id: 'h', mode: 'best', scope: 'unit' }];
    const two = [offer('pair', pairFor(500)), offer('other', percentOff(1000), { group: 'h' })];
    const lines = [{ id: 's', amount: 600, pieces: 2, categories: ['snack'] }];
    // 10 % of 6.00 first (items), then the pair for 5.00.
    expect(given(shop(groups, two, lines))).toEqual({ other: 60, pair: 40 });
  });

  test('thirty-six pieces of thirty-six prices and three rules are proven, beside 10 % off and points', () => {
    const lines = Array.from({ length: 36 }, (_, at) => ({
      id: `l${at}`,
      amount: 100 + ((at * 7919) % 900),
      categories: ['snack'],
    }));
    const campaigns = [
      offer('a', { kind: 'bundle', take: [{ selector: snacks, n: 3 }], give: { from: 0, percent: 10_000 } }),
      offer('b', pairFor(700)),
      offer('c', { kind: 'bundle', take: [{ selector: snacks, n: 2 }], give: { from: 0, percent: 5000 } }),
      offer('ten', { kind: 'percentOff', basisPoints: 1000, on: 'basket' }, { group: undefined as never }),
      offer('pts', { kind: 'earn', unit: 'points', points: 1, amount: 100 }, { group: undefined as never }),
    ];
    const of = shop(best, campaigns, lines);
    const { sale } = opened(of);
    const { plan, proven } = choose(sale);
    expect(proven).toBe(true);
    const [component] = choiceTrees(sale, new Set());
    if (!component) throw new Error('there is one group');
    const worth = (each: typeof plan): number => worthOfRun(runSteps(sale, each).work);
    expect(worth(plan)).toBeGreaterThan(worth(greedyPlan(sale, component.root)));
  });
});

describe('too much to search', () => {
  test('more candidates than are searched at once: one group after the other, still proven', () => {
    const groups: Groups = Array.from({ length: 8 }, (_, at) => ({ id: `g${at}`, mode: 'best' }));
    const campaigns = groups.flatMap(({ id }, at) =>
      [1, 2].map((n) => offer(`${id}-${n}`, amountOff(n * 10 + at), { group: id })),
    );
    const of = shop(groups, campaigns, [{ id: 'x', amount: 5000 }]);
    expect(campaigns.length).toBeGreaterThan(limits.choiceJointMax);
    expect(Object.keys(given(of)).toSorted()).toEqual(groups.map(({ id }) => `${id}-2`));
  });

  test('at the end of its nodes it says so, and is never worse than greedy', () => {
    // A condition that a discount can make true switches the bound off: then every combination would have to be looked at.
    const groups: Groups = [{ id: 'g', mode: 'best', scope: 'unit' }];
    const lines = Array.from({ length: 30 }, (_, at) => ({
      id: `l${at}`,
      amount: 100 + at * 13,
      categories: ['snack'],
    }));
    const flat = { kind: 'earnFlat' as const, unit: 'points', points: 1 };
    const campaigns = [
      offer('a', { kind: 'bundle', take: [{ selector: snacks, n: 3 }], give: { from: 0, percent: 10_000 } }),
      offer('b', pairFor(300)),
      offer('odd', flat, { group: undefined as never, conditions: { kind: 'amount', atMost: 2000 } }),
    ];
    const { sale } = opened(shop(groups, campaigns, lines));
    const { plan, proven } = choose(sale);
    const [component] = choiceTrees(sale, new Set());
    if (!component) throw new Error('there is one group');
    expect(proven).toBe(false);
    const worth = (each: typeof plan): number => worthOfRun(runSteps(sale, each).work);
    expect(worth(plan)).toBeGreaterThanOrEqual(worth(greedyPlan(sale, component.root)));
  });
});
