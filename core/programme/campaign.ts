// A campaign: when, where, for whom, on what condition, what it does, how often, and who pays.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { businessDateSchema } from '../base/time.ts';
import { unitsSchema } from '../base/units.ts';
import { conditionSchema } from './conditions/condition.ts';
import { effectSchema } from './effects/effect.ts';
import { localTextSchema } from './text.ts';
import { windowSchema } from './window.ts';

/** Everyone, members, or members of whom something holds (tier, segment, visits …). */
export const audienceSchema = z.union([z.enum(['everyone', 'members']), conditionSchema]);
export type Audience = z.output<typeof audienceSchema>;

/**
 * How often, and how much. `strict` needs a lease of uses where headquarters is out of reach; `lenient` is counted at the
 * till and settled later. `trim` gives what is left, `drop` nothing.
 */
export const limitSchema = z
  .strictObject({
    per: z.enum(['basket', 'member', 'member-day', 'store-day', 'total']),
    uses: z.int().min(1).max(1_000_000_000).optional(),
    money: moneySchema.refine((amount) => amount > 0, 'must be more than 0').optional(),
    units: unitsSchema.refine((n) => n > 0, 'must be more than 0').optional(),
    counted: z.enum(['lenient', 'strict']).default('lenient'),
    onLimit: z.enum(['trim', 'drop']).default('trim'),
  })
  .refine(({ uses, money, units }) => [uses, money, units].filter((each) => each !== undefined).length === 1, {
    error: 'a limit counts exactly one of: uses, money, units',
  });
export type Limit = z.output<typeof limitSchema>;

/** `hq`, `store`, `supplier:brewery`; shares in basis points that sum to 10000. */
export const fundingSchema = z
  .array(
    z.strictObject({
      party: z.string().regex(/^(hq|store|supplier:[a-z0-9][a-z0-9-]{0,39}|merchant:[a-z0-9][a-z0-9-]{0,39})$/),
      share: z.int().min(1).max(10_000),
    }),
  )
  .max(limits.fundersPerCampaignMax)
  .refine((all) => all.length === 0 || all.reduce((sum, { share }) => sum + share, 0) === 10_000, {
    error: 'the shares of all who pay must sum to 10000 basis points',
  });

/** What a store's manager may change, and how far. */
export const tunableSchema = z.strictObject({
  /** Basis points of its percentages. */
  percent: z.strictObject({ min: z.int().min(1).max(10_000), max: z.int().min(1).max(10_000) }).optional(),
  /** The dates of its window, within these. */
  dates: z.strictObject({ from: businessDateSchema, to: businessDateSchema }).optional(),
});

/** What campaigns, coupons and rewards have in common. */
export const offerFields = {
  id: slugSchema,
  name: localTextSchema,
  window: windowSchema.optional(),
  /** Absent: all stores. */
  stores: z.array(slugSchema).min(1).max(limits.storesOfProgrammeMax).optional(),
  limits: z.array(limitSchema).max(limits.limitsPerCampaignMax).default([]),
  funding: fundingSchema.default([]),
  /** How a return is computed; without it: `re-evaluate` where it has a threshold, else `pro-rata`. */
  refund: z.enum(['pro-rata', 're-evaluate']).optional(),
};

export const campaignSchema = z.strictObject({
  ...offerFields,
  trigger: z.enum(['purchase', 'enrol']).default('purchase'),
  audience: audienceSchema.default('everyone'),
  conditions: conditionSchema.optional(),
  effects: z.array(effectSchema).min(1).max(limits.effectsPerCampaignMax),
  /** Higher comes first, inside a step and among equals. */
  priority: z.int().min(-1000).max(1000).default(0),
  /** Absent: it applies whatever else does. */
  group: slugSchema.optional(),
  /** Sleeps until the manager of a store switches it on. */
  local: z.boolean().default(false),
  /** Basis points of members who do not get it, to see what it does. */
  holdout: z.int().min(1).max(5000).optional(),
  /** Advertised: what is promised to all is held out from nobody. */
  public: z.boolean().default(false),
  /** `proposed`: said, and given only after a yes. Without it: so where a limit is per member, once a period. */
  claim: z.enum(['automatic', 'proposed']).optional(),
  tunable: tunableSchema.optional(),
});
export type Campaign = z.output<typeof campaignSchema>;

/** Who of several goes together (rules.md, "Groups"). */
export const groupSchema = z.strictObject({
  id: slugSchema,
  parent: slugSchema.optional(),
  mode: z.enum(['all', 'first', 'best']),
  /** `basket`: one for the sale; `unit`: one for each piece of goods. */
  scope: z.enum(['basket', 'unit']).default('basket'),
  priority: z.int().min(-1000).max(1000).default(0),
});
export type Group = z.output<typeof groupSchema>;
