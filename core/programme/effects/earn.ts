// "1 point for each 1.00": units for what is paid in money, after all discounts.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { limits } from '../../base/limits.ts';
import { moneySchema, mulDiv, mulDivAtMost } from '../../base/money.ts';
import { everything, selectorSchema } from '../selector.ts';
import { earnEffect } from './effect-kind.ts';

export const earnPerAmountEffect = earnEffect({
  schema: z.strictObject({
    kind: z.literal('earn'),
    unit: slugSchema,
    points: z.int().min(1).max(100_000),
    amount: moneySchema.refine((amount) => amount > 0, 'must be more than 0'),
    /** For each full amount only; else in proportion, rounded as the unit says. */
    whole: z.boolean().default(false),
    selector: selectorSchema.default(everything),
  }),
  multiplies: false,
  multiplied: true,
  goodsOf: ({ selector }) => selector,
  earn: ({ points, amount, whole }, base, rounding) =>
    whole
      ? mulDiv(base.amount, 1, amount, 'down') * points
      : mulDivAtMost(base.amount, points, amount, rounding, limits.unitsMax),
  says: {
    en: ({ points, amount, unit, selector }, _, words) =>
      `${points} ${words.name('unit', unit)} for each ${words.money(amount)} of ${words.goods(selector)}`,
    de: ({ points, amount, unit, selector }, _, words) =>
      `${points} ${words.name('unit', unit)} je ${words.money(amount)} für ${words.goods(selector)}`,
  },
});
