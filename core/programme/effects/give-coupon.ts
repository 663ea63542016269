// "A coupon for the next visit": given after discounts, held by the member or printed.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { everything } from '../selector.ts';
import { giftEffect } from './effect-kind.ts';

export const giveCouponEffect = giftEffect({
  schema: z.strictObject({
    kind: z.literal('giveCoupon'),
    coupon: slugSchema,
    n: z.int().min(1).max(20).default(1),
  }),
  needsMember: true,
  goodsOf: () => everything,
  give: ({ coupon, n }) => ({ kind: 'coupon', coupon, n }),
  says: {
    en: ({ coupon, n }, _, words) => `${n === 1 ? 'the coupon' : `${n} coupons`} “${words.name('coupon', coupon)}”`,
    de: ({ coupon, n }, _, words) =>
      `${n === 1 ? 'den Gutschein' : `${n} Gutscheine`} „${words.name('coupon', coupon)}“`,
  },
});
