// "Gold for 90 days": a tier until a date, whatever the figures say.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { everything } from '../selector.ts';
import { giftEffect } from './effect-kind.ts';

export const grantTierEffect = giftEffect({
  schema: z.strictObject({ kind: z.literal('grantTier'), tier: slugSchema, days: z.int().min(1).max(730) }),
  needsMember: true,
  goodsOf: () => everything,
  give: ({ tier, days }) => ({ kind: 'tier', tier, days }),
  says: {
    en: ({ tier, days }, _, words) => `the tier ${words.name('tier', tier)} for ${days} ${days === 1 ? 'day' : 'days'}`,
    de: ({ tier, days }, _, words) =>
      `die Stufe ${words.name('tier', tier)} für ${days} ${days === 1 ? 'Tag' : 'Tage'}`,
  },
});
