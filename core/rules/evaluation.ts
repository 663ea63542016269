// What goes into an evaluation and what comes out. Both stand whole in the record, so that any sale can be computed again
// from its record alone, years later; keys are written in the order of these schemas.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { businessDateSchema, momentSchema } from '../base/time.ts';
import { bucketSchema, unitsSchema } from '../base/units.ts';
import { basketSchema, lineIdSchema, tenderSchema } from '../basket/basket.ts';
import { causeSchema } from '../programme/cause.ts';
import { memberFactsSchema } from '../programme/member-facts.ts';
import { localTextSchema } from '../programme/text.ts';

const count = z.int().min(0).max(limits.unitsMax);

/** What a rule has given before this sale, as far as this till knows. */
export const usageSchema = z.object({
  by: causeSchema,
  per: z.enum(['member', 'member-day', 'store-day', 'total']),
  uses: count.default(0),
  money: count.default(0),
  units: count.default(0),
  /** Uses, minor units or units (as the limit counts) that headquarters has lent to this till, for a strict limit. */
  lease: count.nullable().default(null),
});
export type Usage = z.infer<typeof usageSchema>;

export const evaluationInputSchema = z.object({
  event: z.enum(['purchase', 'enrol']),
  store: slugSchema,
  moment: momentSchema,
  /** Empty for an event without goods. */
  basket: basketSchema,
  member: memberFactsSchema.nullable(),
  usage: z.array(usageSchema).max(limits.usageMax),
  /** On the counter, in the order in which they were laid down. */
  coupons: z
    .array(z.object({ id: slugSchema, serial: z.string().max(40).nullable().default(null) }))
    .max(limits.couponsPerSaleMax),
  /** What the customer said yes to: rewards (`n` units where the cost is variable; twice is twice), proposed campaigns. */
  chosen: z.array(z.object({ id: slugSchema, n: unitsSchema.optional() })).max(limits.rewardsChosenMax),
  /** Anything taken off this sale by hand; it stays off. */
  declined: z.array(slugSchema).max(limits.rewardsMax),
  payWithUnits: z.object({ unit: slugSchema, n: count }).nullable(),
  /** Null before payment: then earning assumes money. */
  tenders: z.array(tenderSchema).max(limits.tendersPerSaleMax).nullable(),
  /** Said by a POS that knows before it asks; only this lets a kind of payment change a price. */
  plannedTender: tenderSchema.shape.kind.nullable(),
});
export type EvaluationInput = z.infer<typeof evaluationInputSchema>;

export const discountSchema = z.object({ by: causeSchema, wanted: moneySchema, given: moneySchema });
export type Discount = z.infer<typeof discountSchema>;

const unitsBySchema = z.object({ by: causeSchema, unit: slugSchema, n: unitsSchema });
export type UnitsBy = z.infer<typeof unitsBySchema>;

export const evaluatedLineSchema = z.object({
  id: lineIdSchema,
  before: moneySchema,
  discounts: z.array(z.object({ by: causeSchema, given: moneySchema })),
  after: moneySchema,
  /**
   * Money a customer gets who returns the whole line: what it cost with a bundle's discount spread over the whole set, less
   * what was paid with units, which come back as units.
   */
  refund: moneySchema,
  earned: z.array(unitsBySchema),
  spent: z.array(unitsBySchema),
});
export type EvaluatedLine = z.infer<typeof evaluatedLineSchema>;

/** What was given that is neither money nor units. */
export const giftSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('coupon'), coupon: slugSchema, n: z.int().positive() }),
  z.object({ kind: z.literal('badge'), badge: slugSchema }),
  z.object({ kind: z.literal('share'), cause: slugSchema, amount: moneySchema }),
  z.object({ kind: z.literal('membership'), membership: slugSchema, months: z.int().positive() }),
  z.object({ kind: z.literal('tier'), tier: slugSchema, days: z.int().positive() }),
  z.object({ kind: z.literal('message'), to: z.enum(['cashier', 'receipt', 'display']), text: localTextSchema }),
]);

export const rewardStateSchema = z.object({
  id: slugSchema,
  state: z.enum(['used', 'available', 'unavailable']),
  /** Why it is unavailable; `missing` says how many units too few. `not-now`: held, but not to be spent unasked offline. */
  reason: z
    .enum([
      'no-member',
      'earn-only',
      'too-few-units',
      'not-now',
      'no-goods',
      'not-here',
      'not-for-you',
      'limit-reached',
    ])
    .nullable(),
  missing: unitsSchema,
});
export type RewardState = z.infer<typeof rewardStateSchema>;

/** How little is missing: minor units, thousandths of pieces or measure, units of the programme. */
export const nudgeSchema = z.object({
  kind: z.enum(['money', 'quantity', 'units']),
  by: causeSchema,
  /** Of `units`: which; of `quantity`: its unit of measure. */
  unit: z.string().nullable(),
  missing: z.int().positive(),
});
export type Nudge = z.infer<typeof nudgeSchema>;

export const evaluationSchema = z.object({
  lines: z.array(evaluatedLineSchema),
  total: z.object({ before: moneySchema, discount: moneySchema, after: moneySchema }),
  /** Units that pay a part of it. As a discount it stands among the discounts, by `payment`. */
  payment: z
    .object({ unit: slugSchema, n: unitsSchema, amount: moneySchema, settleAs: z.enum(['tender', 'discount']) })
    .nullable(),
  /** What is left to be paid in money. */
  due: moneySchema,
  discounts: z.array(discountSchema),
  earned: z.array(unitsBySchema.extend({ bucket: bucketSchema, from: businessDateSchema })),
  spent: z.array(unitsBySchema),
  gifts: z.array(z.object({ by: causeSchema, gift: giftSchema })),
  /** Coupons of this sale that did something and so are used up. */
  coupons: z.array(z.object({ id: slugSchema, serial: z.string().nullable() })),
  /** Who pays for the discounts. */
  costs: z.array(z.object({ party: z.string(), amount: moneySchema })),
  rewards: z.array(rewardStateSchema),
  /** Campaigns that would apply after a yes. */
  proposals: z.array(slugSchema),
  nudges: z.array(nudgeSchema).max(limits.nudgesMax),
  /** Whether the best combination was proven, or the search ended at its bound with one that is never worse than greedy. */
  proven: z.boolean(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
