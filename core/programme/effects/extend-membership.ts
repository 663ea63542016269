// "Plus for 12 months": sold as an article, or given.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { everything } from '../selector.ts';
import { giftEffect } from './effect-kind.ts';

export const extendMembershipEffect = giftEffect({
  schema: z.strictObject({
    kind: z.literal('extendMembership'),
    membership: slugSchema,
    months: z.int().min(1).max(60),
  }),
  needsMember: true,
  goodsOf: () => everything,
  give: ({ membership, months }) => ({ kind: 'membership', membership, months }),
  says: {
    en: ({ membership, months }, _, words) =>
      `${months} ${months === 1 ? 'month' : 'months'} of ${words.name('membership', membership)}`,
    de: ({ membership, months }, _, words) =>
      `${months} ${months === 1 ? 'Monat' : 'Monate'} ${words.name('membership', membership)}`,
  },
});
