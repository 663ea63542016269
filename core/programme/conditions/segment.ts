// "Customers of segment X": put there by headquarters, or by the segment's own expression.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const segmentCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('segment'), id: slugSchema }),
  gap: null,
  ofMember: true,
  test: ({ id }, facts) => (facts.inSegment(id) ? met : unmet),
  keys: ({ id }, { computed }) => (computed.has(id) ? null : [`S:${id}`]),
  says: {
    en: ({ id }, _, words) => `the segment ${words.name('segment', id)}`,
    de: ({ id }, _, words) => `das Segment ${words.name('segment', id)}`,
  },
});
