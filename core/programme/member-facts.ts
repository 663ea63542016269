// What a programme reads of a member: no id, no name, no number. Frozen at the first line of a sale, so the sale that
// crosses into a tier still earns at the old one.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { businessDateSchema } from '../base/time.ts';
import { unitsSchema } from '../base/units.ts';
import { rightSchema } from '../member/member-row.ts';

export const memberFactsSchema = z.object({
  right: rightSchema,
  /**
   * A unit each, in the order of the programme's units: `held` all that is usable at this date, `n` what this till may
   * let go in this sale (less than held where headquarters cannot be asked).
   */
  spendable: z.array(z.object({ unit: slugSchema, n: unitsSchema, held: unitsSchema })).max(limits.unitsOfProgrammeMax),
  /** A keyed hash of the member, for hold-outs: the same at every till, and says nothing to who has not the key. */
  lot: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable()
    .default(null),
  tier: slugSchema.nullable().default(null),
  memberships: z
    .array(z.object({ id: slugSchema, until: businessDateSchema }))
    .max(limits.namesOfProgrammeMax)
    .default([]),
  /** Segments that headquarters has put the member in; those with an expression are computed here. */
  segments: z.array(slugSchema).max(limits.namesOfProgrammeMax).default([]),
  birthday: z
    .object({ month: z.int().min(1).max(12), day: z.int().min(1).max(31), knownSince: businessDateSchema })
    .nullable()
    .default(null),
  /** Before this sale: member × store × business day. */
  visits: z.int().nonnegative().default(0),
  lastVisit: businessDateSchema.nullable().default(null),
});
export type MemberFacts = z.infer<typeof memberFactsSchema>;
