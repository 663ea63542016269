// "Back after 60 days": days since the last visit. Who has never been here is not back.
import { z } from 'zod';
import { daysOfDate } from '../../base/time.ts';
import { between, unmet } from '../facts.ts';
import { boundsText } from './bounds-text.ts';
import { conditionKind, countBounds } from './condition-kind.ts';

export const daysSinceVisitCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('daysSinceVisit'), ...countBounds }),
  gap: null,
  ofMember: true,
  test: ({ atLeast, atMost }, { member, moment }) =>
    member?.lastVisit
      ? between(daysOfDate(moment.biz) - daysOfDate(member.lastVisit), atLeast, atMost) && unmet
      : unmet,
  says: {
    en: (bounds) => `a last visit ${boundsText(bounds, 'en')} days ago`,
    de: (bounds) => `ein letzter Besuch vor ${boundsText(bounds, 'de')} Tagen`,
  },
});
