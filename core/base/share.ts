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
  let total = 0;
  for (const { weight } of parts) total += weight;
  if (total === 0) {
    assert(amount === 0, 'an amount is shared over something');
    return parts.map(() => 0);
  }
  const shares = parts.map(({ weight }) => mulDiv(amount, weight, total, 'down'));
  let left = amount;
  for (const share of shares) left -= share;
  if (left !== 0) giveRest(amount, parts, total, shares, left);
  return shares;
}

function giveRest(amount: number, parts: readonly Part[], total: number, shares: number[], rest: number): void {
  const rests = parts.map(({ weight }) => remainder(amount, weight, total));
  const order = parts.map((_, at) => at);
  order.sort((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || byId(parts[a], parts[b]));
  let left = rest;
  for (const at of order) {
    if (left === 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
    left -= 1;
  }
  assert(left === 0, 'parts sum to the whole');
}

function byId(a: Part | undefined, b: Part | undefined): number {
  if (a === undefined || b === undefined || a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** Below `total`, so a safe integer whatever the product is. */
function remainder(amount: number, weight: number, total: number): number {
  const product = amount * weight;
  return Number.isSafeInteger(product) ? product % total : Number((BigInt(amount) * BigInt(weight)) % BigInt(total));
}
