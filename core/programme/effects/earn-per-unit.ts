// "A stamp for each coffee", "5 points a kilo": units for how much is bought.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { mulDiv } from '../../base/money.ts';
import { lineSchema } from '../../basket/basket.ts';
import { everything, selectorSchema } from '../selector.ts';
import { earnEffect } from './effect-kind.ts';

export const earnPerUnitEffect = earnEffect({
  schema: z.strictObject({
    kind: z.literal('earnPerUnit'),
    unit: slugSchema,
    points: z.int().min(1).max(100_000),
    of: lineSchema.shape.unit.default('piece'),
    selector: selectorSchema.default(everything),
  }),
  multiplies: false,
  multiplied: true,
  goodsOf: ({ selector }) => selector,
  earn: ({ points }, { quantity }, rounding) => mulDiv(quantity, points, 1000, rounding),
  says: {
    en: ({ points, unit, of, selector }, _, words) =>
      `${points} ${words.name('unit', unit)} for each ${of} of ${words.goods(selector)}`,
    de: ({ points, unit, of, selector }, _, words) =>
      `${points} ${words.name('unit', unit)} je ${of === 'piece' ? 'Stück' : of} ${words.goods(selector)}`,
  },
});
