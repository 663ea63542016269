// How much, at most, all that a search does not decide is worth: what stands in no group, coupons, rewards, and all earning.
// Discounts only take away from what others work on, so everything measured on undiscounted goods is a bound.
import { conditionKinds } from '../programme/conditions/condition.ts';
import type { Condition } from '../programme/conditions/condition.ts';
import type { ConditionKind } from '../programme/conditions/condition-kind.ts';
import type { BoundPrice, Offer } from '../programme/offer.ts';
import { isAbout } from './pieces.ts';
import { runSteps } from './run-steps.ts';
import type { Sale } from './work.ts';
import { worthOfUnits } from './worth-of.ts';

/** In thousandths of minor units; infinite where a discount could make something else apply. */
export function restWorth(sale: Sale): number {
  const coupons = sale.input.coupons.flatMap(({ id }) => sale.compiled.couponOffers.get(id) ?? []);
  const late = [...sale.campaigns.map(({ offer }) => offer), ...coupons].filter(({ measure }) => measure === 'after');
  if (late.some(({ condition }) => condition !== null && mayTurnTrue(condition))) return Number.POSITIVE_INFINITY;
  const nobody = { on: new Set<Offer>(), pieces: new Map<Offer, ReadonlySet<number>>() };
  const open = openSale(sale);
  // Which of two equally dear pieces is the gift can change with a discount, and with it what later effects work on: what looks
  // at single pieces counts with its own money, and everything else as if it were not there.
  const byPiece = runSteps(open, nobody).work;
  const others = runSteps(withoutPieces(open, coupons), nobody).work;
  let worth = freePieces(sale, coupons) * 1000;
  for (const [{ price }, { given }] of byPiece.tallies)
    if (price.some(({ kind }) => kind.byUnit)) worth += given * 1000;
  for (const { by, given } of others.discounts) if (by.kind !== 'payment') worth += given * 1000;
  for (const { unit, n } of others.earned) worth += worthOfUnits(sale.compiled, unit, n) + 1;
  return worth;
}

/** Every rule that earns is on, and none of a group changes a price: nothing can be earned on more than that. */
function openSale(sale: Sale): Sale {
  return {
    ...sale,
    // Paying with units lowers what is earned on; a smaller basket may take a whole step less of it.
    input: { ...sale.input, payWithUnits: null },
    campaigns: sale.campaigns.map((standing) => {
      const { group, earn } = standing.offer;
      return group !== null && earn.length > 0 ? { ...standing, offer: earningOnly(standing.offer) } : standing;
    }),
  };
}

function withoutPieces(sale: Sale, coupons: readonly Offer[]): Sale {
  const byUnit = ({ price }: Offer): boolean => price.some(({ kind }) => kind.byUnit);
  const ids = [...coupons, ...sale.compiled.rewardOffers].filter(byUnit).map(({ by }) => by.id);
  return {
    ...sale,
    input: { ...sale.input, declined: [...sale.input.declined, ...ids] },
    campaigns: sale.campaigns.filter(({ offer }) => !byUnit(offer)),
  };
}

/**
 * A free piece is the cheapest that still costs something: when a group makes that one free, the next is dearer. For these
 * the dearest pieces are added on top.
 */
function freePieces(sale: Sale, coupons: readonly Offer[]): number {
  const { compiled, input } = sale;
  const rewards = compiled.rewardOffers.flatMap((offer) => {
    const times = input.chosen.filter(({ id }) => id === offer.by.id).length;
    return Array.from({ length: Math.max(1, times) }, () => offer);
  });
  const ungrouped = sale.campaigns.flatMap(({ offer }) => (offer.group === null ? [offer] : []));
  let sum = 0;
  for (const offer of [...ungrouped, ...coupons, ...rewards]) {
    for (const bound of offer.price)
      if (bound.effect.kind === 'free') sum += dearestOf(sale, bound, bound.effect.pieces);
  }
  return sum;
}

export function dearestOf(sale: Sale, bound: BoundPrice, pieces: number): number {
  const units = (sale.units ?? []).filter((_, at) => isAbout(sale, bound, at));
  return units.slice(0, pieces).reduce((sum, { price }) => sum + price, 0);
}

/** The same rule without its prices, and in no group. */
function earningOnly(offer: Offer): Offer {
  return {
    ...offer,
    price: [],
    group: null,
    measure: 'after',
    condition: offer.measure === 'after' ? offer.condition : null,
  };
}

/** A smaller amount can only make these true: the bound from undiscounted goods would be wrong. */
function mayTurnTrue(condition: Condition): boolean {
  if (condition.kind === 'not') return true;
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(mayTurnTrue);
  const kind: ConditionKind = conditionKinds[condition.kind];
  return kind.mayTurnTrue?.(condition) ?? false;
}
