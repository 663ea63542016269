// Largest remainder: one amount, computed once, divided over parts so that they sum to it exactly (rules.md, "Rounding").
import { assert } from './assert.ts';
import { mulDiv } from './money.ts';

export interface Part {
  readonly id: string;
  /** Not negative; the share is in proportion to it. */
  readonly weight: number;
}

/**
 * Whole shares of `amount` (not negative), in the order of the parts. Each is the proportion rounded down; what is left
 * goes, one by one, to the largest remainders, ties to the smaller id, then to the part named first. Never more than a part's weight if Σ weight ≥ amount.
 */
export function shareByLargestRemainder(amount: number, parts: readonly Part[]): number[] {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (total === 0) {
    assert(amount === 0, 'an amount is shared over something');
    return parts.map(() => 0);
  }
  const shares = parts.map((part) => mulDiv(amount, part.weight, total, 'down'));
  let left = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = parts.map((part, at) => ({ at, id: part.id, rest: remainder(amount, part.weight, total) }));
  byRemainder.sort((a, b) => (a.rest === b.rest ? byId(a.id, b.id) : a.rest > b.rest ? -1 : 1));
  for (const { at } of byRemainder) {
    if (left === 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
    left -= 1;
  }
  assert(left === 0, 'parts sum to the whole');
  return shares;
}

function byId(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function remainder(amount: number, weight: number, total: number): bigint {
  return (BigInt(amount) * BigInt(weight)) % BigInt(total);
}
