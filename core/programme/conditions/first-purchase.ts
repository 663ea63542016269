// "On the first purchase": a member who has never visited before.
import { z } from 'zod';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const firstPurchaseCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('firstPurchase') }),
  gap: null,
  ofMember: true,
  test: (_, { member }) => (member?.visits === 0 ? met : unmet),
  says: { en: () => 'a first purchase', de: () => 'ein erster Einkauf' },
});
