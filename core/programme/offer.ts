// A campaign, coupon or reward as the engine sees it: its effects bound to their kinds, its goods to a test on lines, its
// cause made once. All three are the same to the steps of work; what differs is when they may run.
import type { Campaign, Limit } from './campaign.ts';
import type { Cause } from './cause.ts';
import type { Condition } from './conditions/condition.ts';
import type { Measure } from './facts.ts';
import { earnEffects, giftEffects, isEarnEffect, isGiftEffect, isPriceEffect, priceEffects } from './effects/effect.ts';
import type { EarnEffect, Effect, GiftEffect, PriceEffect } from './effects/effect.ts';
import type { EarnEffectKind, GiftEffectKind, PriceEffectKind, Step } from './effects/effect-kind.ts';
import type { Coupon, Reward } from './offers.ts';
import { lineTest } from './selector.ts';
import type { CategoryTree, LineTest } from './selector.ts';

export interface BoundPrice {
  readonly effect: PriceEffect;
  readonly kind: PriceEffectKind;
  readonly step: Step;
  readonly selects: LineTest;
}
export interface BoundEarn {
  readonly effect: EarnEffect;
  readonly kind: EarnEffectKind;
  readonly selects: LineTest;
}
export interface BoundGift {
  readonly effect: GiftEffect;
  readonly kind: GiftEffectKind;
  readonly selects: LineTest;
}

export interface Offer {
  readonly by: Cause;
  readonly source: Campaign | Coupon | Reward;
  /** Place in the order of work: priority descending, id ascending. */
  readonly rank: number;
  readonly price: readonly BoundPrice[];
  readonly earn: readonly BoundEarn[];
  readonly gifts: readonly BoundGift[];
  /** Who it is for, and what must hold; both when both are said. */
  readonly condition: Condition | null;
  /** What its amounts are measured on unless they say so themselves. */
  readonly measure: Measure;
  readonly needsMember: boolean;
  readonly limits: readonly Limit[];
  readonly group: string | null;
  /** Applies only after a yes. */
  readonly proposed: boolean;
  readonly holdout: number;
}

export function campaignOffer(campaign: Campaign, rank: number, tree: CategoryTree): Offer {
  const effects = bound(campaign.effects, tree);
  const perMember = campaign.limits.some(({ per }) => per === 'member');
  return {
    by: { kind: 'campaign', id: campaign.id },
    source: campaign,
    rank,
    ...effects,
    condition: bothOf(conditionOf(campaign.audience), campaign.conditions),
    measure: effects.price.length > 0 ? 'before' : 'after',
    needsMember: campaign.audience !== 'everyone' || needsHolder(effects, campaign.limits),
    limits: campaign.limits,
    group: campaign.group ?? null,
    proposed:
      campaign.trigger === 'purchase' && (campaign.claim ?? (perMember ? 'proposed' : 'automatic')) === 'proposed',
    holdout: campaign.holdout ?? 0,
  };
}

export function couponOffer(coupon: Coupon, rank: number, tree: CategoryTree): Offer {
  const effects = bound(coupon.effects, tree);
  return {
    by: { kind: 'coupon', id: coupon.id },
    source: coupon,
    rank,
    ...effects,
    condition: bothOf(conditionOf(coupon.audience), coupon.conditions),
    measure: 'after',
    needsMember: coupon.audience !== 'everyone' || needsHolder(effects, coupon.limits),
    limits: coupon.limits,
    group: null,
    proposed: false,
    holdout: 0,
  };
}

export function rewardOffer(reward: Reward, rank: number, tree: CategoryTree): Offer {
  return {
    by: { kind: 'reward', id: reward.id },
    source: reward,
    rank,
    ...bound([reward.effect], tree),
    condition: conditionOf(reward.audience),
    measure: 'after',
    needsMember: true,
    limits: reward.limits,
    group: null,
    proposed: false,
    holdout: 0,
  };
}

interface Effects {
  readonly price: readonly BoundPrice[];
  readonly earn: readonly BoundEarn[];
  readonly gifts: readonly BoundGift[];
}

function bound(effects: readonly Effect[], tree: CategoryTree): Effects {
  return {
    price: effects.filter(isPriceEffect).map((effect) => {
      const kind: PriceEffectKind = priceEffects[effect.kind];
      return { effect, kind, step: kind.step(effect), selects: lineTest(kind.goodsOf(effect), tree) };
    }),
    earn: effects.filter(isEarnEffect).map((effect) => {
      const kind: EarnEffectKind = earnEffects[effect.kind];
      return { effect, kind, selects: lineTest(kind.goodsOf(effect), tree) };
    }),
    gifts: effects.filter(isGiftEffect).map((effect) => {
      const kind: GiftEffectKind = giftEffects[effect.kind];
      return { effect, kind, selects: lineTest(kind.goodsOf(effect), tree) };
    }),
  };
}

/** Units need somebody to hold them, and a count by member somebody to count. */
function needsHolder({ earn, gifts }: Effects, limits: readonly Limit[]): boolean {
  return (
    earn.length > 0 ||
    gifts.some(({ kind }) => kind.needsMember) ||
    limits.some(({ per }) => per === 'member' || per === 'member-day')
  );
}

function conditionOf(audience: Campaign['audience']): Condition | null {
  return typeof audience === 'string' ? null : audience;
}

function bothOf(audience: Condition | null, conditions: Condition | undefined): Condition | null {
  if (audience === null) return conditions ?? null;
  return conditions === undefined ? audience : { kind: 'all', of: [audience, conditions] };
}
