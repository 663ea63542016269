// "Gold members": the member is in one of these tiers, as headquarters computed it last.
import { z } from 'zod';
import { slugSchema } from '../../base/id.ts';
import { limits } from '../../base/limits.ts';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const tierCondition = conditionKind({
  schema: z.strictObject({
    kind: z.literal('tier'),
    in: z.array(slugSchema).min(1).max(limits.namesOfProgrammeMax),
  }),
  gap: null,
  ofMember: true,
  test: (condition, { member }) => (member?.tier && condition.in.includes(member.tier) ? met : unmet),
  keys: (condition) => condition.in.map((id) => `T:${id}`),
  says: {
    en: (condition, _, words) => `the tier ${condition.in.map((id) => words.name('tier', id)).join(' or ')}`,
    de: (condition, _, words) => `die Stufe ${condition.in.map((id) => words.name('tier', id)).join(' oder ')}`,
  },
});
