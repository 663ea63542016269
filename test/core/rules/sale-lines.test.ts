// The goods of a sale as the engine reads them: lines with flags and floors, and the pieces that bundles are formed of.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { money } from '../../../core/base/money.ts';
import type { Line } from '../../../core/basket/basket.ts';
import { countsPieces, saleLines, saleUnits } from '../../../core/rules/sale-lines.ts';
import { basket, line } from '../../support/shop.ts';

const of = (id: string, amount: number, more: Partial<Line> = {}): Line => line(id, id, amount, more);
const piecesOf = (...lines: Line[]): unknown => saleUnits(saleLines(basket(...lines)));
const prices = (...lines: Line[]): number[] | undefined =>
  saleUnits(saleLines(basket(...lines)))?.map(({ price }) => price);

test('a line has its place, its flags and its floor', () => {
  const [first, second, third] = saleLines(
    basket(of('a', 100, { minAmount: money(30) }), of('b', 1, { minAmount: money(-5) }), of('c', 1)),
  );
  expect([first?.at, first?.floor, second?.at, second?.floor, third?.floor]).toEqual([0, 30, 1, 0, 0]);
  expect(first?.flags.discountable).toBe(true);
  expect(saleLines({ ...basket(of('a', 1)), buyer: 'trade' })[0]?.flags.discountable).toBe(false);
});

describe('pieces', () => {
  test('as equal as cents allow, the dearer first', () => {
    expect(piecesOf(of('a', 1000, { quantity: 3000 }))).toEqual([
      { id: 'a', line: 0, price: 334 },
      { id: 'a', line: 0, price: 333 },
      { id: 'a', line: 0, price: 333 },
    ]);
  });
  test('dearest first over all lines, equal ones by line id', () => {
    expect(piecesOf(of('b', 200), of('c', 300), of('a', 200))).toEqual([
      { id: 'c', line: 1, price: 300 },
      { id: 'a', line: 2, price: 200 },
      { id: 'b', line: 0, price: 200 },
    ]);
  });
  test('what is measured, and half a piece, is one', () => {
    expect(prices(of('a', 900, { unit: 'kg', quantity: 3000 }))).toEqual([900]);
    expect(prices(of('a', 900, { quantity: 1500 }))).toEqual([900]);
    expect(prices(of('a', 900, { quantity: 0 }))).toEqual([900]);
    expect(prices(of('a', 900, { quantity: -2000 }))).toEqual([900]);
  });
  test('none of what may not be discounted, costs nothing or comes back', () => {
    expect(prices(of('a', 100, { discountable: false }), of('b', 0), of('c', -100, { discountable: true }))).toEqual(
      [],
    );
  });
  test('at the bound, and not past it', () => {
    const each = 999_000;
    const lines = Array.from({ length: 10 }, (_, at) => of(`L${at}`, 1000, { quantity: each }));
    const rest = limits.bundleUnitsMax - 9990;
    expect(prices(...lines, of('M', 1000, { quantity: rest * 1000 }))).toHaveLength(limits.bundleUnitsMax);
    expect(prices(...lines, of('M', 1000, { quantity: (rest + 1) * 1000 }))).toBeUndefined();
  });
});

test('whole pieces are counted, nothing else is', () => {
  const counted = [
    {},
    { quantity: 2000 },
    { quantity: 500 },
    { quantity: 0 },
    { quantity: -1000 },
    { unit: 'kg' as const },
  ];
  expect(counted.map((more) => countsPieces(of('a', 1, more)))).toEqual([true, true, false, false, false, false]);
});
