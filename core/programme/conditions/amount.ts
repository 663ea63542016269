// "From 15.00 of drinks": money of the selected lines that count.
import { z } from 'zod';
import { between } from '../facts.ts';
import { everything, selectorKeys, selectorSchema } from '../selector.ts';
import { boundsText } from './bounds-text.ts';
import { conditionKind, moneyBounds } from './condition-kind.ts';

export const amountCondition = conditionKind({
  schema: z.strictObject({
    kind: z.literal('amount'),
    of: selectorSchema.default(everything),
    ...moneyBounds,
    /** Without it: before our discounts where the campaign changes prices, after them where it does not. */
    measure: z.enum(['before', 'after']).optional(),
  }),
  gap: 'money',
  ofMember: false,
  test: ({ of, atLeast, atMost, measure }, facts) => between(facts.amountOf(of, measure), atLeast, atMost),
  keys: ({ of, atLeast = 0 }, { tree }) => (atLeast > 0 ? selectorKeys(of, tree) : null),
  mayTurnTrue: ({ atMost }) => atMost !== undefined,
  says: {
    en: (bounds, missing, words) =>
      missing > 0
        ? `${words.money(missing)} more is missing to ${words.money(bounds.atLeast ?? 0)} of ${words.goods(bounds.of)}`
        : `${boundsText(bounds, 'en', words.money)} of ${words.goods(bounds.of)}`,
    de: (bounds, missing, words) =>
      missing > 0
        ? `es fehlen ${words.money(missing)} zu ${words.money(bounds.atLeast ?? 0)} für ${words.goods(bounds.of)}`
        : `${boundsText(bounds, 'de', words.money)} für ${words.goods(bounds.of)}`,
  },
});
