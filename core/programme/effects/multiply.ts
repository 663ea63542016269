// "Double points": adds to what other campaigns gave. Several multipliers add their bonuses: 2× and 3× give 4×, unless a
// group says otherwise.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { mulDiv } from '../../base/money.ts';
import { everything, selectorSchema } from '../selector.ts';
import { earnEffect } from './effect-kind.ts';

export const multiplyEffect = earnEffect({
  schema: z.strictObject({
    kind: z.literal('multiply'),
    unit: slugSchema,
    /** Basis points: 20000 is double. */
    factor: z.int().min(10_001).max(1_000_000),
    selector: selectorSchema.default(everything),
  }),
  multiplies: true,
  multiplied: false,
  goodsOf: ({ selector }) => selector,
  earn: ({ factor }, { earned }, rounding) => mulDiv(earned, factor - 10_000, 10_000, rounding),
  says: {
    en: ({ factor, unit, selector }, _, words) =>
      `${words.times(factor)} ${words.name('unit', unit)} on ${words.goods(selector)}`,
    de: ({ factor, unit, selector }, _, words) =>
      `${words.times(factor)} ${words.name('unit', unit)} auf ${words.goods(selector)}`,
  },
});
