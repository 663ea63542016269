// "50 points for joining", "10 points for the visit": units once, whatever is bought.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { everything } from '../selector.ts';
import { earnEffect } from './effect-kind.ts';

export const earnFlatEffect = earnEffect({
  schema: z.strictObject({
    kind: z.literal('earnFlat'),
    unit: slugSchema,
    points: z.int().min(1).max(1_000_000),
  }),
  multiplies: false,
  multiplied: false,
  goodsOf: () => everything,
  earn: ({ points }) => points,
  says: {
    en: ({ points, unit }, _, words) => `${points} ${words.name('unit', unit)}`,
    de: ({ points, unit }, _, words) => `${points} ${words.name('unit', unit)}`,
  },
});
