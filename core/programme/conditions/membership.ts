// "Plus members": a paid plan that still runs today.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const membershipCondition = conditionKind({
  schema: z.strictObject({ kind: z.literal('membership'), id: slugSchema }),
  gap: null,
  ofMember: true,
  test: ({ id }, { member, moment }) =>
    member?.memberships.some((each) => each.id === id && each.until >= moment.biz) ? met : unmet,
  keys: ({ id }) => [`M:${id}`],
  says: {
    en: ({ id }, _, words) => `a running membership ${words.name('membership', id)}`,
    de: ({ id }, _, words) => `eine laufende Mitgliedschaft ${words.name('membership', id)}`,
  },
});
