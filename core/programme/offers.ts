// What a member brings or buys: rewards cost units, coupons are held. Both run after the campaigns, in the same steps.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { unitsSchema } from '../base/units.ts';
import { audienceSchema, offerFields } from './campaign.ts';
import { conditionSchema } from './conditions/condition.ts';
import { effectSchema, rewardEffectSchema } from './effects/effect.ts';

const someUnits = unitsSchema.refine((n) => n > 0, 'must be more than 0');

export const fixedCostSchema = z.strictObject({ unit: slugSchema, n: someUnits });
/** One unit is `each` minor units off; paid in steps, up to a cap. */
export const variableCostSchema = z.strictObject({
  unit: slugSchema,
  each: moneySchema.refine((amount) => amount > 0, 'must be more than 0'),
  step: someUnits,
  cap: someUnits,
});

export const rewardSchema = z
  .strictObject({
    ...offerFields,
    cost: z.union([fixedCostSchema, variableCostSchema]),
    /** Of a variable cost: which goods; the amount is what the units are worth. */
    effect: rewardEffectSchema,
    audience: audienceSchema.default('members'),
    /** `automatic`: used as soon as it can be, unless taken off. */
    claim: z.enum(['automatic', 'chosen']).default('chosen'),
  })
  .refine(({ cost, effect }) => 'n' in cost || effect.kind === 'amountOff', {
    error: 'a reward of variable cost takes an amount off: its effect must be amountOff',
    path: ['effect'],
  });
export type Reward = z.output<typeof rewardSchema>;

export const couponSchema = z.strictObject({
  ...offerFields,
  audience: audienceSchema.default('everyone'),
  /** Its minimum: measured after the campaigns' discounts and before payment. */
  conditions: conditionSchema.optional(),
  effects: z.array(effectSchema).min(1).max(limits.effectsPerCampaignMax),
  use: z.enum(['single', 'many']).default('single'),
  /** Each piece of paper has its own number, and works once anywhere. */
  serial: z.boolean().default(false),
  /** `undiscounted`: only goods that nothing else has reduced. */
  goods: z.enum(['all', 'undiscounted']).default('all'),
});
export type Coupon = z.output<typeof couponSchema>;
