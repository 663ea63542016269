// "With this coupon": it lies on the counter in this sale.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const couponCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('coupon'), id: slugSchema }),
  gap: null,
  ofMember: false,
  test: ({ id }, facts) => (facts.hasCoupon(id) ? met : unmet),
  keys: ({ id }) => [`C:${id}`],
  says: {
    en: ({ id }, _, words) => `the coupon “${words.name('coupon', id)}”`,
    de: ({ id }, _, words) => `der Gutschein „${words.name('coupon', id)}“`,
  },
});
