// "From 15.00 of drinks": money of the selected lines that count.
import { z } from 'zod';
import { between } from '../facts.ts';
import { everything, selectorSchema } from '../selector.ts';
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
  says: {
    en: ({ of, atLeast, atMost }, missing, words) =>
      atLeast === undefined
        ? `at most ${words.money(atMost ?? 0)} of ${words.goods(of)}`
        : `from ${words.money(atLeast)} of ${words.goods(of)}${missing > 0 ? `, ${words.money(missing)} missing` : ''}`,
    de: ({ of, atLeast, atMost }, missing, words) =>
      atLeast === undefined
        ? `höchstens ${words.money(atMost ?? 0)} an ${words.goods(of)}`
        : `ab ${words.money(atLeast)} an ${words.goods(of)}${missing > 0 ? `, es fehlen ${words.money(missing)}` : ''}`,
  },
});
