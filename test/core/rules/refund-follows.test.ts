// What followed from a sale and goes back with it: coupons, gifts, shares to causes; and units that are spent already.
import { describe, expect, test } from 'vitest';
import { units } from '../../../core/base/units.ts';
import type { RefundInput } from '../../../core/rules/refund-input.ts';
import type { Refund } from '../../../core/rules/refund-result.ts';
import { asked, giveBack, goods, holder, netUnits, pointPerEuro, returnAll, sell, shop } from './refund-shop.ts';

const state = (id: string, serial: string | null, used: boolean, expired = false) => ({ id, serial, used, expired });

describe('coupons that the sale gave', () => {
  const store = shop({
    campaigns: [{ id: 'next', audience: 'members', effects: [{ kind: 'giveCoupon', coupon: 'five', n: 2 }] }],
    coupons: [
      { id: 'five', serial: true, effects: [{ kind: 'amountOff', amount: 500 }] },
      { id: 'tenth', effects: [{ kind: 'percentOff', basisPoints: 1000 }] },
    ],
  });
  const lines = [goods('bread', 1000), goods('wine', 1000), { ...goods('tip', 100), kind: 'tip' }];
  const sale = sell(store, lines, { member: holder() });

  test('stay while goods that brought them stay, and are void without them', () => {
    const coupons = [state('five', 'x', false), state('five', 'y', false, true)];
    const [first, second, last] = returnAll(store, sale, [{ bread: 1000 }, { wine: 1000 }, { tip: 1000 }], { coupons });
    expect(first?.coupons).toEqual({ void: [], charge: [], restore: [] });
    expect(second?.coupons.void).toEqual([
      { id: 'five', serial: 'x' },
      { id: 'five', serial: 'y' },
    ]);
    expect(last?.coupons).toEqual({ void: [], charge: [], restore: [] });
  });

  test('used already, they are listed with their value, and in no sum', () => {
    const coupons = [state('five', 'x', true), state('five', 'y', false), state('tenth', 'z', true)];
    const back = giveBack(store, asked(sale, { bread: 1000, wine: 1000 }, { coupons }));
    expect(back.coupons).toEqual({
      void: [{ id: 'five', serial: 'y' }],
      charge: [{ id: 'five', serial: 'x', worth: 500 }],
      restore: [],
    });
    expect(back.money).toBe(2000);
  });

  test('of which nothing is known, they are void without a serial', () => {
    const coupons = [state('five', 'x', true)];
    const back = giveBack(store, asked(sale, { bread: 1000, wine: 1000 }, { coupons }));
    expect(back.coupons.void).toEqual([{ id: 'five', serial: null }]);
    expect(back.coupons.charge).toHaveLength(1);
  });

  test.each([
    ['a percentage', { kind: 'percentOff', basisPoints: 1000 }],
    ['points', { kind: 'earnFlat', unit: 'points', points: 5 }],
  ])('%s names no amount', (_, effect) => {
    const other = shop({
      campaigns: [{ id: 'next', audience: 'members', effects: [{ kind: 'giveCoupon', coupon: 'five' }] }],
      coupons: [{ id: 'five', effects: [effect] }],
    });
    const bought = sell(other, [goods('bread', 1000)], { member: holder() });
    const back = giveBack(other, asked(bought, { bread: 1000 }, { coupons: [state('five', null, true)] }));
    expect(back.coupons.charge).toEqual([{ id: 'five', serial: null, worth: null }]);
  });

  test('two amounts are not one', () => {
    const two = shop({
      campaigns: [{ id: 'next', audience: 'members', effects: [{ kind: 'giveCoupon', coupon: 'five' }] }],
      coupons: [
        {
          id: 'five',
          effects: [
            { kind: 'amountOff', amount: 500 },
            { kind: 'percentOff', basisPoints: 100 },
          ],
        },
      ],
    });
    const bought = sell(two, [goods('bread', 1000)], { member: holder() });
    const back = giveBack(two, asked(bought, { bread: 1000 }, { coupons: [state('five', null, true)] }));
    expect(back.coupons.charge[0]?.worth).toBeNull();
  });
});

describe('coupons that the sale used', () => {
  const paper = {
    id: 'paper',
    effects: [{ kind: 'percentOff', basisPoints: 1000, selector: { category: ['shoes'] } }],
  };
  const store = shop({ coupons: [paper] });
  const lines = [goods('shoes', 5000, 2000), goods('socks', 500)];
  const sale = sell(store, lines, { coupons: [{ id: 'paper', serial: 'x' }] });

  test('are handed back when nothing they made cheaper is left', () => {
    const steps = returnAll(store, sale, [{ shoes: 1000 }, { shoes: 1000 }, { socks: 1000 }]);
    expect(steps.map(({ coupons }) => coupons.restore)).toEqual([[], [{ id: 'paper', serial: 'x' }], []]);
    expect(steps.map(({ money }) => money)).toEqual([2250, 2250, 500]);
  });

  test.each([
    ['not when they have expired since', [state('paper', 'x', true, true)], 0],
    ['though another one has expired', [state('paper', 'other', true, true)], 1],
    ['though one of another name has expired', [state('other', 'x', true, true)], 1],
    ['when it is known that they have not', [state('paper', 'x', true)], 1],
  ])('%s', (_, coupons, n) => {
    expect(giveBack(store, asked(sale, { shoes: 2000 }, { coupons })).coupons.restore).toHaveLength(n);
  });

  test('only when the whole of a bundle is back, wherever its discount shows', () => {
    const set = {
      kind: 'bundle',
      take: [{ selector: { category: ['drink'] }, n: 2 }],
      give: { from: { category: ['snack'] }, percent: 10_000 },
    };
    const bar = shop({ coupons: [{ id: 'set', effects: [set] }] });
    const all = [goods('drink', 400, 2000), goods('snack', 300), goods('bread', 200)];
    const bought = sell(bar, all, { coupons: [{ id: 'set' }] });
    const steps = returnAll(bar, bought, [{ snack: 1000 }, { drink: 1000 }, { drink: 1000 }, { bread: 1000 }]);
    expect(steps.map(({ coupons }) => coupons.restore.length)).toEqual([0, 0, 1, 0]);
  });

  test('that earned are handed back with the goods that earned', () => {
    const twice = shop({ coupons: [{ id: 'flat', effects: [{ kind: 'earnFlat', unit: 'points', points: 7 }] }] });
    const all = [goods('bread', 300), { ...goods('tip', 100), kind: 'tip' }];
    const bought = sell(twice, all, { member: holder(), coupons: [{ id: 'flat' }] });
    const steps = returnAll(twice, bought, [{ bread: 1000 }, { tip: 1000 }]);
    expect(steps.map((each) => netUnits(each))).toEqual([7, 0]);
    expect(steps.map(({ coupons }) => coupons.restore.length)).toEqual([1, 0]);
  });

  test('that gave something wait until it goes back', () => {
    const gift = shop({
      coupons: [{ id: 'gift', effects: [...paper.effects, { kind: 'giveBadge', badge: 'early-bird' }] }],
    });
    const bought = sell(gift, lines, { member: holder(), coupons: [{ id: 'gift' }] });
    const steps = returnAll(gift, bought, [{ shoes: 2000 }, { socks: 1000 }]);
    expect(steps.map(({ coupons }) => coupons.restore.length)).toEqual([0, 1]);
    expect(steps.map(({ badges }) => badges.length)).toEqual([0, 1]);
  });

  test('of the same name and number as one that it gave are told apart by their state', () => {
    const chain = shop({
      campaigns: [{ id: 'next', audience: 'members', effects: [{ kind: 'giveCoupon', coupon: 'paper' }] }],
      coupons: [paper],
    });
    const bought = sell(chain, lines, { member: holder(), coupons: [{ id: 'paper' }] });
    const coupons = [state('paper', null, false), state('paper', null, true, true)];
    const back = giveBack(chain, asked(bought, { shoes: 2000, socks: 1000 }, { coupons }));
    expect(back.coupons).toEqual({ void: [{ id: 'paper', serial: null }], charge: [], restore: [] });
  });
});

describe('gifts, pro rata', () => {
  const share = (cause: string, category: string, basisPoints: number) => ({
    kind: 'shareToCause',
    cause,
    basisPoints,
    selector: { category: [category] },
  });
  const store = shop({
    campaigns: [
      { id: 'causes', effects: [share('hospital', 'bread', 1000), share('school', 'wine', 2000)] },
      {
        id: 'things',
        audience: 'members',
        effects: [
          { kind: 'giveBadge', badge: 'early-bird' },
          { kind: 'extendMembership', membership: 'club', months: 3 },
          { kind: 'grantTier', tier: 'gold', days: 30 },
          { kind: 'message', to: 'cashier', text: { en: 'Say thanks' } },
        ],
      },
    ],
  });
  const sale = sell(store, [goods('bread', 500, 5000), goods('wine', 1000)], { member: holder() });
  const causes = { kind: 'campaign', id: 'causes' };

  test('a share shrinks with the goods it is a share of, and with no others', () => {
    const steps = returnAll(store, sale, [{ bread: 3000 }, { wine: 1000 }, { bread: 2000 }]);
    expect(steps.map(({ shares }) => shares)).toEqual([
      [{ by: causes, cause: 'hospital', amount: 30 }],
      [{ by: causes, cause: 'school', amount: 200 }],
      [{ by: causes, cause: 'hospital', amount: 20 }],
    ]);
  });

  test('what cannot be divided goes with the last of the goods', () => {
    const things = { kind: 'campaign', id: 'things' };
    const [first, last] = returnAll(store, sale, [{ bread: 5000 }, { wine: 1000 }]);
    expect(first).toMatchObject({ badges: [], memberships: [], tiers: [] });
    expect(last).toMatchObject({
      badges: [{ by: things, badge: 'early-bird' }],
      memberships: [{ by: things, membership: 'club', months: 3 }],
      tiers: [{ by: things, tier: 'gold', days: 30 }],
    });
  });

  test('a fixed share of goods that cost nothing goes with the last of them', () => {
    const free = shop({
      campaigns: [{ id: 'gift', effects: [{ kind: 'shareToCause', cause: 'school', amount: 50 }] }],
    });
    const given = sell(free, [goods('bread', 0, 2000), { ...goods('tip', 100), kind: 'tip' }]);
    const steps = returnAll(free, given, [{ bread: 1000 }, { bread: 1000 }, { tip: 1000 }]);
    expect(steps.map(({ shares }) => shares.map(({ amount }) => amount))).toEqual([[], [50], []]);
  });

  test('a share that a reward bought goes with the whole sale', () => {
    const effect = { kind: 'shareToCause', cause: 'school', amount: 100 };
    const kind = shop({ rewards: [{ id: 'donate', cost: { unit: 'points', n: 100 }, effect }] });
    const lines = [goods('bread', 300, 2000)];
    const given = sell(kind, lines, { member: holder(100), chosen: [{ id: 'donate' }] });
    const steps = returnAll(kind, given, [{ bread: 1000 }, { bread: 1000 }]);
    expect(steps.map(({ shares }) => shares.length)).toEqual([0, 1]);
    expect(steps.map((each) => netUnits(each))).toEqual([0, -100]);
  });

  test('a share of a coupon shrinks too', () => {
    const coupon = { id: 'good', effects: [share('hospital', 'bread', 1000)] };
    const kind = shop({ coupons: [coupon] });
    const given = sell(kind, [goods('bread', 500, 5000), goods('wine', 1000)], { coupons: [{ id: 'good' }] });
    const [first] = returnAll(kind, given, [{ bread: 3000 }]);
    expect(first?.shares.map(({ amount }) => amount)).toEqual([30]);
  });
});

describe('units that are spent already', () => {
  const sold = { member: holder(), lines: [goods('bread', 1000, 2000)] };
  const back = (refunds: object, held: number | null, more: Partial<RefundInput> = {}, points: object = {}): Refund => {
    const store = shop({ campaigns: [pointPerEuro], refunds: { ...refunds }, points: { ...points } });
    const sale = sell(store, sold.lines, { member: sold.member });
    const balance = held === null ? null : [{ unit: 'points', n: units(held) }];
    return giveBack(store, asked(sale, { bread: 2000 }, { held: balance, ...more }));
  };
  const spent = ({ onSpent, money }: Refund): unknown[] => [
    money,
    ...onSpent.map(({ n, how, money: paid }) => [n, how, paid]),
  ];

  test.each([
    ['enough is held', { onSpent: 'deduct' }, 10, [1000]],
    ['more than enough', { onSpent: 'deduct' }, 99, [1000]],
    ['nobody knows what is held', { onSpent: 'deduct' }, null, [1000]],
    ['below zero', { onSpent: 'negative' }, 4, [1000, [6, 'negative', 0]]],
    ['below zero, at its limit', { onSpent: 'negative', negativeMax: 6 }, 4, [1000, [6, 'negative', 0]]],
    [
      'below zero, then out of the money',
      { onSpent: 'negative', negativeMax: 5 },
      4,
      [999, [5, 'negative', 0], [1, 'deduct', 1]],
    ],
    [
      'what is owed already counts',
      { onSpent: 'negative', negativeMax: 5 },
      -3,
      [992, [2, 'negative', 0], [8, 'deduct', 8]],
    ],
    ['more is owed than may be', { onSpent: 'negative', negativeMax: 5 }, -9, [990, [10, 'deduct', 10]]],
    ['out of the money', { onSpent: 'deduct' }, 0, [990, [10, 'deduct', 10]]],
    ['forgiven', { onSpent: 'forgive' }, 0, [1000, [10, 'forgive', 0]]],
  ])('%s', (_, refunds, held, expected) => {
    expect(spent(back(refunds, held))).toEqual(expected);
    expect(back(refunds, held)).toMatchObject({ worth: 1000, takeBack: [{ n: 10 }] });
  });

  test('a unit without a value is not deducted but forgiven', () => {
    const refunds = { onSpent: 'deduct' };
    expect(spent(back(refunds, 0, {}, { value: { units: 1, minor: 0 } }))).toEqual([1000, [10, 'forgive', 0]]);
  });

  test('never more than the money of the return, and the rest is forgiven', () => {
    const dear = { value: { units: 3, minor: 1000 } };
    // 10.00 pays for three points of 3.33; a fourth it does not.
    expect(spent(back({ onSpent: 'deduct' }, 0, {}, dear))).toEqual([0, [3, 'deduct', 1000], [7, 'forgive', 0]]);
    const exact = { value: { units: 1, minor: 100 } };
    expect(spent(back({ onSpent: 'deduct' }, 0, {}, exact))).toEqual([0, [10, 'deduct', 1000]]);
    const over = { value: { units: 2, minor: 300 } };
    expect(spent(back({ onSpent: 'deduct' }, 0, {}, over))).toEqual(
      [0, [6, 'deduct', 900], [4, 'forgive', 0]].with(0, 100),
    );
  });

  test('part of a minor unit is a whole one', () => {
    expect(spent(back({ onSpent: 'deduct' }, 9, {}, { value: { units: 200, minor: 100 } }))).toEqual([
      999,
      [1, 'deduct', 1],
    ]);
  });

  test('two units share one purse', () => {
    const flat = { id: 'flat', effects: [{ kind: 'earnFlat', unit: 'stamps', points: 10 }] };
    const value = { units: 1, minor: 60 };
    const store = shop({
      campaigns: [pointPerEuro, flat],
      refunds: { onSpent: 'deduct' },
      points: { value },
      stamps: { value },
    });
    const sale = sell(store, sold.lines, { member: sold.member });
    const [first = '', second = ''] = sale.evaluation.earned.map(({ unit }) => unit);
    expect(giveBack(store, asked(sale, { bread: 2000 }, { held: [] }))).toMatchObject({
      money: 40,
      onSpent: [
        { unit: first, n: 10, how: 'deduct', money: 600 },
        { unit: second, n: 6, how: 'deduct', money: 360 },
        { unit: second, n: 4, how: 'forgive', money: 0 },
      ],
    });
  });

  test('units given back cover those taken back', () => {
    const store = shop({ campaigns: [pointPerEuro], refunds: { onSpent: 'deduct' } });
    const sale = sell(store, [goods('bread', 1000)], {
      member: holder(4),
      payWithUnits: { unit: 'points', n: 4 },
    });
    // 9 are taken back, 4 given back, 2 held: 3 are missing.
    const held = [
      { unit: 'stamps', n: units(50) },
      { unit: 'points', n: units(2) },
    ];
    expect(giveBack(store, asked(sale, { bread: 1000 }, { held })).onSpent).toEqual([
      { unit: 'points', n: 3, how: 'deduct', money: 3 },
    ]);
    const other = [{ unit: 'stamps', n: units(50) }];
    expect(giveBack(store, asked(sale, { bread: 1000 }, { held: other })).onSpent[0]?.n).toBe(5);
  });

  test('what has expired since is owed by nobody; in its last month it still is', () => {
    const refunds = { onSpent: 'deduct' };
    expect(spent(back(refunds, 0, { biz: '2027-12-01' }))).toEqual([1000]);
    expect(spent(back(refunds, 0, { biz: '2027-11-30' }))).toEqual([990, [10, 'deduct', 10]]);
    const never = { expiry: { kind: 'never' } };
    expect(spent(back(refunds, 0, { biz: '2031-01-01' }, never))).toEqual([990, [10, 'deduct', 10]]);
  });

  test('a return that charges has nothing to deduct from', () => {
    const store = shop({ campaigns: [pointPerEuro], refunds: { onSpent: 'deduct' } });
    const lines = [goods('bread', 200), { ...goods('slip', -500), kind: 'deposit' }];
    const sale = sell(store, lines, { member: holder() });
    const input = asked(sale, { bread: 1000, slip: 1000 }, { held: [] });
    expect(spent(giveBack(store, input))).toEqual([-300, [2, 'forgive', 0]]);
  });
});
