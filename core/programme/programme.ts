// The programme document: what headquarters decides, as one validated, versioned JSON. All types are inferred from here and
// from the schemas that this one is put together from.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { unitsSchema } from '../base/units.ts';
import { tenderSchema } from '../basket/basket.ts';
import { campaignSchema, groupSchema } from './campaign.ts';
import { categorySchema, namedSchema, segmentSchema, storeSchema, taxSchema, tierSchema } from './named.ts';
import { couponSchema, rewardSchema } from './offers.ts';
import { localTextSchema } from './text.ts';
import { unitSchema } from './unit.ts';

/** The version of the document's language; upcast.ts brings older ones up to it. */
export const langNow = 2;

export const currencySchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/),
  /** The only source of decimals: ISO 4217 says 2 for HUF, shops use 0. */
  decimals: z.int().min(0).max(3),
  /** The smallest coin in minor units, for cash rounding. */
  cashStep: z.int().min(1).max(1000),
});
export type Currency = z.infer<typeof currencySchema>;

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

/** What happens when units are to be taken back that the member has spent already; each falls to the next at its limit. */
export const refundPolicySchema = z.strictObject({
  onSpent: z.enum(['negative', 'deduct', 'forgive']).default('negative'),
  /** How far below zero a balance may fall. */
  negativeMax: z.int().min(0).max(limits.unitsMax).default(1_000_000),
});

/** The document without its lists of rules, which compile reads one by one so that one bad campaign spoils no other. */
export const programmeHeadSchema = z.strictObject({
  lang: z.literal(langNow),
  id: slugSchema,
  version: z.int().positive(),
  name: localTextSchema,
  currency: currencySchema,
  units: z.array(unitSchema).min(1).max(limits.unitsOfProgrammeMax),
  offline: offlineSchema,
  receipt: z.strictObject({ thanks: localTextSchema }),
  tiers: z.array(tierSchema).max(limits.namesOfProgrammeMax).default([]),
  memberships: z.array(namedSchema).max(limits.namesOfProgrammeMax).default([]),
  causes: z.array(namedSchema).max(limits.namesOfProgrammeMax).default([]),
  badges: z.array(namedSchema).max(limits.namesOfProgrammeMax).default([]),
  categories: z.array(categorySchema).max(limits.categoriesOfProgrammeMax).default([]),
  taxes: z.array(taxSchema).max(limits.taxCodesMax).default([]),
  groups: z.array(groupSchema).max(limits.groupsMax).default([]),
  stores: z.array(storeSchema).max(limits.storesOfProgrammeMax).default([]),
  /** Kinds of payment on which nothing is earned. */
  tendersWithoutEarning: z.array(tenderSchema.shape.kind).max(6).default([]),
  refunds: refundPolicySchema.default({ onSpent: 'negative', negativeMax: 1_000_000 }),
  /** A nudge is said when the gap is at most this share of the basket, in basis points. */
  nudges: z.strictObject({ shareMax: z.int().min(0).max(100_000) }).default({ shareMax: 3000 }),
});

export const programmeSchema = programmeHeadSchema.extend({
  segments: z.array(segmentSchema).max(limits.namesOfProgrammeMax).default([]),
  campaigns: z.array(campaignSchema).max(limits.campaignsMax),
  rewards: z.array(rewardSchema).max(limits.rewardsMax),
  coupons: z.array(couponSchema).max(limits.couponsMax).default([]),
});
export type Programme = z.output<typeof programmeSchema>;
export type ProgrammeDocument = z.input<typeof programmeSchema>;
