// The table of conditions and the tree over them: all, any, not. One line a kind; the rest stands on the kind's own card.
import { z } from 'zod';
import { limits } from '../../base/limits.ts';
import { amountCondition } from './amount.ts';
import { balanceCondition } from './balance.ts';
import { birthdayCondition } from './birthday.ts';
import { couponCondition } from './coupon.ts';
import { daysSinceVisitCondition } from './days-since-visit.ts';
import { firstPurchaseCondition } from './first-purchase.ts';
import { membershipCondition } from './membership.ts';
import { quantityCondition } from './quantity.ts';
import { segmentCondition } from './segment.ts';
import { tenderCondition } from './tender.ts';
import { tierCondition } from './tier.ts';
import { visitsCondition } from './visits.ts';

export const conditionKinds = {
  amount: amountCondition,
  quantity: quantityCondition,
  tier: tierCondition,
  membership: membershipCondition,
  segment: segmentCondition,
  visits: visitsCondition,
  daysSinceVisit: daysSinceVisitCondition,
  firstPurchase: firstPurchaseCondition,
  balance: balanceCondition,
  coupon: couponCondition,
  tender: tenderCondition,
  birthday: birthdayCondition,
} as const;

const leafSchema = z.discriminatedUnion('kind', [
  amountCondition.schema,
  quantityCondition.schema,
  tierCondition.schema,
  membershipCondition.schema,
  segmentCondition.schema,
  visitsCondition.schema,
  daysSinceVisitCondition.schema,
  firstPurchaseCondition.schema,
  balanceCondition.schema,
  couponCondition.schema,
  tenderCondition.schema,
  birthdayCondition.schema,
]);
export type ConditionLeaf = z.output<typeof leafSchema>;

export type Condition =
  ConditionLeaf | { kind: 'all'; of: Condition[] } | { kind: 'any'; of: Condition[] } | { kind: 'not'; of: Condition };

const branches = () => z.array(conditionSchema).min(1).max(limits.conditionBranchesMax);

export const conditionSchema: z.ZodType<Condition> = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('all'),
      get of() {
        return branches();
      },
    }),
    z.strictObject({
      kind: z.literal('any'),
      get of() {
        return branches();
      },
    }),
    z.strictObject({
      kind: z.literal('not'),
      get of() {
        return conditionSchema;
      },
    }),
    ...leafSchema.options,
  ])
  .meta({ id: 'Condition' });
