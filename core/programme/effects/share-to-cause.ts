// "2 % of your bread goes to the children's hospital": the shop pays it, on what the goods cost after discounts.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { moneySchema, mulDiv } from '../../base/money.ts';
import { everything, selectorSchema } from '../selector.ts';
import { giftEffect } from './effect-kind.ts';

export const shareToCauseEffect = giftEffect({
  schema: z
    .strictObject({
      kind: z.literal('shareToCause'),
      cause: slugSchema,
      basisPoints: z.int().min(1).max(10_000).optional(),
      amount: moneySchema.refine((amount) => amount > 0, 'must be more than 0').optional(),
      selector: selectorSchema.default(everything),
    })
    .refine(({ basisPoints, amount }) => (basisPoints === undefined) !== (amount === undefined), {
      error: 'a share has either basisPoints or an amount',
    }),
  needsMember: false,
  goodsOf: ({ selector }) => selector,
  give: ({ cause, basisPoints, amount }, goods) => {
    const share = amount ?? mulDiv(goods, basisPoints ?? 0, 10_000, 'halfAwayFromZero');
    return share === 0 ? null : { kind: 'share', cause, amount: share };
  },
  says: {
    en: ({ cause, basisPoints, amount, selector }, _, words) =>
      `${basisPoints === undefined ? words.money(amount ?? 0) : `${words.percent(basisPoints)} of ${words.goods(selector)}`} for ${words.name('cause', cause)}`,
    de: ({ cause, basisPoints, amount, selector }, _, words) =>
      `${basisPoints === undefined ? words.money(amount ?? 0) : `${words.percent(basisPoints)} auf ${words.goods(selector)}`} für ${words.name('cause', cause)}`,
  },
});
