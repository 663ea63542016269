// Which lines of a sale a gift came from, and which a coupon touched: while one of them stays, it stays.
import type { CompiledProgramme } from '../../programme/compile.ts';
import type { Offer } from '../../programme/offer.ts';
import type { EvaluationInput } from '../evaluation.ts';
import { findCampaigns } from '../find-campaigns.ts';
import type { RefundInput } from '../refund-input.ts';
import { saleLines } from '../sale-lines.ts';
import type { KeptGift } from './kept.ts';

/** Places of the lines for which it was given; none for what a reward gave, and for what came without goods. */
export function linesOfGift(compiled: CompiledProgramme, input: EvaluationInput, gift: KeptGift): number[] {
  const { by, kind, name } = gift;
  if (by.kind === 'reward') return [];
  const offer =
    by.kind === 'coupon'
      ? compiled.couponOffers.get(by.id)
      : findCampaigns(compiled, input).find((each) => each.by.id === by.id);
  const earning = saleLines(input.basket).filter(({ flags }) => flags.earns);
  const shares = (offer?.gifts ?? []).filter(
    ({ effect }) => kind === 'share' && effect.kind === 'shareToCause' && effect.cause === name,
  );
  const mine =
    shares.length === 0 ? earning : earning.filter(({ line }) => shares.some(({ selects }) => selects(line)));
  return mine.map(({ at }) => at);
}

/** Places of the lines that it made cheaper or on which it earned, and of all goods of its bundles. */
export function linesOfCoupon(compiled: CompiledProgramme, sale: RefundInput['sale'], id: string): number[] {
  const isMine = ({ by }: { readonly by: Offer['by'] }): boolean => by.kind === 'coupon' && by.id === id;
  const { lines } = sale.evaluation;
  const shown = lines.map(({ discounts, earned }) => discounts.some(isMine) || earned.some(isMine));
  if (!shown.includes(true)) return [];
  // A bundle shows its discount on the gift, and the rest of its set has a part of it.
  const bundles = compiled.couponOffers.get(id)?.price.filter(({ effect }) => effect.kind === 'bundle') ?? [];
  return saleLines(sale.input.basket)
    .filter(({ at, line, flags }) => shown[at] || (flags.discountable && bundles.some(({ selects }) => selects(line))))
    .map(({ at }) => at);
}
