// Coupons of a return: those that the sale gave are void, or listed where they have been used already; those that it used are
// handed back, unless they have expired since.
import type { CompiledProgramme } from '../../programme/compile.ts';
import type { CouponState, RefundInput } from '../refund-input.ts';
import type { Refund } from '../refund-result.ts';
import type { Kept, KeptGift } from './kept.ts';

export function couponsBack(
  compiled: CompiledProgramme,
  { sale, coupons }: RefundInput,
  before: Kept,
  after: Kept,
): Refund['coupons'] {
  const left = [...coupons];
  const back: Refund['coupons'] = { void: [], charge: [], restore: [] };
  for (const [at, { id, serial }] of sale.evaluation.coupons.entries()) {
    const state = takeOut(left, (each) => each.id === id && each.serial === serial, 'used');
    if (before.used[at] && !after.used[at] && !state?.expired) back.restore.push({ id, serial });
  }
  for (const [key, { kind, name, n }] of before.gifts) {
    if (kind !== 'coupon') continue;
    for (let lost = n - (after.gifts.get(key)?.n ?? 0); lost > 0; lost -= 1) {
      const state = takeOut(left, ({ id }) => id === name, 'unused');
      const coupon = { id: name, serial: state?.serial ?? null };
      if (state?.used) back.charge.push({ ...coupon, worth: worthOf(compiled, name) });
      else back.void.push(coupon);
    }
  }
  return back;
}

/** All of a kind that the customer had before and has no more. A share may be negative: what stays gives more of it. */
export function giftsBack(before: Kept, after: Kept, kind: KeptGift['kind']): KeptGift[] {
  const back: KeptGift[] = [];
  for (const [key, gift] of before.gifts) {
    const n = gift.n - (after.gifts.get(key)?.n ?? 0);
    if (gift.kind === kind && (n > 0 || (kind === 'share' && n !== 0))) back.push({ ...gift, n });
  }
  return back;
}

/** The first that fits, those in the wanted state before the others; it is not found again. */
function takeOut(
  left: CouponState[],
  fits: (state: CouponState) => boolean,
  wanted: 'used' | 'unused',
): CouponState | undefined {
  const first = left.findIndex((each) => fits(each) && each.used === (wanted === 'used'));
  const at = first >= 0 ? first : left.findIndex(fits);
  return at >= 0 ? left.splice(at, 1)[0] : undefined;
}

/** Only of a coupon that is a plain amount; what a percentage took off is in the sale that used it. */
function worthOf({ couponOffers }: CompiledProgramme, id: string): Refund['coupons']['charge'][number]['worth'] {
  const [first, ...others] = couponOffers.get(id)?.price ?? [];
  return first?.effect.kind === 'amountOff' && others.length === 0 ? first.effect.amount : null;
}
