// Scan and directory answer → known, unknown, blocked, or a choice to make. Answered from local data: offline is normal.
import { problem } from '../base/problem.ts';
import type { Alias } from '../base/id.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Identifier, IdentifierKind, MemberRow, Right } from './member-row.ts';

/** A member as named in a sale: by which identifier, and so with what right. */
export interface NamedMember {
  readonly row: MemberRow;
  readonly by: IdentifierKind;
  readonly right: Right;
}

/** `found`: every member of the local directory that carries the alias. */
export function identify(alias: Alias, found: readonly MemberRow[]): Result<NamedMember> {
  const [first, second] = found;
  if (!first) return fail(problem('MemberUnknown'));
  if (second) return fail(problem('MemberAmbiguous'));
  if (first.flags.includes('blocked')) return fail(problem('MemberBlocked'));
  const identifier = first.identifiers.find((each: Identifier) => each.alias === alias);
  if (!identifier) return fail(problem('MemberUnknown'));
  return ok({ row: first, by: identifier.kind, right: identifier.right });
}
