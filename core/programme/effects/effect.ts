// The table of effects: what a campaign, a coupon or a reward may do. One line a kind; the rest stands on the kind's card.
import { z } from 'zod';
import { amountOffEffect } from './amount-off.ts';
import { bundleEffect } from './bundle.ts';
import { earnFlatEffect } from './earn-flat.ts';
import { earnPerUnitEffect } from './earn-per-unit.ts';
import { earnPerAmountEffect } from './earn.ts';
import { extendMembershipEffect } from './extend-membership.ts';
import { fixedPriceEffect } from './fixed-price.ts';
import { freeEffect } from './free.ts';
import { giveBadgeEffect } from './give-badge.ts';
import { giveCouponEffect } from './give-coupon.ts';
import { grantTierEffect } from './grant-tier.ts';
import { messageEffect } from './message.ts';
import { multiplyEffect } from './multiply.ts';
import { percentOffEffect } from './percent-off.ts';
import { shareToCauseEffect } from './share-to-cause.ts';

export const priceEffects = {
  percentOff: percentOffEffect,
  amountOff: amountOffEffect,
  fixedPrice: fixedPriceEffect,
  free: freeEffect,
  bundle: bundleEffect,
} as const;

export const earnEffects = {
  earn: earnPerAmountEffect,
  earnPerUnit: earnPerUnitEffect,
  earnFlat: earnFlatEffect,
  multiply: multiplyEffect,
} as const;

export const giftEffects = {
  giveCoupon: giveCouponEffect,
  giveBadge: giveBadgeEffect,
  shareToCause: shareToCauseEffect,
  extendMembership: extendMembershipEffect,
  grantTier: grantTierEffect,
  message: messageEffect,
} as const;

const priceSchemas = [
  percentOffEffect.schema,
  amountOffEffect.schema,
  fixedPriceEffect.schema,
  freeEffect.schema,
  bundleEffect.schema,
] as const;
const earnSchemas = [
  earnPerAmountEffect.schema,
  earnPerUnitEffect.schema,
  earnFlatEffect.schema,
  multiplyEffect.schema,
] as const;
const giftSchemas = [
  giveCouponEffect.schema,
  giveBadgeEffect.schema,
  shareToCauseEffect.schema,
  extendMembershipEffect.schema,
  grantTierEffect.schema,
  messageEffect.schema,
] as const;

export const effectSchema = z.discriminatedUnion('kind', [...priceSchemas, ...earnSchemas, ...giftSchemas]);
/** What a reward may do: it costs units and gives none. */
export const rewardEffectSchema = z.discriminatedUnion('kind', [...priceSchemas, ...giftSchemas]);

export type Effect = z.output<typeof effectSchema>;
export type PriceEffect = Extract<Effect, { kind: keyof typeof priceEffects }>;
export type EarnEffect = Extract<Effect, { kind: keyof typeof earnEffects }>;
export type GiftEffect = Extract<Effect, { kind: keyof typeof giftEffects }>;

export function isPriceEffect(effect: Effect): effect is PriceEffect {
  return effect.kind in priceEffects;
}

export function isEarnEffect(effect: Effect): effect is EarnEffect {
  return effect.kind in earnEffects;
}

export function isGiftEffect(effect: Effect): effect is GiftEffect {
  return effect.kind in giftEffects;
}
