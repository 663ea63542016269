// What a condition may ask. It sees sums and dates, never the effects of others: what a price effect is measured on does not
// depend on who else won, so that the search for the best combination stays exact (rules.md, "Thresholds").
import type { Moment } from '../base/time.ts';
import type { Line, Tender } from '../basket/basket.ts';
import type { MemberFacts } from './member-facts.ts';
import type { Selector } from './selector.ts';

/** `before`: what the POS charges. `after`: what our discounts leave, before tenders. */
export type Measure = 'before' | 'after';

export interface Facts {
  readonly member: MemberFacts | null;
  readonly moment: Moment;
  /** Kinds the customer pays with, or plans to; null while nobody knows. */
  readonly tenders: readonly Tender['kind'][] | null;
  /** Minor units of the selected lines that count to thresholds; without a measure, as the rule is measured. */
  amountOf(selector: Selector, measure?: Measure): number;
  /** Pieces of the selected lines that count to thresholds; of a unit of measure its thousandths. */
  quantityOf(selector: Selector, of: Line['unit']): number;
  hasCoupon(id: string): boolean;
  inSegment(id: string): boolean;
}

/**
 * How a condition stands: `met`, or by how much it is missed. `unmet` is missed by nothing that could be counted: a member
 * is in a tier or is not.
 */
export type Answer = number;
export const met: Answer = 0;
export const unmet: Answer = -1;

/** For a count that must lie between two bounds. Above the upper one nothing is missing: less is not a goal. */
export function between(n: number, atLeast: number | undefined, atMost: number | undefined): Answer {
  if (atLeast !== undefined && n < atLeast) return atLeast - n;
  return atMost !== undefined && n > atMost ? unmet : met;
}
