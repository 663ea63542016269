// The programme document: what headquarters decides, as one validated, versioned JSON. Types are inferred from it.
// This is its first shape: points per amount, percent off goods, rewards bought with points, an offline floor.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { unitsSchema } from '../base/units.ts';
import { effectSchema } from './effect.ts';
import { selectorSchema } from './selector.ts';
import { localTextSchema } from './text.ts';

export const currencySchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/),
  /** The only source of decimals: ISO 4217 says 2 for HUF, shops use 0. */
  decimals: z.int().min(0).max(3),
  /** The smallest coin in minor units, for cash rounding. */
  cashStep: z.int().min(1).max(1000),
});
export type Currency = z.infer<typeof currencySchema>;

export const unitSchema = z.strictObject({
  id: slugSchema,
  name: localTextSchema,
  /** `units` of this are worth `minor` of money: 200 points = 1.00 is { units: 200, minor: 100 }. */
  value: z.strictObject({ units: z.int().min(1).max(1_000_000), minor: z.int().min(0).max(1_000_000) }),
  expiry: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('never') }),
    z.strictObject({ kind: z.literal('months'), months: z.int().min(1).max(60) }),
  ]),
});
export type Unit = z.infer<typeof unitSchema>;

export const campaignSchema = z.strictObject({
  id: slugSchema,
  name: localTextSchema,
  trigger: z.literal('purchase'),
  /** Discounts may be for everyone; units need somebody to hold them. */
  audience: z.enum(['everyone', 'members']),
  priority: z.int().min(-1000).max(1000),
  effects: z.array(effectSchema).min(1).max(5),
});
export type Campaign = z.infer<typeof campaignSchema>;

export const rewardSchema = z.strictObject({
  id: slugSchema,
  name: localTextSchema,
  cost: z.strictObject({ unit: slugSchema, n: unitsSchema.refine((n) => n > 0, 'must be more than 0') }),
  effect: z.strictObject({
    kind: z.literal('amountOff'),
    amount: moneySchema.refine((amount) => amount > 0, 'must be more than 0'),
    selector: selectorSchema,
  }),
});
export type Reward = z.infer<typeof rewardSchema>;

/** How much a till may let go without asking headquarters, in units; 0 means online only. */
export const offlineSchema = z.strictObject({
  unit: slugSchema,
  /** For one member at one till and business day. */
  floorPerMember: unitsSchema,
  /** For all members together at one till and business day. */
  floorPerTill: unitsSchema,
  /** What must stay of the balance the till knows. */
  reserve: unitsSchema,
  /** A balance older than this many hours is not spent from. */
  balanceAgeHoursMax: z
    .int()
    .min(1)
    .max(24 * 35),
});
export type OfflinePolicy = z.infer<typeof offlineSchema>;

/** The document without its lists, which compile reads one by one so that one bad campaign spoils no other. */
export const programmeHeadSchema = z.object({
  lang: z.literal(1),
  id: slugSchema,
  version: z.int().positive(),
  name: localTextSchema,
  currency: currencySchema,
  units: z.array(unitSchema).min(1).max(limits.unitsOfProgrammeMax),
  offline: offlineSchema,
  receipt: z.strictObject({ thanks: localTextSchema }),
});

export const programmeSchema = programmeHeadSchema.extend({
  campaigns: z.array(campaignSchema).max(limits.campaignsMax),
  rewards: z.array(rewardSchema).max(limits.rewardsMax),
});
export type Programme = z.infer<typeof programmeSchema>;
