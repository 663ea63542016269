// What may happen to a line, as a table of the shop: earns, discountable, payable with units, counts to thresholds.
import { expect, test } from 'vitest';
import { money } from '../../../core/base/money.ts';
import type { Basket, Line, LineKind } from '../../../core/basket/basket.ts';
import { basketSchema } from '../../../core/basket/basket.ts';
import { flagsOf } from '../../../core/basket/line-flags.ts';
import { piecesOf } from '../../../core/basket/basket-total.ts';
import { basket, line } from '../../support/shop.ts';

const flags = (each: Partial<Line>, buyer: Basket['buyer'] = 'public'): string => {
  const found = flagsOf(line('a', 'A', 100, each), buyer);
  const mark = (yes: boolean): string => (yes ? 'yes' : '-');
  return [found.earns, found.discountable, found.payableWithUnits, found.countsToThresholds].map(mark).join(' ');
};

test.each<[LineKind, string]>([
  ['goods', 'yes yes yes yes'],
  ['service', 'yes yes yes yes'],
  ['fee', '- - yes -'],
  ['delivery', '- - yes -'],
  ['tip', '- - - -'],
  ['deposit', '- - - -'],
  ['gift-card', '- - - -'],
  ['donation', '- - - -'],
  ['rounding', '- - - -'],
])('%s: %s', (kind, expected) => {
  expect(flags({ kind })).toBe(expected);
});

test.each([
  ['marked down', { posDiscounts: [{ kind: 'markdown', amount: money(10) }] }, 'yes - yes yes'],
  ['discounted by hand', { posDiscounts: [{ kind: 'manual', amount: money(10) }] }, 'yes - yes yes'],
  ['on a promotion of the POS', { posDiscounts: [{ kind: 'promo', amount: money(10) }] }, 'yes yes yes yes'],
  ['a book, whose price is fixed', { discountable: false }, 'yes - yes yes'],
  ['tobacco', { earns: false, discountable: false, payableWithUnits: false }, '- - - yes'],
  [
    'marked down, but the shop says it may go lower',
    { discountable: true, posDiscounts: [{ kind: 'markdown', amount: money(10) }] },
    'yes yes yes yes',
  ],
  ['a bottle slip', { kind: 'deposit', amount: money(-25) }, '- - - -'],
] as [string, Partial<Line>, string][])('%s: %s', (_, each, expected) => {
  expect(flags(each)).toBe(expected);
});

test('staff and trade get nothing', () => {
  expect(flags({}, 'staff')).toBe('- - - -');
  expect(flags({}, 'trade')).toBe('- - - -');
});

test('two lines of one id are no basket', () => {
  expect(basketSchema.safeParse(basket(line('a', 'A', 1), line('a', 'B', 1))).success).toBe(false);
});

test('pieces are counted as people count them', () => {
  expect(piecesOf(basket(line('a', 'A', 1, { pieces: 3 }), line('b', 'Ham', 400, { unit: 'kg', quantity: 345 })))).toBe(
    4,
  );
});
