// "From 3 pieces of pastry", "from 1.5 kg of cheese": how much of the selected lines that count.
import { z } from 'zod';
import { lineSchema } from '../../basket/basket.ts';
import { between } from '../facts.ts';
import { everything, selectorKeys, selectorSchema } from '../selector.ts';
import { boundsText } from './bounds-text.ts';
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
  keys: ({ of, atLeast = 0 }, { tree }) => (atLeast > 0 ? selectorKeys(of, tree) : null),
  says: {
    en: ({ of, unit, ...bounds }, missing, words) =>
      missing > 0
        ? `${words.quantity(missing, unit)} more ${missing > 1000 && unit === 'piece' ? 'are' : 'is'} missing to ` +
          `${words.quantity(bounds.atLeast ?? 0, unit)} of ${words.goods(of)}`
        : `${boundsText(bounds, 'en', (n) => words.quantity(n, unit))} of ${words.goods(of)}`,
    de: ({ of, unit, ...bounds }, missing, words) =>
      missing > 0
        ? `es ${missing > 1000 && unit === 'piece' ? 'fehlen' : 'fehlt'} ${words.quantity(missing, unit)} zu ` +
          `${words.quantity(bounds.atLeast ?? 0, unit)} ${words.goods(of)}`
        : `${boundsText(bounds, 'de', (n) => words.quantity(n, unit))} ${words.goods(of)}`,
  },
});
