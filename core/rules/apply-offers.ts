// Coupons on the counter and rewards of the member, after the campaigns and in the same three steps. A coupon's minimum and a
// reward's price are asked before the first of them; what did nothing is not used up and costs nothing.
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import { shareByLargestRemainder } from '../base/share.ts';
import { units } from '../base/units.ts';
import type { Offer } from '../programme/offer.ts';
import type { Reward } from '../programme/offers.ts';
import { applyGift } from './apply-gifts.ts';
import { applyPrice } from './apply-price.ts';
import type { RewardState } from './evaluation.ts';
import { factsOf } from './facts-of.ts';
import { missOf } from './miss-of.ts';
import { isRefusal, standingOf } from './standing.ts';
import type { Refusal, Standing } from './standing.ts';
import { bookUnits, tallyOf } from './work.ts';
import type { Sale, Work } from './work.ts';

/** A coupon or a reward in its turn. `n`: units that were asked for, where the cost is variable. */
export interface Turn {
  readonly standing: Standing;
  readonly serial: string | null;
  readonly n: number | null;
}

export interface RewardRefusal {
  readonly reason: NonNullable<RewardState['reason']>;
  readonly missing: number;
}

export const steps = ['items', 'bundles', 'basket'] as const;

/** Those that may run, by id as in every step of work: the order in which papers were laid down changes nothing. */
export function turnsOf(work: Work): Turn[] {
  return [...couponTurns(work), ...rewardTurns(work.sale)].toSorted(
    (a, b) => inOrder(a.standing.offer.by.id, b.standing.offer.by.id) || inOrder(a.serial ?? '', b.serial ?? ''),
  );
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function applyTurns(work: Work, turns: readonly Turn[]): void {
  for (const step of steps) {
    for (const turn of turns) {
      for (const bound of turn.standing.offer.price) if (bound.step === step) applyTurn(work, turn, bound);
    }
  }
  for (const { standing } of turns) {
    if (standing.offer.by.kind === 'reward' && standing.offer.gifts.length > 0) buyGift(work, standing);
  }
}

/** Why a coupon on the counter does nothing; null when it may. The same paper twice works once, and each paper is a use. */
export function couponRefusal(work: Work, offer: Offer, place: number): Refusal | null {
  const { input } = work.sale;
  const facts = factsOf(work.sale, work, 'after');
  const standing = standingOf(offer, input, facts);
  if (isRefusal(standing)) return standing;
  if ('serial' in offer.source && offer.source.serial && (input.coupons[place]?.serial ?? null) === null) {
    return { outcome: 'not-met', reason: 'no-serial', miss: null };
  }
  const single = 'use' in offer.source && offer.source.use === 'single';
  const earlier = input.coupons.slice(0, place).filter(({ id }) => id === offer.by.id);
  const papers = single ? new Set(earlier.map(({ serial }) => serial)) : new Set(earlier);
  const again = single && earlier.some(({ serial }) => serial === (input.coupons[place]?.serial ?? null));
  if (again || papers.size >= standing.allowance.uses) {
    return { outcome: 'limited', reason: 'limit-reached', miss: null };
  }
  const miss = offer.condition === null ? null : missOf(offer.condition, facts);
  return miss ? { outcome: 'not-met', reason: 'condition', miss } : null;
}

function couponTurns(work: Work): Turn[] {
  const { compiled, input } = work.sale;
  const turns: Turn[] = [];
  for (const [place, { id, serial }] of input.coupons.entries()) {
    const offer = compiled.couponOffers.get(id);
    if (!offer || couponRefusal(work, offer, place)) continue;
    const standing = standingOf(offer, input, factsOf(work.sale, work, 'after'));
    if (!isRefusal(standing)) turns.push({ standing, serial, n: null });
  }
  return turns;
}

function rewardTurns(sale: Sale): Turn[] {
  const { compiled, input } = sale;
  const turns: Turn[] = [];
  for (const offer of compiled.rewardOffers) {
    const asked = input.chosen.filter(({ id }) => id === offer.by.id);
    const automatic = asked.length === 0 && (offer.source as Reward).claim === 'automatic';
    const standing = standingOf(offer, input, factsOf(sale, null, 'after'));
    if (isRefusal(standing)) continue;
    const wanted = automatic ? [{ n: undefined }] : asked.slice(0, standing.allowance.uses);
    for (const { n } of wanted) turns.push({ standing, serial: null, n: n ?? null });
  }
  return turns;
}

function applyTurn(work: Work, { standing: mine, n }: Turn, bound: Offer['price'][number]): void {
  const { offer } = mine;
  // One paper, or one purchase of a reward, is one use: of a bundle, one set.
  const standing = { ...mine, allowance: { ...mine.allowance, uses: 1 } };
  if (offer.by.kind !== 'reward') {
    applyPrice(work, standing, bound, null);
    return;
  }
  const reward = offer.source as Reward;
  if (rewardRefusal(work, offer)) return;
  const { cost } = reward;
  if ('n' in cost) {
    const moved = work.lines.map((each) => each.moved);
    const taken = applyPrice(work, standing, bound, null);
    // A bundle shows its discount on the gift; its units lie on the whole set, as the discount does for returns.
    const spread = taken?.map((share, at) => share - (work.lines[at]?.moved ?? 0) + (moved[at] ?? 0));
    if (spread?.some((share) => share > 0)) spend(work, offer, cost.unit, cost.n, spread);
    return;
  }
  const most = Math.min(n ?? cost.cap, cost.cap, work.left.get(cost.unit) ?? 0);
  const steps_ = mulDiv(most, 1, cost.step, 'down') * cost.step;
  const variable = variableEffect(bound, Math.min(steps_ * cost.each, limits.moneyMax));
  const before = tallyOf(work, offer).given;
  const taken = steps_ > 0 ? applyPrice(work, standing, variable, null) : null;
  const given = tallyOf(work, offer).given - before;
  // Only the steps that were needed are paid for.
  const used = mulDiv(given, 1, Math.min(cost.each * cost.step, limits.moneyMax), 'up') * cost.step;
  if (taken && used > 0) spend(work, offer, cost.unit, used, taken);
}

function variableEffect(bound: Offer['price'][number], amount: number): Offer['price'][number] {
  return bound.effect.kind === 'amountOff'
    ? { ...bound, effect: { ...bound.effect, amount: amount as typeof bound.effect.amount } }
    : bound;
}

function buyGift(work: Work, standing: Standing): void {
  const { offer } = standing;
  const { cost } = offer.source as Reward;
  if (rewardRefusal(work, offer) || !('n' in cost)) return;
  for (const bound of offer.gifts) applyGift(work, standing, bound);
  if (tallyOf(work, offer).gifts > 0) spend(work, offer, cost.unit, cost.n, null);
}

/** The cost leaves the balance, and lies on the lines that the reward touched, so that a return can give it back. */
function spend(work: Work, offer: Offer, unit: string, n: number, taken: readonly number[] | null): void {
  work.left.set(unit, (work.left.get(unit) ?? 0) - n);
  work.spent.push({ by: offer.by, unit, n: units(n) });
  if (taken === null) return;
  const shares = shareByLargestRemainder(
    n,
    work.lines.map(({ sale }, at) => ({ id: sale.line.id, weight: taken[at] ?? 0 })),
  );
  for (const [at, each] of work.lines.entries()) bookUnits(each, 'spent', offer.by, unit, shares[at] ?? 0);
}

/** Why a reward cannot be had now, after what was spent in this sale already; null when it can. */
export function rewardRefusal(work: Work, offer: Offer): RewardRefusal | null {
  const { input } = work.sale;
  const reward = offer.source as Reward;
  if (input.member === null) return { reason: 'no-member', missing: 0 };
  const standing = standingOf(offer, input, factsOf(work.sale, work, 'after'));
  if (isRefusal(standing) && standing.outcome === 'elsewhere') return { reason: 'not-here', missing: 0 };
  if (isRefusal(standing)) {
    return { reason: standing.outcome === 'limited' ? 'limit-reached' : 'not-for-you', missing: 0 };
  }
  if (offer.condition !== null && missOf(offer.condition, factsOf(work.sale, work, 'after'))) {
    return { reason: 'not-for-you', missing: 0 };
  }
  const { unit } = reward.cost;
  const n = 'n' in reward.cost ? reward.cost.n : reward.cost.step;
  const spentHere = work.spent.reduce((sum, each) => sum + (each.unit === unit ? each.n : 0), 0);
  const held = (input.member.spendable.find((each) => each.unit === unit)?.held ?? 0) - spentHere;
  if (held < n) return { reason: 'too-few-units', missing: n - held };
  if (input.member.right === 'earn') return { reason: 'earn-only', missing: 0 };
  const left = work.left.get(unit) ?? 0;
  if (left < n) return { reason: 'not-now', missing: n - left };
  if (offer.price.length > 0 && !offer.price.some((bound) => hasGoods(work, bound))) {
    return { reason: 'no-goods', missing: 0 };
  }
  return null;
}

function hasGoods(work: Work, { selects }: Offer['price'][number]): boolean {
  return work.lines.some(
    (each) => each.sale.flags.discountable && each.after > each.sale.floor && selects(each.sale.line),
  );
}
