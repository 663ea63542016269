// "10 % off pastry", "10 % off the basket": a share of what earlier effects left, computed once on the sum.
import { z } from 'zod';
import { mulDiv } from '../../base/money.ts';
import { everything, selectorSchema } from '../selector.ts';
import { priceEffect } from './effect-kind.ts';

export const percentOffEffect = priceEffect({
  schema: z.strictObject({
    kind: z.literal('percentOff'),
    /** 10 % is 1000. */
    basisPoints: z.int().min(1).max(10_000),
    selector: selectorSchema.default(everything),
    on: z.enum(['items', 'basket']).default('items'),
  }),
  step: ({ on }) => on,
  byUnit: false,
  shares: 'after',
  goodsOf: ({ selector }) => selector,
  off: ({ basisPoints }, { sum }) => ({ by: 'sum', wanted: mulDiv(sum, basisPoints, 10_000, 'halfAwayFromZero') }),
  says: {
    en: ({ basisPoints, selector }, _, words) => `${words.percent(basisPoints)} off ${words.goods(selector)}`,
    de: ({ basisPoints, selector }, _, words) => `${words.percent(basisPoints)} Rabatt auf ${words.goods(selector)}`,
  },
});
