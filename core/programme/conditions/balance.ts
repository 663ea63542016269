// "Who holds 500 points": what is usable today, before this sale.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { between, unmet } from '../facts.ts';
import { conditionKind, countBounds } from './condition-kind.ts';

export const balanceCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('balance'), unit: slugSchema, ...countBounds }),
  gap: 'units',
  ofMember: true,
  test: ({ unit, atLeast, atMost }, { member }) =>
    member ? between(member.spendable.find((each) => each.unit === unit)?.held ?? 0, atLeast, atMost) : unmet,
  says: {
    en: ({ unit, atLeast, atMost }, missing, words) =>
      `${atLeast === undefined ? `at most ${atMost ?? 0}` : `at least ${atLeast}`} ${words.name('unit', unit)}` +
      (missing > 0 ? `, ${missing} missing` : ''),
    de: ({ unit, atLeast, atMost }, missing, words) =>
      `${atLeast === undefined ? `höchstens ${atMost ?? 0}` : `mindestens ${atLeast}`} ${words.name('unit', unit)}` +
      (missing > 0 ? `, es fehlen ${missing}` : ''),
  },
});
