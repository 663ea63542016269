// "3.00 off the basket", "2.50 off a drink": an amount off all its goods together, never more than they cost.
import { z } from 'zod';
import { moneySchema } from '../../base/money.ts';
import { everything, selectorSchema } from '../selector.ts';
import { priceEffect } from './effect-kind.ts';

export const amountOffEffect = priceEffect({
  schema: z.strictObject({
    kind: z.literal('amountOff'),
    amount: moneySchema.refine((amount) => amount > 0, 'must be more than 0'),
    selector: selectorSchema.default(everything),
    on: z.enum(['items', 'basket']).default('basket'),
  }),
  step: ({ on }) => on,
  byUnit: false,
  shares: 'room',
  goodsOf: ({ selector }) => selector,
  off: ({ amount }, { sum }) => ({ by: 'sum', wanted: sum === 0 ? 0 : amount }),
  says: {
    en: ({ amount, selector }, _, words) => `${words.money(amount)} off ${words.goods(selector)}`,
    de: ({ amount, selector }, _, words) => `${words.money(amount)} Rabatt auf ${words.goods(selector)}`,
  },
});
