// What is well written and still cannot be meant: names that do not exist, a threshold a price effect cannot measure, a
// hold-out from what was advertised. Each is a sentence that somebody at headquarters understands.
import type { Campaign } from './campaign.ts';
import { conditionKinds } from './conditions/condition.ts';
import type { Condition, ConditionLeaf } from './conditions/condition.ts';
import { isPriceEffect } from './effects/effect.ts';
import type { Effect } from './effects/effect.ts';
import type { Names } from './head-contradictions.ts';
import type { Coupon, Reward } from './offers.ts';

export function contradictionOfCampaign(campaign: Campaign, names: Names): string | null {
  const prices = campaign.effects.some(isPriceEffect);
  return (
    firstOf(campaign.effects, (effect) => strangerInEffect(effect, names)) ??
    inAudience(campaign.audience, names) ??
    inCondition(campaign.conditions, names) ??
    (prices ? afterMeasured(campaign) : null) ??
    (campaign.group !== undefined && !names.has('group', campaign.group)
      ? `it stands in the group "${campaign.group}", which the programme does not have`
      : null) ??
    (campaign.public && campaign.holdout !== undefined
      ? 'it is public and has a hold-out: what is advertised to all is kept from nobody'
      : null) ??
    (campaign.trigger === 'enrol' && prices
      ? 'joining has no basket: an effect on prices has nothing to work on'
      : null)
  );
}

export function contradictionOfReward(reward: Reward, names: Names): string | null {
  const unit = names.head.units.find(({ id }) => id === reward.cost.unit);
  if (!unit) return `it uses the unit "${reward.cost.unit}", which the programme does not have`;
  if (!unit.redeemable) return `it costs "${unit.id}", which cannot be spent`;
  return strangerInEffect(reward.effect, names) ?? inAudience(reward.audience, names);
}

export function contradictionOfCoupon(coupon: Coupon, names: Names): string | null {
  return (
    firstOf(coupon.effects, (effect) => strangerInEffect(effect, names)) ??
    inAudience(coupon.audience, names) ??
    inCondition(coupon.conditions, names)
  );
}

function strangerInEffect(effect: Effect, names: Names): string | null {
  switch (effect.kind) {
    case 'earn':
    case 'earnPerUnit':
    case 'earnFlat':
    case 'multiply':
      return stranger('unit', effect.unit, names);
    case 'giveCoupon':
      return stranger('coupon', effect.coupon, names);
    case 'giveBadge':
      return stranger('badge', effect.badge, names);
    case 'shareToCause':
      return stranger('cause', effect.cause, names);
    case 'extendMembership':
      return stranger('membership', effect.membership, names);
    case 'grantTier':
      return stranger('tier', effect.tier, names);
    default:
      return null;
  }
}

function stranger(
  list: 'unit' | 'tier' | 'membership' | 'segment' | 'coupon' | 'cause' | 'badge',
  id: string,
  names: Names,
): string | null {
  return names.has(list, id) ? null : `it uses the ${list} "${id}", which the programme does not have`;
}

function inAudience(audience: Campaign['audience'], names: Names): string | null {
  if (typeof audience === 'string') return null;
  const other = leavesOf(audience).find(({ kind }) => !conditionKinds[kind].ofMember);
  return other
    ? `its audience asks for "${other.kind}", which is not a fact of the member`
    : inCondition(audience, names);
}

function inCondition(condition: Condition | undefined, names: Names): string | null {
  return condition === undefined ? null : firstOf(leavesOf(condition), (leaf) => strangerInLeaf(leaf, names));
}

function strangerInLeaf(leaf: ConditionLeaf, names: Names): string | null {
  switch (leaf.kind) {
    case 'tier':
      return firstOf(leaf.in, (id) => stranger('tier', id, names));
    case 'membership':
      return stranger('membership', leaf.id, names);
    case 'segment':
      return stranger('segment', leaf.id, names);
    case 'coupon':
      return stranger('coupon', leaf.id, names);
    case 'balance':
      return stranger('unit', leaf.unit, names);
    default:
      return null;
  }
}

function afterMeasured({ conditions }: Campaign): string | null {
  const after = conditions && leavesOf(conditions).some((leaf) => leaf.kind === 'amount' && leaf.measure === 'after');
  return after ? 'it changes prices and measures after discounts: it would depend on itself' : null;
}

export function leavesOf(condition: Condition): ConditionLeaf[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(leavesOf);
  return condition.kind === 'not' ? leavesOf(condition.of) : [condition];
}

function firstOf<T>(all: readonly T[], wrong: (one: T) => string | null): string | null {
  for (const one of all) {
    const sentence = wrong(one);
    if (sentence !== null) return sentence;
  }
  return null;
}
