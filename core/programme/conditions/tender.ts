// "Paid by card": all of it with these kinds. It may change what is earned, never a price, unless the POS says before
// payment what the customer plans to pay with.
import { z } from 'zod';
import { tenderSchema } from '../../basket/basket.ts';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const tenderCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('tender'), in: z.array(tenderSchema.shape.kind).min(1).max(6) }),
  gap: null,
  ofMember: false,
  test: (condition, { tenders }) =>
    tenders !== null && tenders.length > 0 && tenders.every((each) => condition.in.includes(each)) ? met : unmet,
  says: {
    en: (condition) => `payment by ${condition.in.map((kind) => english[kind]).join(' or ')}`,
    de: (condition) => `Zahlung mit ${condition.in.map((kind) => german[kind]).join(' oder ')}`,
  },
});

type Kinds = Readonly<Record<'cash' | 'card' | 'gift-card' | 'voucher' | 'account' | 'other', string>>;
const english: Kinds = {
  cash: 'cash',
  card: 'card',
  'gift-card': 'gift card',
  voucher: 'voucher',
  account: 'account',
  other: 'other means',
};
const german: Kinds = {
  cash: 'Bargeld',
  card: 'Karte',
  'gift-card': 'Geschenkkarte',
  voucher: 'Gutschein',
  account: 'Kundenkonto',
  other: 'anderen Mitteln',
};
