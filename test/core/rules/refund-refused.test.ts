// What does not fit together is refused with one clear sentence; the door takes any value and completes a short one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { money } from '../../../core/base/money.ts';
import { units } from '../../../core/base/units.ts';
import { readRefundInput, refund } from '../../../core/rules/refund.ts';
import type { RefundInput } from '../../../core/rules/refund-input.ts';
import { runs } from '../../support/runs.ts';
import { asked, goods, holder, pointPerEuro, sell, shop, some } from './refund-shop.ts';
import type { Sale } from './refund-shop.ts';

const origin = { event: `${'a'.repeat(32)}.${'b'.repeat(16)}.7`, line: 'x' };
const store = shop({ campaigns: [pointPerEuro] });
const sale = sell(
  store,
  [
    goods('bread', 600, 3000),
    goods('cheese', 1234, 1234, { unit: 'kg' }),
    goods('half', 100, 1500),
    { ...goods('old', -200, -1000), returnOf: origin },
  ],
  { member: holder(50), payWithUnits: { unit: 'points', n: 50 } },
);

const [first, second, ...rest] = sale.evaluation.lines;
if (!first || !second) throw new Error('the sale has lines');
const [earned] = first.earned;
if (!earned) throw new Error('the first line earns');

function sentence(input: RefundInput): unknown {
  const result = refund(store, input);
  return result.ok ? 'fine' : result.problem.code === 'RefundInvalid' && result.problem.params['detail'];
}

function changed(change: Partial<Sale['evaluation']>): Sale {
  return { ...sale, evaluation: { ...sale.evaluation, ...change } };
}

describe('refused', () => {
  test.each<[string, Record<string, number>, Partial<RefundInput>, string]>([
    ['nothing', {}, {}, 'nothing is returned'],
    ['a line the sale has not', { wine: 1000 }, {}, 'the sale has no line "wine"'],
    ['a return', { old: 1000 }, {}, 'line "old" is itself a return'],
    ['a quantity of 0', { bread: 0 }, {}, 'line "bread": a quantity must be more than 0 and at most 999000'],
    ['a negative quantity', { bread: -1000 }, {}, 'line "bread": a quantity must be more than 0 and at most 999000'],
    ['too large a quantity', { bread: 1e15 }, {}, 'line "bread": a quantity must be more than 0 and at most 999000'],
    ['part of a piece', { bread: 500 }, {}, 'line "bread" is sold in whole pieces, 1000 each'],
    ['more than was sold', { bread: 4000 }, {}, 'line "bread": 4000 come back, 3000 were sold'],
    [
      'more than is left',
      { bread: 2000 },
      { returned: some({ bread: 2000 }) },
      'line "bread": 4000 come back, 3000 were sold',
    ],
    ['more weight than was sold', { cheese: 1235 }, {}, 'line "cheese": 1235 come back, 1234 were sold'],
    [
      'more exchanged than comes back',
      { bread: 1000 },
      { exchanged: some({ bread: 2000 }) },
      'line "bread": 2000 are exchanged, 1000 come back',
    ],
    [
      'exchanged, and not come back',
      { cheese: 1 },
      { exchanged: some({ bread: 1000 }) },
      'line "bread": 1000 are exchanged, 0 come back',
    ],
    ['an earlier return of nothing', { bread: 1000 }, { returned: some({ wine: 1 }) }, 'the sale has no line "wine"'],
    ['an exchange of nothing', { bread: 1000 }, { exchanged: some({ wine: 1 }) }, 'the sale has no line "wine"'],
    ['a day before the sale', { bread: 1000 }, { biz: '2026-11-21' }, 'a return on 2026-11-21 is before its sale'],
  ])('%s', (_, now, more, detail) => {
    expect(sentence(asked(sale, now, more))).toBe(detail);
  });

  test('the same line twice counts for its sum', () => {
    const twice = [...some({ bread: 2000 }), ...some({ bread: 2000 })];
    expect(sentence({ ...asked(sale, {}), now: twice })).toBe('line "bread": 4000 come back, 3000 were sold');
  });

  test('not what is at the bound', () => {
    const now = { bread: 3000, cheese: 1234, half: 1500 };
    expect(sentence(asked(sale, now, { biz: '2026-11-22' }))).toBe('fine');
    expect(sentence(asked(sale, { half: 1 }))).toBe('fine');
  });

  const most = sale.evaluation.earned.map((each) => ({ ...each, n: units(limits.unitsMax) }));
  const many = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
  const reward = { by: { kind: 'reward' as const, id: 'r' }, unit: 'points', n: units(1) };
  const other = 'the evaluation is of other lines than the basket';
  const gifts = (...given: Sale['evaluation']['gifts'][number]['gift'][]): Pick<Sale['evaluation'], 'gifts'> => ({
    gifts: given.map((gift) => ({ by: { kind: 'campaign', id: 'x' }, gift })),
  });

  test.each<[string, Partial<Sale['evaluation']>, string]>([
    ['fewer lines', { lines: rest }, other],
    ['lines in another order', { lines: [second, first, ...rest] }, other],
    ['another amount', { lines: [{ ...first, before: money(601) }, second, ...rest] }, other],
    ['another sum', { due: money(1) }, `the lines of the sale sum to ${sale.evaluation.due}, and 1 was due`],
    [
      'more units on lines than in sum',
      { lines: [{ ...first, earned: [{ ...earned, n: units(earned.n + 1) }] }, second, ...rest] },
      'the lines of the sale have more points than the sale',
    ],
    ['units spent on lines only', { spent: [] }, 'the lines of the sale have more points than the sale'],
    [
      'units below zero on a line',
      { lines: [{ ...first, earned: [{ ...earned, n: units(-1) }] }, second, ...rest] },
      'the lines of the sale have more points than the sale',
    ],
    [
      'units below zero',
      { earned: sale.evaluation.earned.map((each) => ({ ...each, n: units(-1) })) },
      'the units of the sale are below zero or too many',
    ],
    [
      'more units than anybody holds',
      { earned: [...sale.evaluation.earned, ...most] },
      'the units of the sale are below zero or too many',
    ],
    [
      'a share below zero',
      gifts({ kind: 'share', cause: 'school', amount: money(-1) }),
      'the shares of the sale are below zero or too large',
    ],
    [
      'shares too large',
      gifts(
        { kind: 'share', cause: 'school', amount: money(limits.moneyMax) },
        { kind: 'share', cause: 'school', amount: money(1) },
      ),
      'the shares of the sale are below zero or too large',
    ],
    [
      'too many coupons',
      gifts({ kind: 'coupon', coupon: 'five', n: limits.refundCouponsMax }, { kind: 'coupon', coupon: 'six', n: 1 }),
      'the sale used and gave too many coupons and gifts',
    ],
    [
      'too many coupons used',
      { ...gifts({ kind: 'badge', badge: 'x' }), coupons: many(limits.refundCouponsMax, { id: 'c', serial: null }) },
      'the sale used and gave too many coupons and gifts',
    ],
    [
      'too many rewards',
      { spent: [...sale.evaluation.spent, ...many(limits.rewardsChosenMax + limits.rewardsMax, reward)] },
      'the sale spent units too often',
    ],
  ])('a record with %s', (_, change, detail) => {
    expect(sentence(asked(changed(change), { bread: 1000 }))).toBe(detail);
  });

  test('not a record at the bounds', () => {
    const atBound = gifts(
      { kind: 'share', cause: 'school', amount: money(limits.moneyMax) },
      { kind: 'coupon', coupon: 'five', n: limits.refundCouponsMax - 1 },
    );
    expect(sentence(asked(changed(atBound), { bread: 1000 }))).toBe('fine');
    expect(sentence(asked(changed({ earned: most }), { bread: 1000 }))).toBe('fine');
    const used = { coupons: many(limits.refundCouponsMax, { id: 'c', serial: null }) };
    expect(sentence(asked(changed(used), { bread: 1000 }))).toBe('fine');
    const spent = [...sale.evaluation.spent, ...many(limits.rewardsChosenMax + limits.rewardsMax - 1, reward)];
    expect(sentence(asked(changed({ spent }), { bread: 1000 }))).toBe('fine');
    const none = gifts({ kind: 'share', cause: 'school', amount: money(0) });
    expect(sentence(asked(changed(none), { bread: 1000 }))).toBe('fine');
  });
});

describe('the door', () => {
  const short = {
    sale: { input: { moment: { biz: '2026-11-22' }, basket: { lines: [{ id: 'a', amount: 100 }] } }, evaluation: {} },
    now: [{ line: 'a', quantity: 1000 }],
  };
  const plain = sell(shop({}), [{ id: 'a', amount: 100 }]);
  const whole = { ...short, sale: { ...short.sale, evaluation: plain.evaluation } };

  test('completes a short input', () => {
    const input = readRefundInput(whole);
    expect(input).toEqual({
      ok: true,
      value: {
        sale: plain,
        returned: [],
        now: whole.now,
        exchanged: [],
        held: null,
        coupons: [],
        biz: '2026-11-22',
      },
    });
  });

  test('keeps what is said', () => {
    const said = {
      returned: [{ line: 'a', quantity: 1 }],
      exchanged: [{ line: 'a', quantity: 2 }],
      held: [{ unit: 'points', n: -3 }],
      coupons: [{ id: 'c', serial: null, used: true, expired: false }],
      biz: '2026-12-01',
      method: 're-evaluate',
    };
    const input = readRefundInput({ ...whole, ...said });
    expect(input.ok && input.value).toMatchObject(said);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'InputInvalid'],
    ['a list', [whole], 'InputInvalid'],
    ['a sale that is none', { ...whole, sale: 7 }, 'InputInvalid'],
    ['a basket that is none', { ...whole, sale: { ...whole.sale, input: { basket: 1 } } }, 'InputInvalid'],
    ['no evaluation', { ...whole, sale: { input: short.sale.input } }, 'RefundInvalid'],
    ['no goods named', { ...whole, now: undefined }, 'RefundInvalid'],
    ['a quantity with a fraction', { ...whole, now: [{ line: 'a', quantity: 1.5 }] }, 'RefundInvalid'],
    ['a method nobody knows', { ...whole, method: 'magic' }, 'RefundInvalid'],
  ])('refuses %s', (_, value, code) => {
    const result = readRefundInput(value);
    expect(!result.ok && result.problem.code).toBe(code);
  });

  test('says where it is wrong', () => {
    const result = readRefundInput({ ...whole, biz: 'today' });
    expect(!result.ok && result.problem.params['detail']).toContain('biz');
  });

  test('measures before it reads, and its lists are bounded', () => {
    const padded = (n: number) => readRefundInput({ ...whole, padding: Array.from({ length: n }, () => 0) });
    const used = (function count(value: unknown): number {
      return typeof value === 'object' && value !== null
        ? Object.values(value).reduce<number>((sum, each) => sum + count(each), 1)
        : 1;
    })({ ...whole, padding: [] });
    expect(padded(limits.refundValuesMax - used).ok).toBe(true);
    expect(padded(limits.refundValuesMax - used + 1)).toMatchObject({ problem: { code: 'JsonTooLarge' } });
    const coupons = (n: number) =>
      readRefundInput({
        ...whole,
        coupons: Array.from({ length: n }, () => ({ id: 'c', serial: null, used: false, expired: false })),
      });
    expect(coupons(limits.refundCouponsMax).ok).toBe(true);
    expect(coupons(limits.refundCouponsMax + 1).ok).toBe(false);
  });

  test('no value makes it throw, and no input that it lets through makes a return throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (value, now) => {
        readRefundInput(value);
        const input = readRefundInput({ ...whole, now, returned: value });
        if (input.ok) refund(store, input.value);
      }),
      runs(300),
    );
  });

  test('no record, however hostile, makes a return throw', () => {
    const number = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom(limits.moneyMax, -limits.moneyMax, limits.unitsMax),
    );
    const by = fc.constantFrom(
      { kind: 'campaign' as const, id: 'point-per-euro' },
      { kind: 'reward' as const, id: 'none' },
      { kind: 'payment' as const, id: 'points' },
    );
    const moved = fc.array(fc.record({ by, unit: fc.constantFrom('points', 'none'), n: number }), { maxLength: 3 });
    const hostile = fc.record({ refund: number, after: number, earned: moved, spent: moved, total: moved, n: number });
    fc.assert(
      fc.property(hostile, fc.constantFrom('pro-rata' as const, 're-evaluate' as const), (wild, method) => {
        const extra = (list: typeof wild.earned) =>
          list.map((each) => ({ ...each, n: units(each.n), bucket: 'never', from: '2026-11-22' }));
        const line = {
          refund: money(wild.refund),
          after: money(wild.after),
          earned: extra(wild.earned),
          spent: extra(wild.spent),
        };
        const lines = [{ ...first, ...line }, second, ...rest];
        const record = changed({
          lines,
          due: money(lines.reduce((total, each) => total + each.refund, 0)),
          earned: [...extra(wild.earned), ...sale.evaluation.earned, ...extra(wild.total)],
          spent: [...extra(wild.spent), ...sale.evaluation.spent],
        });
        const held = [{ unit: 'points', n: units(wild.n) }];
        for (const now of [{ bread: 1000 }, { bread: 3000, cheese: 1234, half: 1500 }]) {
          expect(() => refund(store, asked(record, now, { method, held }))).not.toThrow();
        }
      }),
      runs(300),
    );
  });
});
