// A sentence for the cashier, the receipt or the customer's display.
import { z } from 'zod';
import { everything } from '../selector.ts';
import { localTextSchema } from '../text.ts';
import { giftEffect } from './effect-kind.ts';

export const messageEffect = giftEffect({
  schema: z.strictObject({
    kind: z.literal('message'),
    to: z.enum(['cashier', 'receipt', 'display']),
    text: localTextSchema,
  }),
  needsMember: false,
  goodsOf: () => everything,
  give: ({ to, text }) => ({ kind: 'message', to, text }),
  says: {
    en: ({ text }, _, words) => `the message “${words.text(text)}”`,
    de: ({ text }, _, words) => `den Hinweis „${words.text(text)}“`,
  },
});
