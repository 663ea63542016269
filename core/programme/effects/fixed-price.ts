// "Each muffin 1.00", "cheese at 12.00 a kilo": a price instead of the POS's, where that is higher.
import { z } from 'zod';
import { moneySchema, mulDiv } from '../../base/money.ts';
import { selectorSchema } from '../selector.ts';
import { priceEffect } from './effect-kind.ts';

export const fixedPriceEffect = priceEffect({
  schema: z.strictObject({
    kind: z.literal('fixedPrice'),
    /** Of one piece; of one kg, l, m, h where a line is measured. */
    price: moneySchema.refine((price) => price >= 0, 'must not be negative'),
    selector: selectorSchema,
  }),
  step: () => 'items',
  byUnit: true,
  shares: 'after',
  goodsOf: ({ selector }) => selector,
  off: ({ price }, goods) => ({
    by: 'unit',
    wanted: goods.units.map(({ line, after }) => {
      const quantity = goods.quantityOf(line);
      // Of nothing there is no price: such a line keeps the one it has.
      if (quantity <= 0) return 0;
      const set = goods.isPieces(line) ? price : mulDiv(price, quantity, 1000, 'halfAwayFromZero');
      return Math.max(0, after - set);
    }),
    sets: [],
  }),
  says: {
    en: ({ price, selector }, _, words) => `${words.goods(selector)} at ${words.money(price)} each`,
    de: ({ price, selector }, _, words) => `${words.goods(selector)} zu je ${words.money(price)}`,
  },
});
