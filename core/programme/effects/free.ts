// "A coffee free": pieces that cost nothing, the cheapest first unless the programme is generous.
import { z } from 'zod';
import { limits } from '../../base/limits.ts';
import { selectorSchema } from '../selector.ts';
import { priceEffect } from './effect-kind.ts';

export const freeEffect = priceEffect({
  schema: z.strictObject({
    kind: z.literal('free'),
    pieces: z.int().min(1).max(limits.bundleTakeMax).default(1),
    selector: selectorSchema,
    gift: z.enum(['cheapest', 'dearest']).default('cheapest'),
  }),
  step: () => 'items',
  byUnit: true,
  shares: 'after',
  goodsOf: ({ selector }) => selector,
  off: ({ pieces, gift }, { units }) => {
    // What an earlier effect made free already is no gift.
    const open = units.flatMap(({ after }, at) => (after > 0 ? [at] : []));
    if (gift === 'cheapest') open.reverse();
    const taken = new Set(open.slice(0, pieces));
    return { by: 'unit', wanted: units.map(({ after }, at) => (taken.has(at) ? after : 0)), sets: [] };
  },
  says: {
    en: ({ pieces, selector }, _, words) => `${pieces} of ${words.goods(selector)} free`,
    de: ({ pieces, selector }, _, words) => `${pieces} × ${words.goods(selector)} gratis`,
  },
});
