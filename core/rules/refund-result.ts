// What comes out of a return: money and units by line and in sum, what stands in for units that are spent already, and what
// else followed from the sale and goes back. Plain data in the order of these schemas.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { moneySchema } from '../base/money.ts';
import { bucketSchema, unitsSchema } from '../base/units.ts';
import { lineIdSchema } from '../basket/basket.ts';
import { causeSchema } from '../programme/cause.ts';
import { refundMethodSchema } from './refund-input.ts';

/**
 * Units that move, always more than 0. The bucket is the one that the sale earned them into; null where it spent them: which
 * bucket that was is the ledger's to say. What is evaluated again may also move units the other way: a line that lost its
 * discount earns more (given, in its bucket), and units given back by an earlier return may be needed again (taken, null).
 */
export const movedUnitsSchema = z.object({
  by: causeSchema,
  unit: slugSchema,
  n: unitsSchema,
  bucket: bucketSchema.nullable(),
});
export type MovedUnits = z.infer<typeof movedUnitsSchema>;

export const refundLineSchema = z.object({
  id: lineIdSchema,
  /** Thousandths that are returned now; 0: nothing of it comes back, but it costs more or less without the rest. */
  quantity: z.int(),
  exchanged: z.int(),
  /** So far, with this return, without what was exchanged: what the next return is told. */
  returned: z.int(),
  /** Below zero: it is charged. */
  money: moneySchema,
  takeBack: z.array(movedUnitsSchema),
  giveBack: z.array(movedUnitsSchema),
});
export type RefundLine = z.infer<typeof refundLineSchema>;

const couponRef = { id: slugSchema, serial: z.string().nullable() };

export const refundSchema = z.object({
  method: refundMethodSchema,
  /** To give to the customer, after what is deducted for units already spent; below zero: to charge. */
  money: moneySchema,
  /** Before that: the sum of `lines`. */
  worth: moneySchema,
  lines: z.array(refundLineSchema),
  /** The sums of the lines, and with the whole sale also what lies on no line. */
  takeBack: z.array(movedUnitsSchema),
  giveBack: z.array(movedUnitsSchema),
  /**
   * Of `takeBack`, what the balance no longer covers. `negative`: it falls below zero all the same. `deduct` and `forgive`
   * are not taken from the balance; `money` is what was deducted instead.
   */
  onSpent: z.array(
    z.object({ unit: slugSchema, n: unitsSchema, how: z.enum(['negative', 'deduct', 'forgive']), money: moneySchema }),
  ),
  coupons: z.object({
    /** Given by the sale and not used yet. Without a serial where the input does not know it. */
    void: z.array(z.object(couponRef)),
    /** Given and used already. Listed, and in no sum here; `worth`: the amount it took off, null where it names none. */
    charge: z.array(z.object({ ...couponRef, worth: moneySchema.nullable() })),
    /** Used by the sale, and not expired since. */
    restore: z.array(z.object(couponRef)),
  }),
  /** Taken back from good causes. */
  shares: z.array(z.object({ by: causeSchema, cause: slugSchema, amount: moneySchema })),
  badges: z.array(z.object({ by: causeSchema, badge: slugSchema })),
  memberships: z.array(z.object({ by: causeSchema, membership: slugSchema, months: z.int().positive() })),
  tiers: z.array(z.object({ by: causeSchema, tier: slugSchema, days: z.int().positive() })),
  /** Nothing of the sale is left that could still be returned. */
  whole: z.boolean(),
});
export type Refund = z.infer<typeof refundSchema>;
