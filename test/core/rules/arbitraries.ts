// What random programmes and sales of the properties are made of: the few names they have in common, selectors of goods, and
// trees of conditions of every kind.
import fc from 'fast-check';

export type Json = Readonly<Record<string, unknown>>;

/** The names that programmes and sales of the properties have in common. */
export const pool = {
  stores: ['main', 'annex'],
  skus: ['s1', 's2', 's3'],
  gtins: ['04099123010436', '04099123010856'],
  categories: ['goods', 'drinks', 'hot', 'pastry'],
  tags: ['bio', 'new'],
  brands: ['Kornblume', 'Halm'],
  units: ['points', 'stamps', 'status'],
  tiers: ['silver', 'gold'],
  segments: ['vip', 'loyal'],
  campaigns: ['k0', 'k1', 'k2', 'k3', 'k4', 'k5'],
  rewards: ['r0', 'r1', 'r2'],
  coupons: ['c0', 'c1', 'c2'],
  groups: ['all', 'first', 'best', 'unit'],
  /** A Friday to the Monday after it. */
  dates: ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'],
  taxes: ['standard', 'reduced'],
} as const;

/** hot ⊂ drinks ⊂ goods ⊃ pastry */
export const categoryPairs = [
  { id: 'drinks', parent: 'goods' },
  { id: 'pastry', parent: 'goods' },
  { id: 'hot', parent: 'drinks' },
];

export const some = <T>(all: readonly T[], max = 2): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: max });
export const name = fc.constant({ en: 'a name' });
export const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(one, { nil: undefined, freq: 2 });
/** A record without the keys that came out undefined. */
export const record = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  fc.record(model).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
export const kind = <T>(one: T): fc.Arbitrary<T> => fc.constant(one);

export const selectors: fc.Arbitrary<Json> = fc.letrec<{ tree: Json; leaf: Json }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    { arbitrary: tie('leaf'), weight: 6 },
    { arbitrary: record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }), weight: 1 },
    { arbitrary: record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 2 }) }), weight: 1 },
    { arbitrary: record({ not: tie('tree') }), weight: 1 },
  ),
  leaf: fc.oneof(
    { arbitrary: fc.constant({ everything: true }), weight: 5 },
    { arbitrary: record({ category: some(pool.categories) }), weight: 4 },
    record({ sku: some(pool.skus) }),
    record({ gtin: some(pool.gtins) }),
    record({ brand: some(pool.brands) }),
    record({ tag: some(pool.tags) }),
    record({ kind: some(['goods', 'service', 'deposit'] as const) }),
    record({ posDiscount: some(['promo', 'markdown', 'manual'] as const) }),
  ),
})).tree;

/** At least one bound, and seldom both. */
const bounds = (max: number): fc.Arbitrary<Json> =>
  fc.oneof(
    { arbitrary: fc.integer({ min: 0, max }).map((atLeast) => ({ atLeast })), weight: 4 },
    { arbitrary: fc.integer({ min: 0, max }).map((atMost) => ({ atMost })), weight: 1 },
    {
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max }), fc.nat(max))
        .map(([atLeast, n]) => ({ atLeast, atMost: atLeast + n })),
      weight: 1,
    },
  );
export const bounded = (max: number, model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  fc.tuple(record(model), bounds(max)).map(([one, two]) => ({ ...one, ...two }));

const memberLeaves = [
  record({ kind: kind('tier'), in: some(pool.tiers) }),
  record({ kind: kind('membership'), id: kind('plus') }),
  record({ kind: kind('segment'), id: fc.constantFrom(...pool.segments) }),
  bounded(12, { kind: kind('visits') }),
  bounded(40, { kind: kind('daysSinceVisit') }),
  record({ kind: kind('firstPurchase') }),
  bounded(300, { kind: kind('balance'), unit: fc.constantFrom(...pool.units) }),
  record({ kind: kind('birthday'), daysBefore: fc.nat(7), daysAfter: fc.nat(7) }),
];
const saleLeaves = [
  bounded(1500, { kind: kind('amount'), of: maybe(selectors) }),
  bounded(4000, { kind: kind('quantity'), of: maybe(selectors), unit: maybe(fc.constantFrom('piece', 'kg')) }),
  record({ kind: kind('coupon'), id: fc.constantFrom(...pool.coupons) }),
  record({ kind: kind('tender'), in: some(['cash', 'card', 'voucher'] as const) }),
];

const treeOf = (leaves: readonly fc.Arbitrary<Json>[]): fc.Arbitrary<Json> =>
  fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 2 },
      { arbitrary: fc.oneof(...leaves), weight: 6 },
      {
        arbitrary: record({ kind: kind('all'), of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        weight: 1,
      },
      {
        arbitrary: record({ kind: kind('any'), of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        weight: 1,
      },
      { arbitrary: record({ kind: kind('not'), of: tie('tree') }), weight: 1 },
    ),
  })).tree;

export const conditions = treeOf([...memberLeaves, ...saleLeaves]);
export const memberConditions = treeOf(memberLeaves);
