// What is well written and still cannot be meant: names that do not exist, a threshold a price effect cannot measure, a
// hold-out from what was advertised. Each is found with its place; the sentences stand in finding.ts.
import { dateOfDays, daysOfDate } from '../base/time.ts';
import type { Campaign, Limit } from './campaign.ts';
import { inAudience, inCondition, leavesAt } from './condition-contradictions.ts';
import { isPriceEffect } from './effects/effect.ts';
import type { Effect } from './effects/effect.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { firstFinding, stranger } from './names.ts';
import type { Names } from './names.ts';
import type { Coupon, Reward } from './offers.ts';
import type { Window } from './window.ts';

export function contradictionOfCampaign(campaign: Campaign, names: Names): Finding | null {
  const prices = campaign.effects.some(isPriceEffect);
  return (
    firstFinding(campaign.effects, (effect, at) => inEffect(effect, `effects.${at}`, names)) ??
    inAudience(campaign.audience, names) ??
    inCondition(campaign.conditions, 'conditions', names) ??
    (prices ? measuresAfter(campaign) : null) ??
    (campaign.group !== undefined ? stranger('group', campaign.group, 'group', names) : null) ??
    (campaign.public && campaign.holdout !== undefined ? finding('holdout', 'PublicHoldout') : null) ??
    (campaign.trigger === 'enrol' && prices ? finding('trigger', 'EnrolPrices') : null) ??
    inLimits(campaign.limits) ??
    inWindow(campaign.window) ??
    inTunable(campaign)
  );
}

export function contradictionOfReward(reward: Reward, names: Names): Finding | null {
  const { cost } = reward;
  const unit = names.head.units.find(({ id }) => id === cost.unit);
  if (!unit) return finding('cost.unit', 'UnitUnknown', { id: cost.unit });
  if (!unit.redeemable) return finding('cost.unit', 'NotRedeemable', { id: unit.id });
  const never = 'step' in cost && cost.cap < cost.step;
  return (
    (never ? finding('cost.cap', 'CapBelowStep', { cap: cost.cap, step: cost.step }) : null) ??
    inEffect(reward.effect, 'effect', names) ??
    inAudience(reward.audience, names) ??
    inLimits(reward.limits) ??
    inWindow(reward.window)
  );
}

export function contradictionOfCoupon(coupon: Coupon, names: Names): Finding | null {
  return (
    firstFinding(coupon.effects, (effect, at) => inEffect(effect, `effects.${at}`, names)) ??
    inAudience(coupon.audience, names) ??
    inCondition(coupon.conditions, 'conditions', names) ??
    inLimits(coupon.limits) ??
    inWindow(coupon.window)
  );
}

function inEffect(effect: Effect, path: string, names: Names): Finding | null {
  switch (effect.kind) {
    case 'earn':
    case 'earnPerUnit':
    case 'earnFlat':
    case 'multiply':
      return stranger('unit', effect.unit, `${path}.unit`, names);
    case 'giveCoupon':
      return stranger('coupon', effect.coupon, `${path}.coupon`, names);
    case 'giveBadge':
      return stranger('badge', effect.badge, `${path}.badge`, names);
    case 'shareToCause':
      return stranger('cause', effect.cause, `${path}.cause`, names);
    case 'extendMembership':
      return stranger('membership', effect.membership, `${path}.membership`, names);
    case 'grantTier':
      return stranger('tier', effect.tier, `${path}.tier`, names);
    case 'percentOff':
    case 'amountOff':
    case 'fixedPrice':
    case 'free':
    case 'bundle':
    case 'message':
      return null;
  }
}

function measuresAfter({ conditions }: Campaign): Finding | null {
  const leaves = conditions ? leavesAt(conditions, 'conditions') : [];
  const after = leaves.find(({ leaf }) => leaf.kind === 'amount' && leaf.measure === 'after');
  return after ? finding(`${after.path}.measure`, 'MeasuresAfter') : null;
}

/** A basket is at one till: nothing has to be lent to it. */
function inLimits(limits: readonly Limit[]): Finding | null {
  return firstFinding(limits, ({ per, counted }, at) =>
    per === 'basket' && counted === 'strict' ? finding(`limits.${at}.counted`, 'StrictPerBasket') : null,
  );
}

function inWindow(window: Window | undefined): Finding | null {
  return noSuchDay(window?.from, 'window.from') ?? noSuchDay(window?.to, 'window.to');
}

/** A day that is written as one and that the calendar does not have: 31 February. */
function noSuchDay(date: string | undefined, path: string): Finding | null {
  return date !== undefined && dateOfDays(daysOfDate(date)) !== date ? finding(path, 'NoSuchDay', { date }) : null;
}

function inTunable({ tunable, effects }: Campaign): Finding | null {
  const { percent, dates } = tunable ?? {};
  if (percent && percent.min > percent.max) return finding('tunable.percent', 'TunableCross');
  if (percent && !effects.some(({ kind }) => kind === 'percentOff')) return finding('tunable.percent', 'NoPercent');
  if (dates && dates.from > dates.to) return finding('tunable.dates', 'TunableCross');
  return noSuchDay(dates?.from, 'tunable.dates.from') ?? noSuchDay(dates?.to, 'tunable.dates.to');
}
