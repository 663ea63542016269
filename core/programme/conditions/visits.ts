// "From the tenth visit": visits before this one; a visit is member × store × business day.
import { z } from 'zod';
import { between, unmet } from '../facts.ts';
import { boundsText } from './bounds-text.ts';
import { conditionKind, countBounds } from './condition-kind.ts';

export const visitsCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('visits'), ...countBounds }),
  gap: null,
  ofMember: true,
  test: ({ atLeast, atMost }, { member }) => (member ? between(member.visits, atLeast, atMost) : unmet),
  says: {
    en: (bounds) => `${boundsText(bounds, 'en')} visits before this one`,
    de: (bounds) => `${boundsText(bounds, 'de')} Besuche vor diesem`,
  },
});
