// What stays is worth what it would have been worth alone: a return that undoes a threshold is charged for it.
import { describe, expect, test } from 'vitest';
import type { Refund } from '../../../core/rules/refund-result.ts';
import {
  asked,
  giveBack,
  goods,
  holder,
  netUnits,
  pointPerEuro,
  returnAll,
  sell,
  shop,
  sum,
  threeOff,
} from './refund-shop.ts';

const moneyOf = (steps: readonly Refund[]): number[] => steps.map(({ money }) => money);
const linesOf = ({ lines }: Refund): [string, number, number][] =>
  lines.map(({ id, quantity, money }) => [id, quantity, money]);

describe('3.00 off from 15.00', () => {
  const store = shop({ campaigns: [threeOff, pointPerEuro] });
  const sale = sell(store, [goods('bread', 600, 3000), goods('wine', 1000)], { member: holder() });

  test('what stays above the threshold keeps it', () => {
    expect(sale.evaluation.due).toBe(1300);
    const [first] = returnAll(store, sale, [{ bread: 500 * 2 }]);
    // 14.00 stay: 3.00 are gone. 13.00 were paid, 14.00 are to be paid.
    expect(first).toMatchObject({ method: 're-evaluate', money: -100, whole: false });
  });

  test('the difference stands on the lines where the threshold gave it', () => {
    const [first] = returnAll(store, sale, [{ bread: 1000 }]);
    // Bread 6.00 − 1.13 and wine 10.00 − 1.87; 4.00 of bread stay, and the wine at its full price.
    expect(first && linesOf(first)).toEqual([
      ['bread', 1000, 87],
      ['wine', 0, -187],
    ]);
  });

  test('points follow what is paid: one more is earned, and goes back with the rest', () => {
    const steps = returnAll(store, sale, [{ bread: 1000 }, { bread: 2000 }, { wine: 1000 }]);
    const by = { kind: 'campaign', id: 'point-per-euro' };
    expect(steps[0]?.takeBack).toEqual([]);
    expect(steps[0]?.giveBack).toEqual([{ by, unit: 'points', n: 1, bucket: '2027-11' }]);
    expect(steps.map((each) => netUnits(each))).toEqual([-1, 4, 10]);
    expect(moneyOf(steps)).toEqual([-100, 400, 1000]);
    expect(sum(moneyOf(steps))).toBe(1300);
  });

  test('with enough left, the discount stays whole', () => {
    const big = sell(store, [goods('bread', 600, 3000), goods('wine', 3000)], { member: holder() });
    const [first, rest] = returnAll(store, big, [{ bread: 3000 }, { wine: 1000 }]);
    expect(moneyOf([first as Refund, rest as Refund])).toEqual([600, 2700]);
  });

  test('pro rata, when it is wanted, charges nothing', () => {
    expect(giveBack(store, asked(sale, { bread: 1000 }, { method: 'pro-rata' })).money).toBe(162);
  });
});

describe('what stays', () => {
  test('is counted in pieces', () => {
    const three = {
      id: 'three',
      conditions: { kind: 'quantity', atLeast: 3000 },
      effects: [{ kind: 'amountOff', amount: 90 }],
    };
    const store = shop({ campaigns: [three] });
    const steps = returnAll(store, sell(store, [goods('tea', 500, 5000)]), [{ tea: 2000 }, { tea: 1000 }]);
    // Three stay and cost 2.10; two stay and cost 2.00.
    expect(moneyOf(steps)).toEqual([200, 10]);
  });

  test('is one piece while something of a weighed line stays', () => {
    const one = {
      id: 'one',
      conditions: { kind: 'quantity', atLeast: 1000 },
      effects: [{ kind: 'amountOff', amount: 90 }],
    };
    const store = shop({ campaigns: [one] });
    const sale = sell(store, [goods('cheese', 1000, 1000, { unit: 'kg' })]);
    expect(moneyOf(returnAll(store, sale, [{ cheese: 900 }, { cheese: 100 }]))).toEqual([900, 10]);
  });

  test('keeps its least price, list price and markdowns in proportion', () => {
    const tenth = {
      id: 'half',
      refund: 're-evaluate',
      effects: [{ kind: 'percentOff', basisPoints: 5000, selector: { everything: true } }],
    };
    const store = shop({ campaigns: [tenth] });
    const least = sell(store, [goods('wine', 1000, 2000, { minAmount: 800, cost: 300 })]);
    expect(least.evaluation.due).toBe(800);
    expect(moneyOf(returnAll(store, least, [{ wine: 1000 }, { wine: 1000 }]))).toEqual([400, 400]);
    const marked = { posDiscounts: [{ kind: 'markdown', amount: 200 }], listAmount: 1200 };
    const old = sell(store, [goods('wine', 1000, 2000, marked)]);
    // Marked down by hand, it is not discounted, and what stays of it neither.
    const again = { method: 're-evaluate' } as const;
    expect(moneyOf(returnAll(store, old, [{ wine: 1000 }, { wine: 1000 }], again))).toEqual([500, 500]);
  });

  test('pays with its part of the points; the others come back', () => {
    const store = shop({ campaigns: [{ ...pointPerEuro, refund: 're-evaluate' }] });
    const sale = sell(store, [goods('bread', 1000, 2000)], {
      member: holder(300),
      payWithUnits: { unit: 'points', n: 300 },
    });
    const steps = returnAll(store, sale, [{ bread: 1000 }, { bread: 1000 }]);
    expect(moneyOf(steps)).toEqual([350, 350]);
    expect(steps.map((each) => netUnits(each, 'points', 'points'))).toEqual([-150, -150]);
    expect(steps.map((each) => netUnits(each, 'points', 'point-per-euro'))).toEqual([4, 3]);
  });

  test('earns on its part of what was paid with money', () => {
    const store = shop({
      campaigns: [{ ...pointPerEuro, refund: 're-evaluate' }],
      more: { tendersWithoutEarning: ['voucher'] },
    });
    const tenders = [
      { kind: 'voucher', amount: 500 },
      { kind: 'cash', amount: 500 },
    ];
    const sale = sell(store, [goods('bread', 1000, 2000)], { member: holder(), tenders });
    const steps = returnAll(store, sale, [{ bread: 1000 }, { bread: 1000 }]);
    expect(steps.map((each) => netUnits(each))).toEqual([3, 2]);
  });
});

describe('nothing new is used up by a return', () => {
  const again = { refund: 're-evaluate' };

  test('a reward that did nothing in the sale costs nothing now', () => {
    const store = shop({
      campaigns: [
        {
          id: 'all-off',
          conditions: { kind: 'amount', atLeast: 1500 },
          effects: [{ kind: 'percentOff', basisPoints: 10_000, selector: { everything: true } }],
        },
      ],
      rewards: [
        { id: 'off', cost: { unit: 'points', n: 100 }, effect: { kind: 'amountOff', amount: 250 } },
        { id: 'auto', claim: 'automatic', cost: { unit: 'points', n: 100 }, effect: { kind: 'amountOff', amount: 50 } },
      ],
    });
    const sale = sell(store, [goods('bread', 1000, 2000), goods('wine', 600)], {
      member: holder(500),
      chosen: [{ id: 'off' }],
    });
    expect(sale.evaluation).toMatchObject({ due: 0, spent: [] });
    const steps = returnAll(store, sale, [{ bread: 2000 }, { wine: 1000 }]);
    expect(moneyOf(steps)).toEqual([-600, 600]);
    expect(steps.map((each) => netUnits(each))).toEqual([0, 0]);
  });

  test('a reward bought once is not bought twice, and one bought twice stays so', () => {
    const off = { id: 'off', ...again, cost: { unit: 'points', n: 100 }, effect: { kind: 'amountOff', amount: 100 } };
    const store = shop({ rewards: [off] });
    const twice = { member: holder(500), chosen: [{ id: 'off' }, { id: 'off' }] };
    const sale = sell(store, [goods('bread', 1000, 4000)], twice);
    const used = sum(sale.evaluation.spent.map(({ n }) => n));
    const steps = returnAll(store, sale, [{ bread: 1000 }, { bread: 3000 }]);
    expect(steps.map((each) => netUnits(each))).toEqual([0, -used]);
    expect(moneyOf(steps)).toEqual([250, sale.evaluation.due - 250]);
  });

  test('a reward of variable cost uses no more units than in the sale', () => {
    const store = shop({
      rewards: [
        {
          id: 'any',
          ...again,
          cost: { unit: 'points', each: 1, step: 10, cap: 400 },
          effect: { kind: 'amountOff', amount: 1 },
        },
      ],
    });
    const sale = sell(store, [goods('bread', 1000, 2000)], { member: holder(500), chosen: [{ id: 'any', n: 200 }] });
    expect(sale.evaluation.due).toBe(800);
    const steps = returnAll(store, sale, [{ bread: 1000 }, { bread: 1000 }]);
    expect(steps.map((each) => netUnits(each))).toEqual([0, -200]);
    expect(moneyOf(steps)).toEqual([500, 300]);
  });

  test('a coupon that did nothing stays unused, and a campaign still sees it on the counter', () => {
    const store = shop({
      campaigns: [
        {
          id: 'all-off',
          conditions: { kind: 'amount', atLeast: 1500 },
          effects: [{ kind: 'percentOff', basisPoints: 10_000, selector: { everything: true } }],
        },
        {
          id: 'with',
          priority: 5,
          conditions: { kind: 'coupon', id: 'late' },
          effects: [{ kind: 'amountOff', amount: 100 }],
        },
      ],
      coupons: [{ id: 'late', effects: [{ kind: 'amountOff', amount: 70 }] }],
    });
    const sale = sell(store, [goods('bread', 1000, 2000), goods('wine', 600)], { coupons: [{ id: 'late' }] });
    expect(sale.evaluation).toMatchObject({ due: 0, coupons: [] });
    expect(moneyOf(returnAll(store, sale, [{ bread: 2000 }, { wine: 1000 }]))).toEqual([-500, 500]);
  });

  test('of two of one coupon, only the one that was used', () => {
    const paper = { id: 'paper', serial: true, effects: [{ kind: 'amountOff', amount: 800 }] };
    const store = shop({ coupons: [{ ...paper, ...again }] });
    const coupons = [
      { id: 'paper', serial: 'a' },
      { id: 'paper', serial: 'b' },
    ];
    const both = sell(store, [goods('bread', 1000, 2000)], { coupons });
    // As if the second had been worthless then.
    const first = sell(store, [goods('bread', 1000, 2000)], { coupons: coupons.slice(0, 1) });
    const one = { ...both, evaluation: first.evaluation };
    expect(one.evaluation).toMatchObject({ due: 200, coupons: [{ serial: 'a' }] });
    const steps = returnAll(store, one, [{ bread: 1000 }, { bread: 1000 }]);
    expect(moneyOf(steps)).toEqual([200, 0]);
    expect(steps.map(({ coupons: { restore } }) => restore)).toEqual([[], [{ id: 'paper', serial: 'a' }]]);
  });

  test('a campaign the customer said yes to is asked again', () => {
    const store = shop({
      campaigns: [
        {
          id: 'yes',
          ...again,
          claim: 'proposed',
          effects: [{ kind: 'percentOff', basisPoints: 1000, selector: { everything: true } }],
        },
      ],
    });
    const sale = sell(store, [goods('bread', 1000, 2000)], { chosen: [{ id: 'yes' }] });
    expect(moneyOf(returnAll(store, sale, [{ bread: 1000 }, { bread: 1000 }]))).toEqual([450, 450]);
  });
});

describe('what else followed, evaluated again', () => {
  const from = { conditions: { kind: 'amount', atLeast: 1500 } };
  const store = shop({
    campaigns: [
      { id: 'a', ...from, effects: [{ kind: 'giveCoupon', coupon: 'next', n: 2 }] },
      { id: 'b', ...from, effects: [{ kind: 'giveBadge', badge: 'early-bird' }] },
      { id: 'c', effects: [{ kind: 'shareToCause', cause: 'hospital', basisPoints: 1000 }] },
      { id: 'd', ...from, effects: [{ kind: 'extendMembership', membership: 'club', months: 2 }] },
      { id: 'e', ...from, effects: [{ kind: 'grantTier', tier: 'gold', days: 30 }] },
    ],
    coupons: [
      { id: 'next', effects: [{ kind: 'amountOff', amount: 100 }] },
      { id: 'min', ...from, effects: [{ kind: 'amountOff', amount: 100 }] },
    ],
  });

  test('goes when the threshold is no longer reached, and only once', () => {
    const sale = sell(store, [goods('bread', 1000, 2000), goods('wine', 1000)], { member: holder() });
    const steps = returnAll(store, sale, [{ bread: 1000 }, { bread: 1000 }, { wine: 1000 }]);
    expect(steps.map(({ shares }) => shares.map(({ amount }) => amount))).toEqual([[50], [50], [100]]);
    const [first, second, last] = steps;
    expect(first).toMatchObject({ coupons: { void: [] }, badges: [], memberships: [], tiers: [] });
    expect(second).toMatchObject({
      coupons: { void: [{ id: 'next' }, { id: 'next' }], charge: [], restore: [] },
      badges: [{ by: { id: 'b' }, badge: 'early-bird' }],
      memberships: [{ by: { id: 'd' }, membership: 'club', months: 2 }],
      tiers: [{ by: { id: 'e' }, tier: 'gold', days: 30 }],
    });
    expect(last).toMatchObject({ coupons: { void: [] }, badges: [], memberships: [], tiers: [] });
  });

  test('a coupon whose minimum is no longer reached is handed back', () => {
    const sale = sell(store, [goods('bread', 1000, 2000), goods('wine', 1000)], { coupons: [{ id: 'min' }] });
    const steps = returnAll(store, sale, [{ bread: 1000 }, { wine: 1000 }, { bread: 1000 }]);
    expect(moneyOf(steps)).toEqual([500, 900, 500]);
    expect(steps.map(({ coupons: { restore } }) => restore.length)).toEqual([0, 1, 0]);
  });

  test('a return gives no gift that the sale did not give', () => {
    const small = shop({
      campaigns: [
        {
          id: 'small',
          conditions: { kind: 'amount', atMost: 1200 },
          effects: [{ kind: 'giveBadge', badge: 'early-bird' }],
        },
        { ...threeOff },
      ],
    });
    const sale = sell(small, [goods('bread', 1000, 2000), goods('wine', 1000)], { member: holder() });
    const steps = returnAll(small, sale, [{ bread: 2000 }, { wine: 1000 }]);
    expect(steps.map(({ badges }) => badges)).toEqual([[], []]);
  });
});
