// "Who holds 500 points": what is usable today, before this sale.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { between, unmet } from '../facts.ts';
import { boundsText } from './bounds-text.ts';
import { conditionKind, countBounds } from './condition-kind.ts';

export const balanceCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('balance'), unit: slugSchema, ...countBounds }),
  gap: 'units',
  ofMember: true,
  test: ({ unit, atLeast, atMost }, { member }) =>
    member ? between(member.spendable.find((each) => each.unit === unit)?.held ?? 0, atLeast, atMost) : unmet,
  says: {
    en: ({ unit, ...bounds }, missing, words) =>
      missing > 0
        ? `${missing} ${words.name('unit', unit)} more are missing to ${bounds.atLeast ?? 0}`
        : `${boundsText(bounds, 'en')} ${words.name('unit', unit)} held`,
    de: ({ unit, ...bounds }, missing, words) =>
      missing > 0
        ? `es fehlen ${missing} ${words.name('unit', unit)} zu ${bounds.atLeast ?? 0}`
        : `ein Guthaben von ${boundsText(bounds, 'de')} ${words.name('unit', unit)}`,
  },
});
