// How the returns of a sale are computed, where nobody overrides it: evaluated again if one rule that gave something wants it
// so, or says nothing and asked for an amount or a number of goods that a return may undo; else pro rata.
import type { CompiledProgramme } from '../../programme/compile.ts';
import type { Condition } from '../../programme/conditions/condition.ts';
import type { Evaluation } from '../evaluation.ts';
import type { RefundMethod } from '../refund-input.ts';

export function methodOf(
  { campaigns, rewards, coupons }: CompiledProgramme,
  { discounts, earned, spent, gifts, coupons: used }: Evaluation,
): RefundMethod {
  const gave = new Set<string>(used.map(({ id }) => id));
  for (const { by, given } of discounts) if (given !== 0) gave.add(by.id);
  for (const { by } of [...earned, ...spent, ...gifts]) gave.add(by.id);
  // An id is used once among all rules. A reward has no condition besides its audience, which looks at no goods.
  const again =
    [...campaigns, ...coupons].some(
      ({ id, refund, conditions }) =>
        gave.has(id) && (refund ?? (hasThreshold(conditions) ? 're-evaluate' : 'pro-rata')) === 're-evaluate',
    ) || rewards.some(({ id, refund }) => gave.has(id) && refund === 're-evaluate');
  return again ? 're-evaluate' : 'pro-rata';
}

function hasThreshold(condition: Condition | undefined): boolean {
  if (condition === undefined) return false;
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(hasThreshold);
  if (condition.kind === 'not') return hasThreshold(condition.of);
  return condition.kind === 'amount' || condition.kind === 'quantity';
}
