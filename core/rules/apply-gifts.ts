// What is given besides money and units, once the goods have their price: coupons, badges, a share to a cause, messages.
import type { Gift } from '../programme/effects/effect-kind.ts';
import type { BoundGift, Offer } from '../programme/offer.ts';
import type { Standing } from './standing.ts';
import { tallyOf } from './work.ts';
import type { Work } from './work.ts';

export function applyGift(work: Work, { offer, allowance }: Standing, { effect, kind, selects }: BoundGift): void {
  if (!isOccasion(work, offer)) return;
  // A share is of what earns; anything else is given for the sale, even of an article that earns nothing.
  const lines = work.lines.filter((each) => each.sale.flags.earns && selects(each.sale.line));
  const amount = lines.reduce((sum, each) => sum + Math.max(0, each.after), 0);
  const gift = kind.give(effect, amount);
  if (gift === null) return;
  const tally = tallyOf(work, offer);
  const given = withinBudget(gift, allowance.money - tally.given - sharedBefore(work, offer), allowance.drop);
  if (given === null) return;
  tally.gifts += 1;
  tally.uses = Math.max(tally.uses, 1);
  work.gifts.push({ by: offer.by, gift: given });
}

/** Joining, a reward that was paid for, or a sale to the public in which something is bought. */
function isOccasion({ sale: { input } }: Work, { by }: Offer): boolean {
  if (input.event !== 'purchase' || by.kind === 'reward') return true;
  return input.basket.buyer === 'public' && input.basket.lines.some((line) => line.amount >= 0 && !line.returnOf);
}

/** What the same rule gave to causes already: it is no discount, and the budget is one. */
export function sharedBefore({ gifts }: Work, { by }: Offer): number {
  return gifts.reduce((sum, one) => sum + (one.by === by && one.gift.kind === 'share' ? one.gift.amount : 0), 0);
}

/** A share to a cause is money, and a budget of money bounds it too. */
function withinBudget(gift: Gift, budget: number, drop: boolean): Gift | null {
  if (gift.kind !== 'share' || gift.amount <= budget) return gift;
  return drop || budget <= 0 ? null : { ...gift, amount: budget };
}
