// What must hold for every sale and every way to bring it back. A failure prints the seed that brings it back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refundSchema } from '../../../core/rules/refund-result.ts';
import type { Refund } from '../../../core/rules/refund-result.ts';
import { runs } from '../../support/runs.ts';
import { asked, giveBack, goods, holder, netUnits, pointPerEuro, returnAll, sell, shop, sum } from './refund-shop.ts';
import type { Sale } from './refund-shop.ts';

const all = { selector: { everything: true } };
const store = shop({
  campaigns: [
    {
      id: 'third',
      priority: 9,
      effects: [
        { kind: 'bundle', take: [{ selector: { category: ['a', 'b'] }, n: 3 }], give: { from: 0, percent: 10_000 } },
      ],
    },
    { id: 'tenth', effects: [{ kind: 'percentOff', basisPoints: 1000, on: 'basket', ...all }] },
    { id: 'from', conditions: { kind: 'amount', atLeast: 2000 }, effects: [{ kind: 'amountOff', amount: 300 }] },
    pointPerEuro,
    {
      id: 'double',
      audience: 'members',
      conditions: { kind: 'quantity', atLeast: 4000 },
      effects: [{ kind: 'multiply', unit: 'points', factor: 20_000 }],
    },
    {
      id: 'stamp',
      effects: [{ kind: 'earnPerUnit', unit: 'stamps', points: 1, of: 'piece', selector: { category: ['c'] } }],
    },
    { id: 'good', effects: [{ kind: 'shareToCause', cause: 'hospital', basisPoints: 500 }] },
    {
      id: 'next',
      conditions: { kind: 'amount', atLeast: 1000 },
      effects: [{ kind: 'giveCoupon', coupon: 'paper', n: 2 }],
    },
  ],
  rewards: [
    { id: 'off', cost: { unit: 'points', n: 100 }, effect: { kind: 'amountOff', amount: 250 } },
    { id: 'pin', cost: { unit: 'points', n: 50 }, effect: { kind: 'giveBadge', badge: 'early-bird' } },
    { id: 'any', cost: { unit: 'points', each: 1, step: 10, cap: 200 }, effect: { kind: 'amountOff', amount: 1 } },
  ],
  coupons: [{ id: 'paper', effects: [{ kind: 'amountOff', amount: 120 }] }],
  more: { tendersWithoutEarning: ['voucher'] },
});

const pieces = fc.record({
  amount: fc.integer({ min: 0, max: 3000 }),
  n: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('goods', 'goods', 'goods', 'deposit', 'tip'),
  category: fc.constantFrom('a', 'b', 'c'),
  weighed: fc.boolean(),
});
const lines = fc.array(pieces, { minLength: 1, maxLength: 5 }).map((some) =>
  some.map(({ amount, n, kind, category, weighed }, at) =>
    goods(`l${at}`, kind === 'deposit' ? -amount : amount, weighed ? n * 777 : n * 1000, {
      categories: [category],
      kind,
      unit: weighed ? 'kg' : 'piece',
    }),
  ),
);
const sales = fc
  .record({
    lines,
    named: fc.boolean(),
    chosen: fc.subarray(['off', 'pin', 'any']),
    paper: fc.boolean(),
    pay: fc.option(fc.integer({ min: 1, max: 2000 })),
    voucher: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ lines: sold, named, chosen, paper, pay, voucher }) =>
    sell(store, sold, {
      member: named ? holder(1500) : null,
      chosen: chosen.map((id) => ({ id })),
      coupons: paper ? [{ id: 'paper' }] : [],
      payWithUnits: pay === null ? null : { unit: 'points', n: pay },
      tenders: [{ kind: 'voucher', amount: voucher }],
    }),
  );

/** Every line cut into parts, and the parts mixed into returns: the dice say for each part in which return it comes. */
const dice = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 24, maxLength: 24 });

function partition(sale: Sale, thrown: readonly number[]): Record<string, number>[] {
  const steps: Record<string, number>[] = [{}, {}, {}, {}];
  let at = 0;
  const next = (): number => thrown[at++ % thrown.length] ?? 0;
  for (const { id, quantity, unit } of sale.input.basket.lines) {
    const grain = unit === 'piece' ? 1000 : 1;
    let left = Math.abs(quantity);
    while (left > 0) {
      const part = unit === 'piece' ? grain : 1 + (next() % left);
      const step = steps[next() % steps.length] ?? {};
      step[id] = (step[id] ?? 0) + part;
      left -= part;
    }
  }
  return steps.filter((step) => Object.keys(step).length > 0);
}

const units = (list: readonly { unit: string; n: number }[], unit: string): number =>
  sum(list.filter((each) => each.unit === unit).map(({ n }) => n));

function expectWhole(sale: Sale, steps: readonly Refund[]): void {
  const { evaluation } = sale;
  expect(sum(steps.map(({ money }) => money))).toBe(evaluation.due);
  for (const unit of ['points', 'stamps']) {
    const net = sum(steps.map((each) => netUnits(each, unit)));
    expect(net).toBe(units(evaluation.earned, unit) - units(evaluation.spent, unit));
  }
  const shares = evaluation.gifts.flatMap(({ gift }) => (gift.kind === 'share' ? [gift.amount] : []));
  expect(sum(steps.flatMap((each) => each.shares.map(({ amount }) => amount)))).toBe(sum(shares));
  const badges = evaluation.gifts.filter(({ gift }) => gift.kind === 'badge');
  expect(steps.flatMap((each) => each.badges)).toHaveLength(badges.length);
  expect(steps.map(({ whole }) => whole)).toEqual(steps.map((_, at) => at === steps.length - 1));
}

test.each(['pro-rata', 're-evaluate'] as const)('any parts of a whole return sum to the sale, %s', (method) => {
  fc.assert(
    fc.property(sales, dice, (sale, thrown) => {
      const steps = returnAll(store, sale, partition(sale, thrown), { method });
      for (const step of steps) {
        expect(refundSchema.parse(step)).toEqual(step);
        expect(step.method).toBe(method);
        expect(sum(step.lines.map(({ money }) => money))).toBe(step.worth);
        const loose = step.whole ? 1 : 0;
        for (const unit of ['points', 'stamps']) {
          const onLines = sum(step.lines.map((each) => netUnits(each, unit)));
          if (loose === 0) expect(onLines).toBe(netUnits(step, unit));
        }
      }
      expectWhole(sale, steps);
    }),
    runs(300),
  );
});

test('the way that the programme says sums to the sale too', () => {
  fc.assert(
    fc.property(sales, dice, (sale, thrown) => {
      expectWhole(sale, returnAll(store, sale, partition(sale, thrown)));
    }),
    runs(300),
  );
});

test.each(['pro-rata', 're-evaluate'] as const)('no line ever gives more than it cost, %s', (method) => {
  fc.assert(
    fc.property(sales, dice, (sale, thrown) => {
      const given = new Map<string, number>();
      for (const step of returnAll(store, sale, partition(sale, thrown), { method })) {
        for (const { id, money } of step.lines) given.set(id, (given.get(id) ?? 0) + money);
        for (const { id, refund } of sale.evaluation.lines) {
          if (refund >= 0) expect(given.get(id) ?? 0).toBeLessThanOrEqual(refund);
        }
      }
      for (const { before, refund } of sale.evaluation.lines) {
        expect(refund).toBeLessThanOrEqual(Math.max(0, before));
        expect(refund).toBeGreaterThanOrEqual(Math.min(0, before));
      }
    }),
    runs(300),
  );
});

test('who buys, earns and spends, and brings all back, has what he had before', () => {
  const strict = shop({
    campaigns: [pointPerEuro],
    rewards: [{ id: 'off', cost: { unit: 'points', n: 100 }, effect: { kind: 'amountOff', amount: 100 } }],
    refunds: { onSpent: 'deduct' },
  });
  const amounts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(amounts, fc.nat({ max: 300 }), fc.nat({ max: 200 }), (prices, start, gone) => {
      const sold = prices.map((amount, at) => goods(`l${at}`, amount));
      const sale = sell(strict, sold, { member: holder(start), chosen: [{ id: 'off' }] });
      const { due, earned, spent } = sale.evaluation;
      // After the sale he spends some of what he has elsewhere, at 0.01 a point.
      const after = start + units(earned, 'points') - units(spent, 'points');
      const elsewhere = Math.min(after, gone);
      const now = Object.fromEntries(prices.map((_, at) => [`l${at}`, 1000]));
      const held = [{ unit: 'points', n: (after - elsewhere) as never }];
      const back = giveBack(strict, asked(sale, now, { held }));
      const stands = sum(back.onSpent.filter(({ how }) => how !== 'negative').map(({ n }) => n));
      const points = after - elsewhere - netUnits(back) + stands;
      // Money and points together: what he spent elsewhere is gone, from one or from the other.
      expect(back.money - due + points).toBe(
        start - elsewhere + sum(back.onSpent.filter(({ how }) => how === 'forgive').map(({ n }) => n)),
      );
      expect(points).toBeGreaterThanOrEqual(0);
    }),
    runs(300),
  );
});

test('the same bytes in, the same bytes out', () => {
  fc.assert(
    fc.property(sales, (sale) => {
      const [first] = sale.input.basket.lines;
      const now = { [first?.id ?? '']: first?.unit === 'piece' ? 1000 : 777 };
      const bytes = (record: Sale): string => JSON.stringify(giveBack(store, asked(record, now)));
      expect(bytes(structuredClone(sale))).toBe(bytes(sale));
    }),
    runs(100),
  );
});
