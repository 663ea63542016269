// A unit is what members collect: points, stamps, status points. Its worth, how it is paid with, when it can be used and
// when it expires are said here and nowhere else.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { addDays, addMonths, monthOf } from '../base/time.ts';
import type { BusinessDate } from '../base/time.ts';
import type { Bucket } from '../base/units.ts';
import { localTextSchema } from './text.ts';

export const roundingSchema = z.enum(['down', 'halfAwayFromZero', 'up']);

/** Units that expire together lie in a bucket named for its last month; there is no day inside a month. */
export const expirySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  /** To the end of the month that many months after the one they were earned in. */
  z.strictObject({ kind: z.literal('months'), months: z.int().min(1).max(60) }),
  /** To the end of this month of the calendar, this year or next. */
  z.strictObject({ kind: z.literal('calendar'), month: z.int().min(1).max(12) }),
]);

export const unitSchema = z.strictObject({
  id: slugSchema,
  name: localTextSchema,
  /** `units` of this are worth `minor` of money: 200 points = 1.00 is { units: 200, minor: 100 }. */
  value: z.strictObject({ units: z.int().min(1).max(1_000_000), minor: z.int().min(0).max(1_000_000) }),
  /** Status points are counted and never spent. */
  redeemable: z.boolean().default(true),
  /** Paid with in multiples of this. */
  step: z.int().min(1).max(1_000_000).default(1),
  /** As money (tax-neutral), or as a discount that is shared over lines and tax codes. */
  settleAs: z.enum(['tender', 'discount']).default('tender'),
  /** Of what is earned in proportion. */
  rounding: roundingSchema.default('down'),
  /** The money it is earned on; gross and net need the programme's `taxes`. */
  earnOn: z.enum(['as-priced', 'gross', 'net']).default('as-priced'),
  /** Days after the sale until what it earned can be used. */
  pendingDays: z.int().min(0).max(365).default(0),
  expiry: expirySchema,
});
export type Unit = z.infer<typeof unitSchema>;

/** The bucket into which units earned on a date go. */
export function bucketFor({ expiry }: Unit, biz: BusinessDate): Bucket {
  switch (expiry.kind) {
    case 'never':
      return 'never';
    case 'months':
      return addMonths(monthOf(biz), expiry.months);
    case 'calendar': {
      const ahead = expiry.month - Number(biz.slice(5, 7));
      return addMonths(monthOf(biz), ahead < 0 ? ahead + 12 : ahead);
    }
  }
}

/** The first day on which units earned on a date can be used. */
export function usableFrom({ pendingDays }: Unit, biz: BusinessDate): BusinessDate {
  return pendingDays === 0 ? biz : addDays(biz, pendingDays);
}
