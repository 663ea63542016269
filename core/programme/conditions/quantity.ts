// "From 3 pieces of pastry", "from 1.5 kg of cheese": how much of the selected lines that count.
import { z } from 'zod';
import { lineSchema } from '../../basket/basket.ts';
import { between } from '../facts.ts';
import { everything, selectorSchema } from '../selector.ts';
import { conditionKind, countBounds } from './condition-kind.ts';

export const quantityCondition = conditionKind({
  schema: z.strictObject({
    kind: z.literal('quantity'),
    of: selectorSchema.default(everything),
    /** Pieces as people count them (a weighed line is one), or thousandths of kg, l, m, h. */
    unit: lineSchema.shape.unit.default('piece'),
    ...countBounds,
  }),
  gap: 'quantity',
  ofMember: false,
  test: ({ of, unit, atLeast, atMost }, facts) => between(facts.quantityOf(of, unit), atLeast, atMost),
  says: {
    en: ({ of, unit, atLeast, atMost }, missing, words) =>
      atLeast === undefined
        ? `at most ${words.quantity(atMost ?? 0, unit)} of ${words.goods(of)}`
        : `from ${words.quantity(atLeast, unit)} of ${words.goods(of)}${missing > 0 ? `, ${words.quantity(missing, unit)} missing` : ''}`,
    de: ({ of, unit, atLeast, atMost }, missing, words) =>
      atLeast === undefined
        ? `höchstens ${words.quantity(atMost ?? 0, unit)} ${words.goods(of)}`
        : `ab ${words.quantity(atLeast, unit)} ${words.goods(of)}${missing > 0 ? `, es fehlen ${words.quantity(missing, unit)}` : ''}`,
  },
});
