// What headquarters tells a till about a member, as one absolute row with a version: applied when it is newer, so that
// repeats and reorders are harmless (sync.md 2.6). A first name and two digits are all the personal data in it.
import { z } from 'zod';
import { aliasSchema, memberIdSchema, slugSchema } from '../base/id.ts';
import { bucketSchema, unitsSchema } from '../base/units.ts';
import { businessDateSchema } from '../base/time.ts';
import { limits } from '../base/limits.ts';

export const rightSchema = z.enum(['earn', 'spend']);
export type Right = z.infer<typeof rightSchema>;

export const identifierKindSchema = z.enum(['phone', 'code', 'card']);
export type IdentifierKind = z.infer<typeof identifierKindSchema>;

/** An identifier as it is kept: a keyed hash, what kind of thing it was, and what it may do (`spend` includes earn). */
export const identifierSchema = z.object({ alias: aliasSchema, kind: identifierKindSchema, right: rightSchema });
export type Identifier = z.infer<typeof identifierSchema>;

export const bucketBalanceSchema = z.object({ bucket: bucketSchema, n: unitsSchema });

/** One unit of one member: usable buckets (each n > 0), and what was spent beyond them. */
export const unitBalanceSchema = z.object({
  unit: slugSchema,
  /** 60 months of expiry, the month of today and `never`. */
  buckets: z.array(bucketBalanceSchema).max(64),
  short: unitsSchema,
});
export type UnitBalance = z.infer<typeof unitBalanceSchema>;

export const memberRowSchema = z.object({
  id: memberIdSchema,
  ver: z.int().nonnegative(),
  firstName: z.string().max(limits.nameLengthMax),
  /** Last two digits of the telephone number, to tell two Annas apart; empty when there is none. */
  last2: z.string().regex(/^(\d\d)?$/),
  identifiers: z.array(identifierSchema).max(20),
  balances: z.array(unitBalanceSchema).max(limits.unitsOfProgrammeMax),
  visits: z.int().nonnegative(),
  lastVisit: businessDateSchema.nullable(),
  flags: z.array(z.enum(['blocked', 'staff'])).max(5),
});
export type MemberRow = z.infer<typeof memberRowSchema>;
