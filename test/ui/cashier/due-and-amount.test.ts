import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '../../../core/base/money.ts';
import { dueOf } from '../../../ui/cashier/due-of.ts';
import { parseAmount } from '../../../ui/cashier/parse-amount.ts';

const euro = { code: 'EUR', decimals: 2, cashStep: 1 };
const forint = { code: 'HUF', decimals: 0, cashStep: 5 };

describe('what is due', () => {
  test.each([
    [1_232, 1_230],
    [1_233, 1_235],
    [1_235, 1_235],
    [2, 0],
    [0, 0],
  ])('in cash %i Ft are %i Ft', (total, due) => {
    expect(dueOf(money(total), 'cash', forint)).toEqual({ due, rounding: due - total });
  });

  test('by card it is the total; in cash it can be paid in coins and is off by half a coin at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 100 }), (total, cashStep) => {
        const currency = { ...euro, cashStep };
        expect(dueOf(money(total), 'card', currency)).toEqual({ due: total, rounding: 0 });
        const { due, rounding } = dueOf(money(total), 'cash', currency);
        expect(due % cashStep).toBe(0);
        expect(due - rounding).toBe(total);
        expect(Math.abs(rounding) * 2).toBeLessThanOrEqual(cashStep);
      }),
    );
  });
});

describe('a typed price', () => {
  test.each([
    ['250', 250],
    ['2,50', 250],
    ['2.5', 250],
    ['2,', 200],
    ['0', 0],
    ['', null],
    ['2,505', null],
    ['1.000,00', null],
    ['-3', null],
    ['12345678901', null],
    ['3e5', null],
  ])('"%s" in euros', (typed, minor) => {
    expect(parseAmount(typed, euro)).toBe(minor);
  });

  test('a currency without decimals has none after the comma', () => {
    expect(parseAmount('250', forint)).toBe(250);
    expect(parseAmount('2,5', forint)).toBe(null);
  });
});
