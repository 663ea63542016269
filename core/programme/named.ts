// The names a programme gives to things: tiers, memberships, segments, causes, badges, categories, taxes; and what it lets
// each store do.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { businessDateSchema } from '../base/time.ts';
import { unitsSchema } from '../base/units.ts';
import { conditionSchema } from './conditions/condition.ts';
import { localTextSchema } from './text.ts';

const named = { id: slugSchema, name: localTextSchema };

/** A level that figures reach: headquarters computes it, a till reads it from the member's row. */
export const tierSchema = z.strictObject({
  ...named,
  /** Higher is better. */
  rank: z.int().min(1).max(100),
  /** What must be reached in the window to be in it. */
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('units'), unit: slugSchema, atLeast: unitsSchema }),
    z.strictObject({ kind: z.literal('spend'), atLeast: moneySchema }),
    z.strictObject({ kind: z.literal('visits'), atLeast: z.int().min(0).max(100_000) }),
  ]),
  windowMonths: z.int().min(1).max(36),
});
export type Tier = z.output<typeof tierSchema>;

export const namedSchema = z.strictObject(named);

/** Without an expression, headquarters puts members in by hand. */
export const segmentSchema = z.strictObject({ ...named, when: conditionSchema.optional() });
export type Segment = z.output<typeof segmentSchema>;

/** A branch of the tree of goods; a line names its own category and this finds those above it. */
export const categorySchema = z.strictObject({ id: slugSchema, parent: slugSchema });

/** What is in a price; only needed where units are earned gross or net. */
export const taxSchema = z.strictObject({ code: slugSchema, basisPoints: z.int().min(0).max(10_000) });

/** What differs in one store. */
export const storeSchema = z.strictObject({
  id: slugSchema,
  /** Campaigns that do not run here. */
  off: z.array(slugSchema).max(limits.campaignsMax).default([]),
  /** Local campaigns that the manager has switched on. */
  on: z.array(slugSchema).max(limits.campaignsMax).default([]),
  /** Fields the manager has tuned, within headquarters' bounds. */
  tuned: z
    .array(
      z.strictObject({
        campaign: slugSchema,
        percent: z.int().min(1).max(10_000).optional(),
        from: businessDateSchema.optional(),
        to: businessDateSchema.optional(),
      }),
    )
    .max(limits.campaignsMax)
    .default([]),
  /** Money that a campaign may cost here on one business day. */
  budgets: z
    .array(z.strictObject({ campaign: slugSchema, money: moneySchema.refine((n) => n > 0, 'must be more than 0') }))
    .max(limits.campaignsMax)
    .default([]),
});
export type StorePolicy = z.output<typeof storeSchema>;
