// What goes into an evaluation and what comes out. Both stand whole in the record, so that any sale can be computed again
// from its record alone, years later; keys are written in the order of these schemas.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { momentSchema } from '../base/time.ts';
import { bucketSchema, unitsSchema } from '../base/units.ts';
import { basketSchema, lineIdSchema, tenderSchema } from '../basket/basket.ts';
import { rightSchema } from '../member/member-row.ts';

/** Only what the programme reads of a member: no id, no name. */
export const memberFactsSchema = z.object({
  right: rightSchema,
  /**
   * A unit each, in the order of the programme's units: `held` all that is usable at this date, `n` what this till may
   * let go in this sale (less than held where headquarters cannot be asked).
   */
  spendable: z.array(z.object({ unit: slugSchema, n: unitsSchema, held: unitsSchema })).max(limits.unitsOfProgrammeMax),
});
export type MemberFacts = z.infer<typeof memberFactsSchema>;

export const evaluationInputSchema = z.object({
  event: z.literal('purchase'),
  moment: momentSchema,
  basket: basketSchema,
  member: memberFactsSchema.nullable(),
  /** Rewards the customer wants in this sale. */
  chosen: z.array(slugSchema).max(limits.rewardsChosenMax),
  /** Campaigns taken off this sale by hand; they stay off. */
  declined: z.array(slugSchema).max(limits.rewardsMax),
  /** Null before payment: then earning assumes money. */
  tenders: z.array(tenderSchema).max(limits.tendersPerSaleMax).nullable(),
});
export type EvaluationInput = z.infer<typeof evaluationInputSchema>;

/** The cause of a discount or of units: a campaign or a reward of the programme. */
export const causeSchema = z.object({ kind: z.enum(['campaign', 'reward']), id: slugSchema });
export type Cause = z.infer<typeof causeSchema>;

export const discountSchema = z.object({ by: causeSchema, wanted: moneySchema, given: moneySchema });
export type Discount = z.infer<typeof discountSchema>;

export const evaluatedLineSchema = z.object({
  id: lineIdSchema,
  before: moneySchema,
  discounts: z.array(z.object({ by: causeSchema, given: moneySchema })),
  after: moneySchema,
  earned: z.array(z.object({ by: causeSchema, unit: slugSchema, n: unitsSchema })),
  spent: z.array(z.object({ by: causeSchema, unit: slugSchema, n: unitsSchema })),
});
export type EvaluatedLine = z.infer<typeof evaluatedLineSchema>;

export const rewardStateSchema = z.object({
  id: slugSchema,
  state: z.enum(['used', 'available', 'unavailable']),
  /** Why it is unavailable; `missing` says how many units too few. `not-now`: held, but not to be spent unasked offline. */
  reason: z.enum(['no-member', 'earn-only', 'too-few-units', 'not-now', 'no-goods']).nullable(),
  missing: unitsSchema,
});
export type RewardState = z.infer<typeof rewardStateSchema>;

export const nudgeSchema = z.object({
  kind: z.literal('units'),
  reward: slugSchema,
  unit: slugSchema,
  missing: unitsSchema,
});
export type Nudge = z.infer<typeof nudgeSchema>;

export const evaluationSchema = z.object({
  lines: z.array(evaluatedLineSchema),
  total: z.object({ before: moneySchema, discount: moneySchema, after: moneySchema }),
  discounts: z.array(discountSchema),
  earned: z.array(z.object({ by: causeSchema, unit: slugSchema, n: unitsSchema, bucket: bucketSchema })),
  spent: z.array(z.object({ by: causeSchema, unit: slugSchema, n: unitsSchema })),
  rewards: z.array(rewardStateSchema),
  nudges: z.array(nudgeSchema).max(3),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

export const traceReasons = [
  'no-goods',
  'no-member',
  'earn-only',
  'too-few-units',
  'not-now',
  'amount-too-small',
] as const;
export type TraceReason = (typeof traceReasons)[number];

/** Why each campaign that could match did or did not. Never part of the record. */
export interface TraceEntry {
  readonly by: Cause;
  readonly outcome: 'applied' | 'not-met' | 'declined' | 'limited';
  /** `not-met`: what was missing. */
  readonly reason: TraceReason | null;
  readonly missing: number;
  readonly given: number;
}

export interface Evaluated {
  readonly evaluation: Evaluation;
  readonly trace: readonly TraceEntry[];
}
