// What goes into a return: the sale's own record (input and output of its evaluation), what came back before, what comes back
// now, and what became of that which the sale gave. Plain data; nothing here knows a till or a store.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { businessDateSchema } from '../base/time.ts';
import { unitsSchema } from '../base/units.ts';
import { lineIdSchema } from '../basket/basket.ts';
import { evaluationInputSchema, evaluationSchema } from './evaluation.ts';

/** Thousandths of the line's unit, always counted forwards, also of lines with a negative quantity. */
const someOfLine = z.object({ line: lineIdSchema, quantity: z.int() });
/** A line may be named more than once: it counts for the sum. */
const someLines = z.array(someOfLine).max(limits.linesPerBasketMax);

export const refundMethodSchema = z.enum(['pro-rata', 're-evaluate']);
export type RefundMethod = z.infer<typeof refundMethodSchema>;

/** A coupon that the sale gave or used, as it stands today; one that an earlier return made void is not named again. */
export const couponStateSchema = z.object({
  id: slugSchema,
  serial: z.string().max(40).nullable(),
  used: z.boolean(),
  expired: z.boolean(),
});
export type CouponState = z.infer<typeof couponStateSchema>;

export const refundInputSchema = z.object({
  sale: z.object({ input: evaluationInputSchema, evaluation: evaluationSchema }),
  /** By earlier returns of this sale, without what was exchanged: `lines[].returned` of the last refund. */
  returned: someLines,
  now: someLines,
  /** Of `now`: given back for the same article in another size. It keeps its effects, and counts as not returned. */
  exchanged: someLines,
  /** Overrides what the programme says; the same for all returns of one sale, or their parts do not sum to it. */
  method: refundMethodSchema.optional(),
  /** What the member holds before this return, below zero where units are owed. Null: nobody knows, nothing is deducted. */
  held: z
    .array(z.object({ unit: slugSchema, n: unitsSchema }))
    .max(limits.unitsOfProgrammeMax)
    .nullable(),
  coupons: z.array(couponStateSchema).max(limits.refundCouponsMax),
  /** Of the return. */
  biz: businessDateSchema,
});
export type RefundInput = z.infer<typeof refundInputSchema>;
