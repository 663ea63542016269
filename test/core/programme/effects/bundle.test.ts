// Sets of goods: which pieces make one, which of them is the gift, and what is taken off; and a twin that forms them naively.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleEffect } from '../../../../core/programme/effects/bundle.ts';
import { runs } from '../../../support/runs.ts';
import { naiveShares } from '../../base/naive-shares.ts';
import { plainWords } from '../plain-words.ts';
import { goodsOf } from './goods-of.ts';
import type { Piece } from './goods-of.ts';

const endless = Number.MAX_SAFE_INTEGER;
const of = (...lines: string[]): { category: string[] } => ({ category: lines });
const pieces = (line: string, ...prices: number[]): Piece[] => prices.map((price) => ({ line, price }));

function off(written: object, goods: readonly Piece[], timesMax = endless): { wanted: number[]; sets: number[][] } {
  const result = bundleEffect.off(bundleEffect.schema.parse({ kind: 'bundle', ...written }), goodsOf(goods), timesMax);
  if (result.by !== 'unit') throw new Error('a bundle looks at single pieces');
  return { wanted: [...result.wanted], sets: result.sets.map((set) => [...set]) };
}

const thirdFree = { take: [{ selector: of('a', 'b'), n: 3 }], give: { from: 0, n: 1, percent: 10_000 } };
const snackFree = {
  take: [{ selector: of('a'), n: 2 }],
  give: { from: of('b'), n: 1, percent: 10_000 },
};

describe('of three, the cheapest is free', () => {
  test('dearest first: 10, 10, 10 and 1, 1, 1', () => {
    expect(off(thirdFree, pieces('a', 10, 1, 10, 1, 10, 1))).toEqual({
      wanted: [0, 0, 10, 0, 0, 1],
      sets: [
        [0, 1, 2],
        [3, 4, 5],
      ],
    });
  });
  test('two make no set, a fifth is left over', () => {
    expect(off(thirdFree, pieces('a', 10, 10))).toEqual({ wanted: [0, 0], sets: [] });
    expect(off(thirdFree, pieces('a', 10, 10, 10, 10, 10)).sets).toEqual([[0, 1, 2]]);
  });
  test('the dearest, when the programme is generous', () => {
    const give = { ...thirdFree.give, gift: 'dearest' };
    expect(off({ ...thirdFree, give }, pieces('a', 30, 20, 10)).wanted).toEqual([30, 0, 0]);
  });
  test('at most so many sets', () => {
    expect(off(thirdFree, pieces('a', 1, 1, 1, 1, 1, 1), 1).sets).toHaveLength(1);
    expect(off(thirdFree, pieces('a', 1, 1, 1, 1, 1, 1), 0).sets).toEqual([]);
  });
  test('half the price of it, on the sum of all gifts, rounded once', () => {
    const give = { from: 0, n: 1, percent: 5000 };
    expect(off({ ...thirdFree, give }, pieces('a', 5, 5, 5, 5, 5, 5)).wanted).toEqual([0, 0, 3, 0, 0, 2]);
  });
  test('or at a price; a cheaper one keeps its own', () => {
    const give = { from: 0, n: 2, priceEach: 15 };
    expect(off({ ...thirdFree, give }, pieces('a', 30, 20, 10)).wanted).toEqual([0, 5, 0]);
  });
});

describe('two drinks, a snack free', () => {
  test('the gift comes on top, the dearest of it', () => {
    expect(off(snackFree, [...pieces('a', 30, 20), ...pieces('b', 10, 5)])).toEqual({
      wanted: [0, 0, 10, 0],
      sets: [[0, 1, 2]],
    });
  });
  test('no snack, no set', () => {
    expect(off(snackFree, pieces('a', 30, 20))).toEqual({ wanted: [0, 0], sets: [] });
  });
  test('one piece is never taken and given', () => {
    const same = { ...snackFree, give: { ...snackFree.give, from: of('a') } };
    expect(off(same, pieces('a', 30, 20)).sets).toEqual([]);
    expect(off(same, pieces('a', 30, 20, 10)).wanted).toEqual([0, 0, 10]);
  });
  test('one snack of two, where a last set may lack gifts', () => {
    const two = { ...snackFree, give: { ...snackFree.give, n: 2 } };
    const goods = [...pieces('a', 30, 20), ...pieces('b', 10)];
    expect(off(two, goods).sets).toEqual([]);
    expect(off({ ...two, partial: true }, goods).wanted).toEqual([0, 0, 10]);
    expect(off({ ...two, partial: true }, pieces('a', 30, 20)).sets).toEqual([]);
  });
});

describe('two for 5.00', () => {
  const pair = { take: [{ selector: of('a', 'b'), n: 2 }], setPrice: 500 };
  test('the difference is shared by what the goods cost', () => {
    expect(off(pair, pieces('a', 400, 200)).wanted).toEqual([67, 33]);
  });
  test('cheaper goods keep their price', () => {
    expect(off(pair, pieces('a', 300, 100)).wanted).toEqual([0, 0]);
  });
});

describe('what lacks for the first set', () => {
  const missing = (written: object, goods: readonly Piece[]): number | undefined =>
    bundleEffect.missing?.(bundleEffect.schema.parse({ kind: 'bundle', ...written }), goodsOf(goods));
  test.each([
    ['one coffee of three', thirdFree, pieces('a', 1, 1), 1],
    ['nothing: the set is there', thirdFree, pieces('a', 1, 1, 1), 0],
    ['nothing of it is there: nobody is asked', thirdFree, [], 0],
    ['the snack', snackFree, pieces('a', 1, 1), 1],
    ['both drinks', snackFree, pieces('b', 1), 2],
    ['a drink', snackFree, [...pieces('a', 1), ...pieces('b', 1)], 1],
  ])('%s', (_, written, goods, expected) => {
    expect(missing(written, goods)).toBe(expected);
  });
});

test('it is about all goods taken and given', () => {
  const about = (written: object): unknown =>
    bundleEffect.goodsOf(bundleEffect.schema.parse({ kind: 'bundle', ...written }));
  expect(about(snackFree)).toEqual({ any: [of('a'), of('b')] });
  expect(about(thirdFree)).toEqual({ any: [of('a', 'b')] });
});

test.each([
  [thirdFree, '3 × category=a,b: 1 × category=a,b free', '3 × category=a,b: 1 × category=a,b gratis'],
  [snackFree, '2 × category=a: 1 × category=b free', '2 × category=a: 1 × category=b gratis'],
  [
    { ...thirdFree, give: { from: 0, percent: 5000 } },
    '3 × category=a,b: 1 × category=a,b −5000bp',
    '3 × category=a,b: 1 × category=a,b −5000bp',
  ],
  [
    { ...thirdFree, give: { from: 0, priceEach: 5 } },
    '3 × category=a,b: 1 × category=a,b €5',
    '3 × category=a,b: 1 × category=a,b €5',
  ],
  [
    { take: [thirdFree.take[0], snackFree.take[0]], setPrice: 500 },
    '3 × category=a,b + 2 × category=a for €500',
    '3 × category=a,b + 2 × category=a für €500',
  ],
])('%o says so', (written, en, de) => {
  const effect = bundleEffect.schema.parse({ kind: 'bundle', ...written });
  expect([
    bundleEffect.says.en(effect, 0, plainWords('en')),
    bundleEffect.says.de(effect, 0, plainWords('de')),
  ]).toEqual([en, de]);
});

test.each([
  ['a bundle of zero', { ...thirdFree, take: [{ selector: of('a'), n: 0 }] }],
  ['nothing taken', { ...thirdFree, take: [] }],
  ['neither a gift nor a price', { take: thirdFree.take }],
  ['both', { ...thirdFree, setPrice: 1 }],
  ['a gift of another take', { ...thirdFree, give: { from: 1, percent: 1 } }],
  ['more gifts than are taken', { ...thirdFree, give: { from: 0, n: 4, percent: 1 } }],
  ['a gift without a price', { ...thirdFree, give: { from: 0 } }],
  ['a gift with two', { ...thirdFree, give: { from: 0, percent: 1, priceEach: 1 } }],
  ['a negative price', { ...thirdFree, give: { from: 0, priceEach: -1 } }],
  ['a negative price of the set', { take: thirdFree.take, setPrice: -1 }],
])('refuses %s', (_, written) => {
  expect(bundleEffect.schema.safeParse({ kind: 'bundle', ...written }).success).toBe(false);
});

test('as many gifts as are taken are among them', () => {
  expect(
    bundleEffect.schema.safeParse({ kind: 'bundle', ...thirdFree, give: { from: 0, n: 3, percent: 1 } }).success,
  ).toBe(true);
});

interface Recipe {
  readonly takes: readonly { readonly lines: readonly string[]; readonly n: number }[];
  readonly give: { readonly from: number | readonly string[]; readonly n: number; readonly percent: number } | null;
  readonly dearest: boolean;
  readonly setPrice: number;
  readonly partial: boolean;
}

const lines = fc.constantFrom(['a'], ['b'], ['a', 'b'], ['a', 'b', 'c']);
const recipes: fc.Arbitrary<Recipe> = fc.record({
  takes: fc.array(fc.record({ lines, n: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 2 }),
  give: fc.oneof(
    fc.constant(null),
    fc.record({ from: fc.constant(0), n: fc.constant(1), percent: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ from: lines, n: fc.integer({ min: 1, max: 2 }), percent: fc.integer({ min: 1, max: 10_000 }) }),
  ),
  dearest: fc.boolean(),
  setPrice: fc.nat(40),
  partial: fc.boolean(),
});
const trolleys = fc.array(
  fc
    .record({ line: fc.constantFrom('a', 'b', 'c'), price: fc.integer({ min: 1, max: 20 }), cut: fc.nat(5) })
    .map(({ line, price, cut }) => ({ line, price, after: Math.max(0, price - cut) })),
  { maxLength: 12 },
);

/** As a person would: lay all goods in a row, dearest first, and take sets out of it until no more can be made. */
function naive(
  { takes, give, dearest, setPrice, partial }: Recipe,
  goods: readonly Piece[],
  timesMax: number,
): number[] {
  const { units } = goodsOf(goods);
  const row = [...units.keys()];
  const wanted = units.map(() => 0);
  const pick = (from: number[], names: readonly string[], n: number): number[] =>
    from.filter((at) => names.includes(units[at]?.id ?? '')).slice(0, n);
  const gifts: number[] = [];
  for (let sets = 0; sets < timesMax; sets += 1) {
    let left = [...row];
    const picked = takes.map(({ lines: names, n }) => {
      const found = pick(left, names, n);
      left = left.filter((at) => !found.includes(at));
      return found.length === n ? found : null;
    });
    if (picked.includes(null)) break;
    const taken = picked.flatMap((each) => each ?? []);
    if (give === null) {
      cut(taken, (sum) => Math.max(0, sum - setPrice));
    } else {
      const first = picked[0] ?? [];
      const mine =
        typeof give.from === 'number'
          ? dearest
            ? first.slice(0, give.n)
            : first.slice(first.length - give.n)
          : pick(left, give.from, give.n);
      if (mine.length < give.n && !(partial && mine.length > 0)) break;
      gifts.push(...mine);
      for (const at of mine) if (row.includes(at)) row.splice(row.indexOf(at), 1);
    }
    for (const at of taken) if (row.includes(at)) row.splice(row.indexOf(at), 1);
  }
  if (give) cut(gifts, (sum) => Math.floor((sum * give.percent + 5000) / 10_000));
  return wanted;

  function cut(some: readonly number[], amountOf: (sum: number) => number): void {
    const parts = some.map((at) => ({ id: units[at]?.id ?? '', weight: units[at]?.after ?? 0 }));
    const shares = naiveShares(amountOf(parts.reduce((sum, { weight }) => sum + weight, 0)), parts);
    for (const [place, at] of some.entries()) wanted[at] = shares[place] ?? 0;
  }
}

test('sets are formed as a person would form them', () => {
  fc.assert(
    fc.property(recipes, trolleys, fc.constantFrom(1, 2, endless), (recipe, goods, timesMax) => {
      const { takes, give, setPrice, dearest, partial } = recipe;
      const from = give && (typeof give.from === 'number' ? give.from : of(...give.from));
      const written = {
        take: takes.map(({ lines: names, n }) => ({ selector: of(...names), n })),
        partial,
        ...(give ? { give: { ...give, from, gift: dearest ? 'dearest' : 'cheapest' } } : { setPrice }),
      };
      const formed = off(written, goods, timesMax);
      expect(formed.wanted).toEqual(naive(recipe, goods, timesMax));
      expect(formed.sets.length).toBeLessThanOrEqual(timesMax);
      // No piece stands in two sets.
      expect(new Set(formed.sets.flat()).size).toBe(formed.sets.flat().length);
    }),
    runs(500),
  );
});
