// A badge: worth nothing, shown with pride.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { everything } from '../selector.ts';
import { giftEffect } from './effect-kind.ts';

export const giveBadgeEffect = giftEffect({
  schema: z.strictObject({ kind: z.literal('giveBadge'), badge: slugSchema }),
  needsMember: true,
  goodsOf: () => everything,
  give: ({ badge }) => ({ kind: 'badge', badge }),
  says: {
    en: ({ badge }, _, words) => `the badge “${words.name('badge', badge)}”`,
    de: ({ badge }, _, words) => `das Abzeichen „${words.name('badge', badge)}“`,
  },
});
