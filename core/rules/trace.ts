// Why each rule that could match did or did not. Made beside the evaluation and never part of the record: it can be computed
// again from the record at any time.
import type { Cause } from '../programme/cause.ts';
import type { ConditionLeaf } from '../programme/conditions/condition.ts';
import type { Evaluation } from './evaluation.ts';

export const traceOutcomes = [
  'applied',
  /** Applied, and gave less than it wanted. */
  'limited',
  'not-met',
  'outweighed',
  'proposed',
  'declined',
  'held-out',
  /** Only with `explain: all`: another day, store, customer, goods; or set aside by quarantine. */
  'elsewhere',
  'quarantined',
] as const;
export type TraceOutcome = (typeof traceOutcomes)[number];

export const traceReasons = [
  'no-goods',
  'no-member',
  'earn-only',
  'too-few-units',
  'not-now',
  'amount-too-small',
  /** A condition of the tree; `condition` says which. */
  'condition',
  /** A bundle lacks goods for its first set; `missing` thousandths of pieces. */
  'goods-missing',
  'limit-reached',
  /** A paper of a numbered coupon whose number was not read. */
  'no-serial',
  'nothing-left',
  'not-here',
  'not-for-you',
  /** For joining, in a purchase; or the other way round. */
  'other-event',
  'other-time',
  'other-store',
  'other-goods',
  'too-many-pieces',
] as const;
export type TraceReason = (typeof traceReasons)[number];

export interface TraceEntry {
  readonly by: Cause;
  readonly outcome: TraceOutcome;
  readonly reason: TraceReason | null;
  /** The leaf that was missed. */
  readonly condition: ConditionLeaf | null;
  /** By how much, in what the reason counts; 0 where nothing is counted. */
  readonly missing: number;
  /** Minor units or units that it gave. */
  readonly given: number;
  /** Minor units it would have given without its limit or the floor of a line. */
  readonly wanted: number;
  /** `outweighed`: by which rule, and by how much more that is worth to the customer in minor units. */
  readonly outweighedBy: Cause | null;
}

export interface Evaluated {
  readonly evaluation: Evaluation;
  readonly trace: readonly TraceEntry[];
}
