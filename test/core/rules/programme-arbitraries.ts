// Whole random programmes: every kind of condition and effect, groups, rewards, coupons, limits, windows, stores and units, over
// so few names that rules and goods do meet. They promise to compile with nothing set aside, unless a property wants otherwise.
import fc from 'fast-check';
import {
  bounded,
  categoryPairs,
  conditions,
  kind,
  maybe,
  memberConditions,
  name,
  pool,
  record,
  selectors,
  some,
} from './arbitraries.ts';
import type { Json } from './arbitraries.ts';

const on = fc.constantFrom('items', 'basket');
const take = record({ selector: selectors, n: fc.integer({ min: 1, max: 3 }) });
/** Bundles whose gift is among the goods taken, comes on top, or is a price for all of them. */
const bundles = fc
  .record({
    takes: fc.array(take, { minLength: 1, maxLength: 2 }),
    give: fc.constantFrom('among', 'on-top', 'set'),
    selector: selectors,
    n: fc.integer({ min: 1, max: 2 }),
    cut: fc.oneof(
      fc.integer({ min: 1, max: 10_000 }).map((percent) => ({ percent })),
      fc.nat(300).map((priceEach) => ({ priceEach })),
    ),
    gift: maybe(fc.constantFrom('cheapest', 'dearest')),
    setPrice: fc.nat(900),
    partial: fc.boolean(),
  })
  .map(({ takes, give, selector, n, cut, gift, setPrice, partial }): Json => {
    const least = Math.min(n, (takes[0]?.['n'] as number | undefined) ?? 1);
    const from = give === 'among' ? { from: 0, n: least } : { from: selector, n };
    const given = { ...from, ...cut, ...(gift === undefined ? {} : { gift }) };
    return { kind: 'bundle', take: takes, partial, ...(give === 'set' ? { setPrice } : { give: given }) };
  });

export const priceEffects: fc.Arbitrary<Json> = fc.oneof(
  record({
    kind: kind('percentOff'),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    selector: maybe(selectors),
    on,
  }),
  record({ kind: kind('amountOff'), amount: fc.integer({ min: 1, max: 900 }), selector: maybe(selectors), on }),
  record({ kind: kind('fixedPrice'), price: fc.nat(400), selector: selectors }),
  record({
    kind: kind('free'),
    pieces: fc.integer({ min: 1, max: 3 }),
    selector: selectors,
    gift: maybe(fc.constantFrom('cheapest', 'dearest')),
  }),
  bundles,
);
const unit = fc.constantFrom(...pool.units);
const points = fc.integer({ min: 1, max: 30 });
export const earnEffects: fc.Arbitrary<Json> = fc.oneof(
  record({
    kind: kind('earn'),
    unit,
    points,
    amount: fc.integer({ min: 1, max: 300 }),
    whole: fc.boolean(),
    selector: maybe(selectors),
  }),
  record({
    kind: kind('earnPerUnit'),
    unit,
    points,
    of: maybe(fc.constantFrom('piece', 'kg')),
    selector: maybe(selectors),
  }),
  record({ kind: kind('earnFlat'), unit, points }),
  record({
    kind: kind('multiply'),
    unit,
    factor: fc.integer({ min: 10_001, max: 40_000 }),
    selector: maybe(selectors),
  }),
);
export const giftEffects: fc.Arbitrary<Json> = fc.oneof(
  record({ kind: kind('giveCoupon'), coupon: fc.constantFrom(...pool.coupons), n: fc.integer({ min: 1, max: 3 }) }),
  record({ kind: kind('giveBadge'), badge: kind('star') }),
  record({ kind: kind('shareToCause'), cause: kind('trees'), amount: points, selector: maybe(selectors) }),
  record({ kind: kind('shareToCause'), cause: kind('trees'), basisPoints: fc.integer({ min: 1, max: 900 }) }),
  record({ kind: kind('extendMembership'), membership: kind('plus'), months: fc.integer({ min: 1, max: 12 }) }),
  record({ kind: kind('grantTier'), tier: kind('gold'), days: fc.integer({ min: 1, max: 90 }) }),
  record({ kind: kind('message'), to: fc.constantFrom('cashier', 'receipt', 'display'), text: name }),
);
const effects = fc.array(
  fc.oneof(
    { arbitrary: priceEffects, weight: 5 },
    { arbitrary: earnEffects, weight: 4 },
    { arbitrary: giftEffects, weight: 1 },
  ),
  { minLength: 1, maxLength: 2 },
);

export const windows: fc.Arbitrary<Json> = record({
  from: maybe(fc.constantFrom('2026-11-20', '2026-11-21')),
  to: maybe(fc.constantFrom('2026-11-22', '2026-11-23')),
  weekdays: maybe(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })),
  minutes: maybe(
    fc
      .tuple(fc.nat(1439), fc.nat(1440))
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ from, to })),
  ),
});

const counts = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((uses) => ({ uses })),
  fc.integer({ min: 1, max: 400 }).map((money) => ({ money })),
  fc.integer({ min: 1, max: 25 }).map((units) => ({ units })),
);
const limit = fc
  .tuple(
    record({
      per: fc.constantFrom('basket', 'member', 'member-day', 'store-day', 'total'),
      counted: maybe(fc.constantFrom('lenient', 'strict')),
      onLimit: maybe(fc.constantFrom('trim', 'drop')),
    }),
    counts,
  )
  // Nothing is lent for one basket.
  .map(([one, two]): Json => ({ ...one, ...two, ...(one['per'] === 'basket' ? { counted: 'lenient' } : {}) }));
const funding = fc.constantFrom(
  [{ party: 'hq', share: 10_000 }],
  [
    { party: 'supplier:brewery', share: 3_333 },
    { party: 'store', share: 6_667 },
  ],
);
const seldom = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: kind(undefined), weight: 2 }, { arbitrary: one, weight: 1 });
const rarely = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: kind(undefined), weight: 6 }, { arbitrary: one, weight: 1 });
const offerFields = {
  name,
  window: rarely(windows),
  stores: rarely(some(pool.stores)),
  limits: seldom(fc.array(limit, { maxLength: 2 })),
  funding: maybe(funding),
};

const campaigns = (id: string): fc.Arbitrary<Json> =>
  record({
    id: kind(id),
    ...offerFields,
    audience: fc.oneof(
      { arbitrary: fc.constantFrom('everyone', 'members'), weight: 4 },
      { arbitrary: memberConditions, weight: 1 },
    ),
    conditions: seldom(conditions),
    effects,
    priority: fc.integer({ min: -1, max: 1 }),
    group: maybe(fc.constantFrom(...pool.groups)),
    holdout: seldom(fc.integer({ min: 1, max: 5000 })),
    claim: fc.constantFrom(undefined, 'automatic', 'automatic', 'automatic', 'proposed'),
    local: fc.constantFrom(false, false, false, true),
    tunable: kind({ dates: { from: '2026-11-20', to: '2026-11-23' } }),
  });
const joiners = (id: string): fc.Arbitrary<Json> =>
  record({
    id: kind(id),
    name,
    trigger: kind('enrol'),
    conditions: maybe(memberConditions),
    effects: fc.array(earnEffects, { minLength: 1, maxLength: 2 }),
  });

const rewards = (id: string): fc.Arbitrary<Json> =>
  fc.oneof(
    record({
      id: kind(id),
      ...offerFields,
      cost: record({ unit: fc.constantFrom('points', 'stamps'), n: fc.integer({ min: 1, max: 150 }) }),
      effect: fc.oneof({ arbitrary: priceEffects, weight: 5 }, { arbitrary: giftEffects, weight: 1 }),
      audience: fc.oneof(kind('members'), memberConditions),
      claim: fc.constantFrom('automatic', 'chosen', 'chosen'),
    }),
    record({
      id: kind(id),
      ...offerFields,
      cost: record({ unit: kind('points'), each: points, step: points, cap: fc.integer({ min: 30, max: 200 }) }),
      effect: record({ kind: kind('amountOff'), amount: kind(1), selector: maybe(selectors), on }),
    }),
  );
const coupons = (id: string): fc.Arbitrary<Json> =>
  record({
    id: kind(id),
    ...offerFields,
    audience: fc.oneof(
      { arbitrary: fc.constantFrom('everyone', 'members'), weight: 4 },
      { arbitrary: memberConditions, weight: 1 },
    ),
    conditions: seldom(conditions),
    effects,
    use: fc.constantFrom('single', 'many'),
    serial: fc.boolean(),
    goods: fc.constantFrom('all', 'all', 'undiscounted'),
  });

const unitOf = (id: string, redeemable: boolean): fc.Arbitrary<Json> =>
  record({
    id: kind(id),
    name,
    value: record({ units: fc.integer({ min: 1, max: 200 }), minor: fc.nat(200) }),
    redeemable: kind(redeemable),
    step: fc.constantFrom(1, 1, 7, 50),
    settleAs: fc.constantFrom('tender', 'discount'),
    rounding: fc.constantFrom('down', 'halfAwayFromZero', 'up'),
    earnOn: fc.constantFrom('as-priced', 'gross', 'net'),
    pendingDays: fc.constantFrom(0, 14),
    expiry: fc.constantFrom({ kind: 'never' }, { kind: 'months', months: 12 }, { kind: 'calendar', month: 3 }),
  });
const groups = fc
  .record({ mode: fc.constantFrom('first', 'best', 'all'), scope: fc.constantFrom('basket', 'unit') })
  .map(({ mode, scope }): Json[] => [
    { id: 'all', mode: 'all' },
    { id: 'first', mode: 'first', parent: 'best', priority: 1 },
    { id: 'best', mode: 'best' },
    { id: 'unit', mode, scope },
  ]);
const policy = record({
  id: kind('main'),
  off: seldom(some(pool.campaigns)),
  on: maybe(some(pool.campaigns, 4)),
  tuned: seldom(kind([{ campaign: 'k1', from: '2026-11-21' }])),
  budgets: seldom(kind([{ campaign: 'k2', money: 120 }])),
});

/** All that a document says besides its lists of rules. */
export const heads: fc.Arbitrary<Json> = record({
  lang: kind(2),
  id: kind('shop'),
  version: kind(1),
  name,
  currency: kind({ code: 'EUR', decimals: 2, cashStep: 1 }),
  units: fc.tuple(unitOf('points', true), unitOf('stamps', true), unitOf('status', false)),
  offline: kind({ unit: 'points', floorPerMember: 0, floorPerTill: 0, reserve: 0, balanceAgeHoursMax: 24 }),
  receipt: kind({ thanks: { en: 'Thank you' } }),
  tiers: kind(
    pool.tiers.map((id, at) => ({
      id,
      name: { en: id },
      rank: at + 1,
      from: { kind: 'visits', atLeast: 10 * at },
      windowMonths: 12,
    })),
  ),
  memberships: kind([{ id: 'plus', name: { en: 'Plus' } }]),
  causes: kind([{ id: 'trees', name: { en: 'Trees' } }]),
  badges: kind([{ id: 'star', name: { en: 'Star' } }]),
  categories: kind(categoryPairs),
  taxes: kind([
    { code: 'standard', basisPoints: 1900 },
    { code: 'reduced', basisPoints: 700 },
  ]),
  groups,
  stores: policy.map((one) => [one]),
  segments: record({
    when: fc.oneof(
      record({ kind: kind('tier'), in: some(pool.tiers) }),
      bounded(12, { kind: kind('visits') }),
      record({
        kind: kind('all'),
        of: fc.array(bounded(12, { kind: kind('visits') }), { minLength: 1, maxLength: 2 }),
      }),
    ),
  }).map(({ when }) => [
    { id: 'vip', name: { en: 'VIP' } },
    { id: 'loyal', name: { en: 'Loyal' }, when },
  ]),
  tendersWithoutEarning: fc.constantFrom([], ['voucher']),
  nudges: record({ shareMax: fc.constantFrom(0, 3000, 100_000) }),
});

const listOf = (ids: readonly string[], one: (id: string) => fc.Arbitrary<Json>): fc.Arbitrary<Json[]> =>
  fc.noBias(fc.nat(ids.length)).chain((n) => fc.tuple(...ids.slice(0, n).map(one)));

/** Whole documents, in today's language. */
export const programmes: fc.Arbitrary<Json> = fc
  .record({
    head: heads,
    campaigns: listOf(pool.campaigns, campaigns),
    joiners: listOf(['j0', 'j1'], joiners),
    rewards: listOf(pool.rewards, rewards),
    coupons: fc.tuple(...pool.coupons.map(coupons)),
  })
  .map(({ head, campaigns: first, joiners: second, rewards: third, coupons: fourth }) => ({
    ...head,
    stores: (head['stores'] as Json[]).map((one) => policyOver(one, first.length)),
    campaigns: [...first, ...second],
    rewards: third,
    coupons: fourth,
  }));

/** A store speaks of campaigns that exist. */
function policyOver({ id, off, on: switched, tuned, budgets }: Json, n: number): Json {
  const there = new Set<unknown>(pool.campaigns.slice(0, n));
  const ids = (list: unknown): unknown[] => ((list ?? []) as unknown[]).filter((one) => there.has(one));
  const rows = (list: unknown): Json[] => ((list ?? []) as Json[]).filter((one) => there.has(one['campaign']));
  return { id, off: ids(off), on: ids(switched), tuned: rows(tuned), budgets: rows(budgets) };
}
