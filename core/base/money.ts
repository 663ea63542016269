// Money is an integer of minor units (cents, forints). This is the only file that divides money, and each division
// names its rounding. Sources: product.md "integers with the unit in the type"; Actual's IntegerAmount for the idea.
import { z } from 'zod';
import { assert } from './assert.ts';
import { limits } from './limits.ts';

/** Minor units of the programme's currency; its `decimals` say how many make a major one. */
export const moneySchema = z.int().min(-limits.moneyMax).max(limits.moneyMax).brand<'Money'>();
export type Money = z.infer<typeof moneySchema>;

export type Rounding = 'halfAwayFromZero' | 'down' | 'up';

/** Vouches that a number we computed is whole and in range; a Fault otherwise. */
export function money(minor: number): Money {
  assert(
    Number.isSafeInteger(minor) && Math.abs(minor) <= limits.moneyMax * limits.linesPerBasketMax,
    'money is whole',
  );
  return (minor === 0 ? 0 : minor) as Money;
}

export function sumMoney(amounts: Iterable<number>): Money {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return money(sum);
}

/** a × b / c with one named rounding; exact also where a × b leaves the safe integers. `down` is towards zero. */
export function mulDiv(a: number, b: number, c: number, rounding: Rounding): number {
  assert(
    Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(c) && c !== 0,
    'mulDiv of integers',
  );
  const product = a * b;
  if (!Number.isSafeInteger(product)) return mulDivBig(BigInt(a) * BigInt(b), BigInt(c), rounding);
  const rest = product % c;
  const whole = (product - rest) / c;
  return whole + roundRest(rest, c, rounding, product < 0 !== c < 0) + 0;
}

function roundRest(rest: number, divisor: number, rounding: Rounding, negative: boolean): number {
  if (rest === 0 || rounding === 'down') return 0;
  const away = negative ? -1 : 1;
  if (rounding === 'up') return away;
  return Math.abs(rest) >= Math.abs(divisor) - Math.abs(rest) ? away : 0;
}

function mulDivBig(product: bigint, divisor: bigint, rounding: Rounding): number {
  const rest = product % divisor;
  const whole = (product - rest) / divisor;
  const negative = product < 0n !== divisor < 0n;
  const size = (n: bigint): bigint => (n < 0n ? -n : n);
  const up =
    rest !== 0n && (rounding === 'up' || (rounding === 'halfAwayFromZero' && size(rest) * 2n >= size(divisor)));
  const result = Number(up ? whole + (negative ? -1n : 1n) : whole);
  assert(Number.isSafeInteger(result), 'mulDiv result is a safe integer');
  return result;
}

/** The same of numbers that are not negative, and never more than `most`, however large a × b / c would be. */
export function mulDivAtMost(a: number, b: number, c: number, rounding: Rounding, most: number): number {
  assert(a >= 0 && b >= 0 && c > 0 && Number.isSafeInteger(most), 'mulDivAtMost of sizes');
  if (Number.isSafeInteger(a * b)) return Math.min(mulDiv(a, b, c, rounding), most);
  return (BigInt(a) * BigInt(b)) / BigInt(c) >= BigInt(most) ? most : mulDiv(a, b, c, rounding);
}

/** A share of an amount in basis points (10 % = 1000), half away from zero. */
export function basisPointsOf(amount: Money, basisPoints: number): Money {
  return money(mulDiv(amount, basisPoints, 10_000, 'halfAwayFromZero'));
}
