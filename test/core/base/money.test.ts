// Money divides in one place, exactly; each rounding is held against a twin in BigInt.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../../core/base/assert.ts';
import { basisPointsOf, money, moneySchema, mulDiv, sumMoney } from '../../../core/base/money.ts';
import type { Rounding } from '../../../core/base/money.ts';
import { limits } from '../../../core/base/limits.ts';
import { runs } from '../../support/runs.ts';

function twin(a: number, b: number, c: number, rounding: Rounding): number {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const negative = product < 0n !== divisor < 0n;
  const [p, d] = [product < 0n ? -product : product, divisor < 0n ? -divisor : divisor];
  let whole = p / d;
  const rest = p % d;
  if (rest > 0n && (rounding === 'up' || (rounding === 'halfAwayFromZero' && rest * 2n >= d))) whole += 1n;
  return Number(negative ? -whole : whole) + 0;
}

test('mulDiv agrees with exact arithmetic for every rounding', () => {
  const factor = fc.integer({ min: -4_000_000_000, max: 4_000_000_000 });
  const divisor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((n) => n !== 0);
  const rounding = fc.constantFrom<Rounding>('halfAwayFromZero', 'down', 'up');
  fc.assert(
    fc.property(factor, factor, divisor, rounding, (a, b, c, how) => {
      const expected = twin(a, b, c, how);
      fc.pre(Number.isSafeInteger(expected));
      expect(mulDiv(a, b, c, how)).toBe(expected);
    }),
    runs(1000),
  );
});

test.each([
  [5, 1, 2, 'halfAwayFromZero', 3],
  [-5, 1, 2, 'halfAwayFromZero', -3],
  [4, 1, 3, 'halfAwayFromZero', 1],
  [5, 1, 3, 'down', 1],
  [-5, 1, 3, 'down', -1],
  [4, 1, 3, 'up', 2],
  [0, 7, -3, 'up', 0],
] as const)('%i × %i / %i, %s, is %i', (a, b, c, how, result) => {
  expect(mulDiv(a, b, c, how)).toBe(result);
});

test('ten percent of 9.05 is 0.91', () => {
  expect(basisPointsOf(money(905), 1000)).toBe(91);
});

test('money is whole and within its bound, at the bound and one past it', () => {
  expect(moneySchema.safeParse(limits.moneyMax).success).toBe(true);
  expect(moneySchema.safeParse(limits.moneyMax + 1).success).toBe(false);
  expect(moneySchema.safeParse(0.5).success).toBe(false);
  expect(() => money(Number.NaN)).toThrow(Fault);
  expect(Object.is(money(-0), 0)).toBe(true);
  expect(sumMoney([1, 2, -3])).toBe(0);
});
