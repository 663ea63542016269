// "From the tenth visit": visits before this one; a visit is member × store × business day.
import { z } from 'zod';
import { between, unmet } from '../facts.ts';
import { conditionKind, countBounds } from './condition-kind.ts';

export const visitsCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('visits'), ...countBounds }),
  gap: null,
  ofMember: true,
  test: ({ atLeast, atMost }, { member }) => (member ? between(member.visits, atLeast, atMost) : unmet),
  says: {
    en: ({ atLeast, atMost }) =>
      atLeast === undefined ? `at most ${atMost ?? 0} visits before` : `at least ${atLeast} visits before`,
    de: ({ atLeast, atMost }) =>
      atLeast === undefined ? `höchstens ${atMost ?? 0} frühere Besuche` : `mindestens ${atLeast} frühere Besuche`,
  },
});
