// The order of work, fixed and published (rules.md): items, bundles, basket; coupons and rewards in the same three; units as
// payment; earning; gifts. The search for the best combination runs it again for each combination that it looks at.
import { applyEarn, earnGround } from './apply-earn.ts';
import { applyGift } from './apply-gifts.ts';
import { applyTurns, steps, turnsOf } from './apply-offers.ts';
import type { Turn } from './apply-offers.ts';
import { applyPrice } from './apply-price.ts';
import type { Allotment } from './apply-price.ts';
import { factsOf } from './facts-of.ts';
import { missOf } from './miss-of.ts';
import type { Miss } from './miss-of.ts';
import type { Offer } from '../programme/offer.ts';
import { payWithUnits } from './pay-with-units.ts';
import type { Standing } from './standing.ts';
import { beginWork, tallyOf } from './work.ts';
import type { Sale, Work } from './work.ts';

/** Who may act of those that stand in groups, and with which pieces. What stands in no group always may. */
export interface Plan {
  readonly on: ReadonlySet<Offer>;
  /** Only of groups by `unit`: places in `sale.units`. */
  readonly pieces: ReadonlyMap<Offer, ReadonlySet<number>>;
}

export interface Run {
  readonly work: Work;
  readonly turns: readonly Turn[];
  /** Of rules that are measured after the discounts: what they missed. */
  readonly misses: ReadonlyMap<Offer, Miss>;
}

export function runSteps(sale: Sale, plan: Plan): Run {
  const work = beginWork(sale);
  const acting = sale.campaigns.filter(({ offer }) => offer.group === null || plan.on.has(offer));
  for (const step of steps) {
    for (const standing of acting) {
      for (const bound of standing.offer.price) {
        if (bound.step === step) applyPrice(work, standing, bound, allotmentOf(plan, standing.offer));
      }
    }
  }
  const turns = turnsOf(work);
  applyTurns(work, turns);
  payWithUnits(work);
  const misses = new Map<Offer, Miss>();
  const giving = withConditions(work, acting, misses);
  const all = [...giving, ...couponsThatGive(work, turns)];
  earn(work, all);
  for (const standing of all) for (const bound of standing.offer.gifts) applyGift(work, standing, bound);
  return { work, turns, misses };
}

function allotmentOf(plan: Plan, offer: Offer): Allotment {
  return plan.pieces.get(offer) ?? null;
}

/** A coupon that also changes prices must have done so, as any rule. */
function couponsThatGive(work: Work, turns: readonly Turn[]): Standing[] {
  return turns.flatMap(({ standing }) => {
    const { by, price } = standing.offer;
    return by.kind === 'coupon' && (price.length === 0 || tallyOf(work, standing.offer).given > 0) ? [standing] : [];
  });
}

/** Rules that earn or give are asked now; a rule that also changes prices was asked before, and must have done something. */
function withConditions(work: Work, acting: readonly Standing[], misses: Map<Offer, Miss>): Standing[] {
  const facts = factsOf(work.sale, work, 'after');
  return acting.filter(({ offer }) => {
    if (offer.earn.length + offer.gifts.length === 0) return false;
    if (offer.price.length > 0) return tallyOf(work, offer).given > 0;
    const miss = offer.condition === null ? null : missOf(offer.condition, facts);
    if (miss) misses.set(offer, miss);
    return miss === null;
  });
}

/** Multipliers come last: they add to what the others gave. */
function earn(work: Work, standings: readonly Standing[]): void {
  if (!standings.some(({ offer }) => offer.earn.length > 0)) return;
  const ground = earnGround(work);
  for (const multiplies of [false, true]) {
    for (const standing of standings) {
      for (const bound of standing.offer.earn) {
        if (bound.kind.multiplies === multiplies) applyEarn(work, ground, standing, bound);
      }
    }
  }
}
